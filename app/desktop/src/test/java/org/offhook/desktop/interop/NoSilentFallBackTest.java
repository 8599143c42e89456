package org.offhook.desktop.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.offhook.core.call.CallEnd;
import org.offhook.core.call.CallId;
import org.offhook.core.media.Encryption;
import org.offhook.testkit.SipText;

/**
 * Encryption never falls back silently: for each setting and each way in which a far end leaves keys out, what the phone says, and what is in the
 * packets that it sends then (RFC 4568 §5.1.3, §7.1; RFC 3264 §8).
 */
class NoSilentFallBackTest extends FallBackOnTheWire {
    // ---- our offer

    static Stream<Arguments> answers() {
        return Stream.of(Encryption.values())
                .flatMap(setting -> Stream.of(Words.values())
                        .map(words -> Arguments.of(setting, words, afterAnswer(setting, words))));
    }

    private static Outcome afterAnswer(Encryption setting, Words words) {
        return switch (words) {
            case PLAIN -> setting.required() ? Outcome.ENDED : Outcome.PLAIN;
            case PLAIN_WITH_KEY, SECURE -> setting.offersKeys() ? Outcome.ENCRYPTED : Outcome.ENDED;
            case PLAIN_WITH_UNKNOWN_SUITE, SECURE_WITHOUT_KEY, UNKNOWN_SUITE, TAG_OF_ANOTHER_SUITE, KEY_BUT_NO_CIPHER ->
                Outcome.ENDED;
        };
    }

    @ParameterizedTest(name = "{0}, answered {1}: {2}")
    @MethodSource("answers")
    void anAnswerIsTalkedByEndedOrPlainWhereThatMayBe(Encryption setting, Words words, Outcome outcome)
            throws Exception {
        register(setting);
        CallId call = phone().dial("5550100");
        SipText invite = peer.expect("INVITE");
        assertThat(invite.body()).containsPattern("m=audio \\d+ " + profileOf(setting) + " ");
        assertThat(invite.body().contains("a=crypto:")).isEqualTo(setting.offersKeys());
        assertThat(invite.body().contains("a=fingerprint:")).isEqualTo(setting.offersHandshake());
        peer.respond(invite, 200, FAR, peer.contact(), sdp(words));
        peer.expect("ACK");
        if (outcome == Outcome.ENDED) {
            SipText bye = peer.expect("BYE");
            assertThat(bye.header("Reason")).contains("cause=488");
            peer.respond(bye, 200, FAR);
            assertNotAccepted(call);
        } else {
            assertTalks(call, outcome, invite);
            hangUp(call);
            if (outcome == Outcome.ENCRYPTED) {
                FarEndOnTheWire.assertEncrypted(far.report(), ours(invite));
            }
        }
    }

    /** RFC 6337 §3.1.1: what a dialog answered while it rang is not taken back by its 2xx. */
    @Test
    void aDialogThatAnsweredWithAKeyWhileItRangDoesNotLeaveItOutInItsLastWord() throws Exception {
        register(Encryption.OPTIONAL);
        CallId call = phone().dial("5550100");
        SipText invite = peer.expect("INVITE");
        peer.respond(invite, 183, FAR, peer.contact(), sdp(Words.SECURE));
        List<byte[]> early = far.speech();
        FarEndOnTheWire.assertEncrypted(early, ours(invite));
        peer.respond(invite, 200, FAR, peer.contact(), sdp(Words.PLAIN));
        peer.expect("ACK");
        peer.respond(peer.expect("BYE"), 200, FAR);
        assertThat(phone().awaitEnd(call).cause()).isEqualTo(CallEnd.Cause.MEDIA_NOT_ACCEPTED);
    }

    // ---- their offer

    static Stream<Arguments> offers() {
        return Stream.of(Encryption.values())
                .flatMap(setting -> Stream.of(Words.values())
                        .filter(words -> words != Words.TAG_OF_ANOTHER_SUITE) // of an offer each tag will do
                        .map(words -> Arguments.of(setting, words, afterOffer(setting, words))));
    }

    private static Outcome afterOffer(Encryption setting, Words words) {
        return switch (words) {
            case PLAIN, PLAIN_WITH_UNKNOWN_SUITE -> setting.required() ? Outcome.ENDED : Outcome.PLAIN;
            case PLAIN_WITH_KEY ->
                setting.takesKeys() ? Outcome.ENCRYPTED : setting.required() ? Outcome.ENDED : Outcome.PLAIN;
            case SECURE -> setting.takesKeys() ? Outcome.ENCRYPTED : Outcome.ENDED;
            case SECURE_WITHOUT_KEY, UNKNOWN_SUITE, TAG_OF_ANOTHER_SUITE, KEY_BUT_NO_CIPHER -> Outcome.ENDED;
        };
    }

    @ParameterizedTest(name = "{0}, offered {1}: {2}")
    @MethodSource("offers")
    void anOfferIsTakenAsItIsOrRefusedThoughNobodyAnswers(Encryption setting, Words words, Outcome outcome)
            throws Exception {
        register(setting);
        peer.send(invite(1, sdp(words)));
        if (outcome == Outcome.ENDED) {
            SipText refused = peer.next();
            while (refused.status() < 200) {
                refused = peer.next();
            }
            assertThat(refused.status()).isEqualTo(488);
            peer.send(ackOfRefusal(refused, 1));
            far.hasHeardNothing();
            return;
        }
        peer.expectStatus(180);
        CallId call = phone().awaitOffered();
        phone().answer(call);
        SipText ok = peer.expectStatus(200);
        assertThat(ok.body()).containsPattern("m=audio \\d+ " + words.profile + " ");
        assertThat(ok.body().contains("a=crypto:3 " + SUITE + " ")).isEqualTo(outcome == Outcome.ENCRYPTED);
        peer.send(ack(ok, 1));
        assertTalks(call, outcome, ok);
        hangUp(call);
    }

    /** RFC 3261 §13.2.1: our offer is in the 2xx, and the ACK's answer leaves its keys out. */
    @ParameterizedTest
    @CsvSource({"OPTIONAL, PLAIN, PLAIN", "OPTIONAL, UNKNOWN_SUITE, ENDED", "MANDATORY, PLAIN, ENDED"})
    void anAnswerInTheAckIsReadLikeAnyOther(Encryption setting, Words words, Outcome outcome) throws Exception {
        register(setting);
        peer.send(invite(1));
        peer.expectStatus(180);
        CallId call = phone().awaitOffered();
        phone().answer(call);
        SipText ok = peer.expectStatus(200);
        assertThat(ok.body())
                .containsPattern("m=audio \\d+ " + profileOf(setting) + " ")
                .contains("a=crypto:");
        peer.send(ack(ok, 1, sdp(words)));
        if (outcome == Outcome.ENDED) {
            peer.respond(peer.expect("BYE"), 200, FAR);
            assertNotAccepted(call);
        } else {
            assertTalks(call, outcome, ok);
            hangUp(call);
        }
    }
}
