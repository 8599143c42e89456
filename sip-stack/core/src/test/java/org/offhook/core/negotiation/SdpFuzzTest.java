package org.offhook.core.negotiation;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.offhook.core.media.Direction;
import org.offhook.core.media.LocalMedia;
import org.offhook.testkit.base.Fuzz;

/** Session descriptions as offers and as answers: each is read, or refused with a reason. */
@Timeout(value = 1, unit = java.util.concurrent.TimeUnit.DAYS) // as long as it is told to run
class SdpFuzzTest {
    private static final List<String> SEEDS = List.of("""
            v=0\r
            o=- 20518 0 IN IP4 203.0.113.1\r
            s= \r
            c=IN IP4 203.0.113.1\r
            t=0 0\r
            a=sendrecv\r
            m=audio 54400 RTP/AVP 0 8 96 101\r
            a=rtpmap:96 opus/48000/2\r
            a=rtpmap:101 telephone-event/8000\r
            a=fmtp:101 0-15\r
            a=ptime:20\r
            a=rtcp:54401 IN IP4 203.0.113.1\r
            m=video 0 RTP/AVP 34\r
            a=inactive\r
            """, """
            v=0
            o=bob 280744730 28977631 IN IP6 2001:db8::1
            s=
            t=0 0
            m=audio 22334 RTP/SAVP 8
            c=IN IP6 2001:db8::1
            a=crypto:1 AES_CM_128_HMAC_SHA1_80 inline:WVNfX19zZW1jdGwgKCkgewkyMjA7fQp9CnVubGVz|2^20|1:32
            a=recvonly
            """);

    private static final List<String> WORDS = List.of(
            "a=sendonly\r\n",
            "a=inactive\r\n",
            "m=audio 9 RTP/AVP 0\r\n",
            "c=IN IP4 0.0.0.0\r\n",
            "a=rtpmap:",
            "RTP/AVP",
            "telephone-event/8000",
            "PCMU/8000",
            "IN IP6 ::");

    @Test
    void everyDescriptionIsReadOrRefused() {
        Fuzz.run(
                Descriptions.class,
                SEEDS.stream()
                        .map(seed -> seed.getBytes(StandardCharsets.UTF_8))
                        .toList(),
                WORDS);
    }

    /** As an offer to us, and as the answer to an offer of ours. */
    public static final class Descriptions {
        private static final Negotiation OURS = Negotiation.of(new LocalMedia("192.0.2.10", 40_000), 1);
        private static final Negotiation WAITING =
                OURS.offer(Direction.SENDRECV).next();

        private Descriptions() {}

        public static void fuzzerTestOneInput(byte[] input) {
            String body = new String(input, StandardCharsets.UTF_8);
            assertThat(OURS.answer(body, Direction.SENDRECV)).isNotNull();
            assertThat(WAITING.readAnswer(body)).isNotNull();
        }
    }
}
