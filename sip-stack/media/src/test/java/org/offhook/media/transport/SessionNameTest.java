package org.offhook.media.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.offhook.media.FrameSink;
import org.offhook.media.MediaEndpoint;
import org.offhook.media.MediaEngine;
import org.offhook.media.Plans;
import org.offhook.media.ToneSource;
import org.offhook.rtp.tone.CallTone;

/** What the reports of a session call it (RFC 7022 §4.2): nothing by which a listener could tell that two calls are one machine's. */
class SessionNameTest {
    private static final InetAddress LOOPBACK = InetAddress.ofLiteral("127.0.0.1");
    private static final int SOURCE_DESCRIPTION = 202;
    private static final int CNAME = 1;

    private final byte[] buffer = new byte[2_048];

    /** A call of a machine, said goodbye to in RTCP; its name there. */
    private String nameOfACall(MediaEngine engine) throws Exception {
        int port = freePort();
        try (DatagramSocket rtp = new DatagramSocket(port, LOOPBACK);
                DatagramSocket rtcp = new DatagramSocket(port + 1, LOOPBACK)) {
            rtp.setSoTimeout(10_000);
            rtcp.setSoTimeout(10_000);
            try (MediaEndpoint call = MediaEndpoint.open(
                    engine,
                    new ToneSource(CallTone.steady(620, -20)),
                    FrameSink.NONE,
                    MediaEndpoint.DigitListener.NONE)) {
                call.apply(Plans.talk(1, port));
                rtp.receive(new DatagramPacket(buffer, buffer.length));
            }
            DatagramPacket report = new DatagramPacket(buffer, buffer.length);
            rtcp.receive(report);
            return cname(report.getLength());
        }
    }

    private static int freePort() throws IOException {
        try (SocketPair pair = SocketPair.bind(LOOPBACK, PortRange.ANY)) {
            return pair.rtpPort();
        }
    }

    private String cname(int length) {
        for (int at = 0; at + 4 <= length; at += 4 * (1 + ((buffer[at + 2] & 0xff) << 8 | (buffer[at + 3] & 0xff)))) {
            if ((buffer[at + 1] & 0xff) == SOURCE_DESCRIPTION) {
                assertThat(buffer[at + 8]).isEqualTo((byte) CNAME);
                return new String(buffer, at + 10, buffer[at + 9], StandardCharsets.US_ASCII);
            }
        }
        throw new AssertionError("no source description in " + length + " bytes");
    }

    @Test
    void eachCallHasARandomNameOfItsOwn() throws Exception {
        try (MediaEngine engine = MediaEngine.onLoopback("named")) {
            String one = nameOfACall(engine);
            String other = nameOfACall(engine);
            assertThat(one).as("96 random bits").matches("[0-9a-f]{24}");
            assertThat(other).matches("[0-9a-f]{24}").isNotEqualTo(one);
        }
    }
}
