package org.offhook.core.subscription;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.offhook.core.subscription.MessageSummary.Counts;

/** The bodies of RFC 3842, and bodies that are none. */
class MessageSummaryReaderTest {
    private static MessageSummary summary(String body) {
        assertThat(MessageSummaryReader.read(body)).isInstanceOf(Content.Messages.class);
        return ((Content.Messages) MessageSummaryReader.read(body)).summary();
    }

    @Test
    void readsTheExampleOfTheRfc() {
        MessageSummary read = summary("""
                Messages-Waiting: yes\r
                Message-Account: sip:alice@vmail.example.com\r
                Voice-Message: 2/8 (0/2)\r
                """);
        assertThat(read).isEqualTo(new MessageSummary(true, Optional.of("alice"), Optional.of(new Counts(2, 8, 0, 2))));
    }

    @Test
    void readsNoMoreThanYesOrNo() {
        assertThat(summary("Messages-Waiting: no\r\n"))
                .isEqualTo(new MessageSummary(false, Optional.empty(), Optional.empty()));
        assertThat(summary("messages-waiting:YES"))
                .isEqualTo(new MessageSummary(true, Optional.empty(), Optional.empty()));
    }

    @Test
    void passesOverOtherKindsAndTheHeadersOfSingleMessages() {
        MessageSummary read = summary("""
                Messages-Waiting: yes\r
                Fax-Message: 9/9\r
                Voice-Message: 4294967295/0\r
                \r
                To: <alice@atlanta.example.com>\r
                \0 whatever\r
                """);
        assertThat(read.counts()).contains(new Counts(4_294_967_295L, 0, 0, 0));
    }

    @Test
    void takesTheNumberOutOfATelUri() {
        assertThat(summary("Messages-Waiting: yes\r\nMessage-Account: tel:*97\r\n")
                        .account())
                .contains("*97");
        assertThat(summary("Messages-Waiting: yes\r\nMessage-Account: <sips:*98@pbx.example>\r\n")
                        .account())
                .contains("*98");
        assertThat(summary("Messages-Waiting: yes\r\nMessage-Account: javascript:alert(1)\r\n")
                        .account())
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "\r\n",
                "yes",
                "Messages-Waiting: perhaps\r\n",
                "Voice-Message: 2/8\r\n",
                "Messages-Waiting: yes\r\nVoice-Message: two/8\r\n",
                "Messages-Waiting: yes\r\nVoice-Message: 2/8 (1\r\n",
                "Messages-Waiting: yes\r\nVoice-Message: 4294967296/8\r\n",
                "Messages-Waiting: yes\r\nVoice-Message: 99999999999999999999/8\r\n",
                "Messages-Waiting: yes\r\n<script>\r\n"
            })
    void takesNothingElse(String body) {
        assertThat(MessageSummaryReader.read(body)).isInstanceOf(Content.Garbage.class);
    }

    @Test
    void readsNoBodyWithoutEnd() {
        assertThat(MessageSummaryReader.read("Messages-Waiting: yes\r\n" + "X-A: b\r\n".repeat(65)))
                .isInstanceOf(Content.Garbage.class);
        assertThat(MessageSummaryReader.read("Messages-Waiting: yes\r\nX-A: " + "b".repeat(9_000)))
                .isInstanceOf(Content.Garbage.class);
    }
}
