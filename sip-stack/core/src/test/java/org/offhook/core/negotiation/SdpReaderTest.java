package org.offhook.core.negotiation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.offhook.core.media.Direction;
import org.offhook.core.media.LocalMedia;
import org.offhook.testkit.base.Seed;

/** Whatever a peer sends is read or refused, never thrown at the loop. */
class SdpReaderTest {
    private static final String WELL_FORMED = """
            v=0
            o=alice 2890844526 2890844526 IN IP4 192.0.2.20
            s=a call
            i=nothing
            u=http://example.com
            c=IN IP4 192.0.2.20/127
            b=AS:64
            t=0 0
            r=604800 3600 0 90000
            k=prompt
            a=recvonly
            m=audio 49170/2 RTP/AVP 0 8 97
            c=IN IP4 192.0.2.21
            a=rtpmap:97 telephone-event/8000
            a=fmtp:97 0-15
            a=sendrecv
            """;

    private static SessionDescription read(String body) {
        assertThat(SdpReader.read(body)).isInstanceOf(SdpReading.Read.class);
        return ((SdpReading.Read) SdpReader.read(body)).description();
    }

    @Test
    void readsEveryLineEndTheFieldSends() {
        SessionDescription expected = read(WELL_FORMED);
        for (String end : new String[] {"\r\n", "\r", "\n", " \r\n", "\r\n\r\n"}) {
            assertThat(read(WELL_FORMED.replace("\n", end))).isEqualTo(expected);
        }
        assertThat(expected.address()).contains("192.0.2.20");
        assertThat(expected.media().getFirst().port()).isEqualTo(49_170);
        assertThat(expected.addressOf(expected.media().getFirst())).contains("192.0.2.21");
    }

    @Test
    void readsABodyThatHoldsOnlyWhatACallNeeds() {
        SessionDescription bare = read("c=IN IP4 192.0.2.20\nm=audio 30000 RTP/AVP 0");
        assertThat(bare.media().getFirst().formats()).containsExactly("0");
        assertThat(bare.sessionId()).isEqualTo("0");
    }

    @Test
    void readsSessionNumbersThatNoNumberTypeHolds() {
        assertThat(read("o=- 99999999999999999999999999 2 IN IP4 192.0.2.20\nm=audio 30000 RTP/AVP 0")
                        .sessionId())
                .isEqualTo("99999999999999999999999999");
    }

    @Test
    void namesTheLineItCannotReadWithoutQuotingIt() {
        assertThat(SdpReader.read("v=0\nm=audio secret RTP/AVP 0"))
                .isEqualTo(new SdpReading.Unreadable("line 2: port is not a number from 0 to 65535"));
        assertThat(SdpReader.read("m=audio")).isInstanceOf(SdpReading.Unreadable.class);
        assertThat(SdpReader.read("c=ATM x y\nm=audio 1 RTP/AVP 0")).isInstanceOf(SdpReading.Unreadable.class);
        assertThat(SdpReader.read("")).isInstanceOf(SdpReading.Unreadable.class);
    }

    @Test
    void refusesBodiesMadeToBeLarge() {
        assertThat(SdpReader.read("m=audio 1 RTP/AVP 0\n".repeat(65))).isInstanceOf(SdpReading.Unreadable.class);
        assertThat(SdpReader.read("m=audio 1 RTP/AVP 0\n" + "a=x\n".repeat(1_025)))
                .isInstanceOf(SdpReading.Unreadable.class);
        assertThat(SdpReader.read("a=" + "x".repeat(70_000))).isInstanceOf(SdpReading.Unreadable.class);
    }

    @Test
    void neverThrowsAtMutatedBodies() {
        long seed = Seed.of("SdpReaderTest");
        SplittableRandom random = new SplittableRandom(seed);
        Negotiation ours = Negotiation.of(new LocalMedia("192.0.2.10", 40_000), 1);
        for (int i = 0; i < 50_000; i++) {
            String body = mutated(random);
            assertThatCode(() -> {
                        ours.answer(body, Direction.SENDRECV);
                        ours.offer(Direction.SENDRECV).next().readAnswer(body);
                    })
                    .as("seed %d, body %d: %s", seed, i, body)
                    .doesNotThrowAnyException();
        }
    }

    private static String mutated(SplittableRandom random) {
        StringBuilder body = new StringBuilder(WELL_FORMED);
        for (int edits = random.nextInt(1, 8); edits > 0; edits--) {
            int at = random.nextInt(body.length());
            switch (random.nextInt(5)) {
                case 0 -> body.setCharAt(at, (char) random.nextInt(0x300));
                case 1 -> body.deleteCharAt(at);
                case 2 -> body.insert(at, "=:/ -9999999999%\n".charAt(random.nextInt(17)));
                case 3 -> body.insert(at, body.substring(at, Math.min(body.length(), at + random.nextInt(40))));
                default -> body.delete(at, Math.min(body.length(), at + random.nextInt(30)));
            }
            if (body.isEmpty()) {
                body.append('x');
            }
        }
        return body.toString();
    }

    @Test
    void writesWhatItReads() {
        SessionDescription once = read(SdpWriter.write(read(WELL_FORMED)));
        assertThat(read(SdpWriter.write(once))).isEqualTo(once);
        assertThat(once.media()).isEqualTo(read(WELL_FORMED).media());
    }

    @Test
    void tellsNumericAddressesFromNames() {
        for (String good : new String[] {"192.0.2.1", "0.0.0.0", "::", "2001:db8::1", "::ffff:192.0.2.1"}) {
            assertThat(NumericAddress.isNumeric(good)).as(good).isTrue();
        }
        for (String bad : new String[] {
            "", "1.2.3", "256.1.1.1", "1.2.3.4.5", "a.b.c.d", "localhost", "fe80::1%eth0", ":::", "[::1]"
        }) {
            assertThat(NumericAddress.isNumeric(bad)).as(bad).isFalse();
        }
        assertThat(NumericAddress.isUnspecified("0.0.0.0")).isTrue();
        assertThat(NumericAddress.isUnspecified("10.0.0.0")).isFalse();
        assertThat(NumericAddress.isMulticast("ff02::1")).isTrue();
        assertThat(NumericAddress.isMulticast("239.1.1.1")).isTrue();
    }
}
