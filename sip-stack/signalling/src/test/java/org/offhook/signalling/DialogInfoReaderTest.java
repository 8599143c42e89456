package org.offhook.signalling;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.offhook.core.call.CallParty;
import org.offhook.core.subscription.Content;
import org.offhook.core.subscription.DialogInfo;
import org.offhook.core.subscription.DialogInfo.Direction;
import org.offhook.core.subscription.DialogInfo.Identifiers;
import org.offhook.core.subscription.DialogInfo.State;
import org.offhook.core.subscription.DialogInfo.WatchedDialog;

/** The documents of RFC 4235, and documents that want to do harm. */
class DialogInfoReaderTest {
    private static final String HEAD =
            "<dialog-info xmlns=\"urn:ietf:params:xml:ns:dialog-info\" version=\"3\" state=\"partial\">";
    /** RFC 4235 §6.1. */
    private static final String EXAMPLE = "<?xml version=\"1.0\"?>\n" + HEAD
            + "<dialog id=\"as7d900as8\" call-id=\"a84b4c76e66710\" local-tag=\"1928301774\" remote-tag=\"456887766\""
            + " direction=\"recipient\"><state event=\"rejected\""
            + " code=\"486\">early</state><duration>145</duration><local><target uri=\"sip:bob@b.example\"><param"
            + " pname=\"+sip.rendering\" pval=\"no\"/></target></local><remote><identity"
            + " display=\"Alice\">sip:alice@example.com</identity><target"
            + " uri=\"sip:alice@pc33.example.com\"/></remote><x:other"
            + " xmlns:x=\"urn:x\"><x:deep>1</x:deep></x:other></dialog></dialog-info>";

    private static Content read(String document) {
        return DialogInfoReader.read(document.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void readsTheExampleOfTheRfc() {
        Content.Dialogs read = (Content.Dialogs) read(EXAMPLE);
        DialogInfo info = read.info();
        assertThat(info.version()).isEqualTo(3);
        assertThat(info.full()).isFalse();
        assertThat(info.dialogs())
                .containsExactly(new WatchedDialog(
                        "as7d900as8",
                        State.EARLY,
                        Direction.RECIPIENT,
                        Optional.of(new Identifiers(
                                "a84b4c76e66710", "1928301774", "456887766", "sip:alice@pc33.example.com")),
                        new CallParty("alice", "Alice")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "<",
                "<a/>",
                "<dialog-info version=\"0\" state=\"full\"/>",
                "<dialog-info xmlns=\"urn:ietf:params:xml:ns:dialog-info\" state=\"full\"/>",
                "<dialog-info xmlns=\"urn:ietf:params:xml:ns:dialog-info\" version=\"-1\" state=\"full\"/>",
                "<dialog-info xmlns=\"urn:ietf:params:xml:ns:dialog-info\" version=\"1\" state=\"half\"/>",
                "<!DOCTYPE d SYSTEM \"file:///etc/passwd\"><dialog-info xmlns=\"urn:ietf:params:xml:ns:dialog-info\""
                        + " version=\"1\" state=\"full\"/>",
                "<!DOCTYPE d [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;&a;\">]><dialog-info"
                        + " xmlns=\"urn:ietf:params:xml:ns:dialog-info\" version=\"1\" state=\"full\">&b;</dialog-info>",
                "<dialog-info xmlns=\"urn:ietf:params:xml:ns:dialog-info\" version=\"1\""
                        + " state=\"full\">&undefined;</dialog-info>",
                "<dialog-info xmlns=\"urn:ietf:params:xml:ns:dialog-info\" version=\"1\" state=\"full\"><dialog"
                        + " id=\"a\"><state>asleep</state></dialog></dialog-info>",
                "<dialog-info xmlns=\"urn:ietf:params:xml:ns:dialog-info\" version=\"1\""
                        + " state=\"full\"><dialog><state>early</state></dialog></dialog-info>",
                "<dialog-info xmlns=\"urn:ietf:params:xml:ns:dialog-info\" version=\"1\""
                        + " state=\"full\"></dialog-info><more/>"
            })
    void takesNothingElse(String document) {
        assertThat(read(document)).isInstanceOf(Content.Garbage.class);
    }

    @Test
    void hasBounds() {
        assertThat(read(HEAD + "<a>".repeat(40) + "</a>".repeat(40) + "</dialog-info>"))
                .isInstanceOf(Content.Garbage.class);
        assertThat(read(HEAD + "<dialog id=\"a\"><state>early</state></dialog>".repeat(65) + "</dialog-info>"))
                .isInstanceOf(Content.Garbage.class);
        assertThat(read(HEAD + "<!--" + "x".repeat(40_000) + "--></dialog-info>"))
                .isInstanceOf(Content.Garbage.class);
    }

    @Test
    void survivesWhateverABodyBecomesOnTheWay() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        byte[] good = EXAMPLE.getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < 3_000; i++) {
            byte[] bad = good.clone();
            for (int j = random.nextInt(6); j >= 0; j--) {
                bad[random.nextInt(bad.length)] = (byte) random.nextInt(256);
            }
            assertThat(DialogInfoReader.read(bad))
                    .as("seed " + seed + ", round " + i)
                    .isNotNull();
        }
    }
}
