package org.offhook.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.offhook.agent.AgentCommand;
import org.offhook.agent.AgentDesk;
import org.offhook.agent.AgentObserver;
import org.offhook.agent.AgentSnapshot;
import org.offhook.core.phone.CommandOutcome;

/** How long a click takes from the sender's write to the desk's door. Printed, never asserted: machines differ. */
@Tag("long")
class SocketReceptionTimeTest {
    private static final int CLICKS = 600;
    private static final int WARM_FROM = 300;

    /** Notes when commands arrive. */
    private static final class TimingDesk implements AgentDesk {
        private final FakeAgentDesk rest = new FakeAgentDesk();
        private final long[] arrivals = new long[CLICKS];
        private volatile int count;

        @Override
        public CompletionStage<CommandOutcome> submit(AgentCommand command) {
            int n = count;
            arrivals[n] = System.nanoTime();
            count = n + 1;
            return CompletableFuture.completedFuture(CommandOutcome.Accepted.of("done"));
        }

        @Override
        public AgentSnapshot snapshot() {
            return rest.snapshot();
        }

        @Override
        public Subscription observe(AgentObserver observer) {
            return rest.observe(observer);
        }
    }

    @Test
    void aClickReachesTheDesk() throws Exception {
        TimingDesk desk = new TimingDesk();
        try (BridgeRig rig = BridgeRig.on(desk, BridgeSettings.on(0).withDialLimit(CLICKS, 1));
                Socket socket = new Socket(InetAddress.getLoopbackAddress(), rig.port())) {
            rig.server().rehearse().join();
            assertThat(desk.count).isZero();
            socket.setTcpNoDelay(true);
            OutputStream out = socket.getOutputStream();
            out.write(("GET /bridge HTTP/1.1\r\nHost: 127.0.0.1:" + rig.port() + "\r\nAuthorization: Bearer "
                            + rig.token()
                            + "\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
                            + "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            InputStream in = socket.getInputStream();
            assertThat(in.read()).isEqualTo('H');
            byte[] frame = frame("{\"action\":\"click_to_call\",\"phone_code\":\"1\",\"phone_number\":\"7275551212\"}");
            long[] micros = new long[CLICKS];
            for (int i = 0; i < CLICKS; i++) {
                LockSupport.parkNanos(
                        11_000_000L); // under the limit of messages, and with every thread asleep as in a real day
                long sent = System.nanoTime();
                out.write(frame);
                long deadline = sent + BridgeRig.PATIENCE.toNanos();
                while (desk.count == i && System.nanoTime() < deadline) {
                    Thread.onSpinWait();
                }
                assertThat(desk.count).isEqualTo(i + 1);
                micros[i] = (desk.arrivals[i] - sent) / 1_000;
            }
            long first = micros[0];
            long[] warm = Arrays.copyOfRange(micros, WARM_FROM, CLICKS);
            Arrays.sort(warm);
            System.out.println("click to desk, microseconds: first " + first + ", warm p50 " + warm[warm.length / 2]
                    + ", p99 " + warm[warm.length * 99 / 100] + ", max " + warm[warm.length - 1]);
        }
    }

    /** A masked text frame (RFC 6455 §5.2) with a mask of zeros. */
    private static byte[] frame(String text) {
        byte[] payload = text.getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream frame = new ByteArrayOutputStream();
        frame.write(0x81);
        frame.write(0x80 | payload.length);
        frame.writeBytes(new byte[4]);
        frame.writeBytes(payload);
        return frame.toByteArray();
    }
}
