package org.offhook.bridge;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.locks.LockSupport;
import org.offhook.bridge.message.CrmAction;
import org.offhook.bridge.message.MessageReader;
import org.offhook.bridge.message.MessageReader.Reading;
import org.offhook.bridge.message.RequestReader;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends the bridge greetings over its own port, so that the path of a click is compiled before the first agent clicks: interpreted,
 * it takes several times as long. Nothing reaches the desk. Runs once, on a thread of its own, in small portions that leave the
 * processors to the phone.
 */
final class Rehearsal implements Runnable {
    private static final Logger LOG = LoggerFactory.getLogger(Rehearsal.class);
    private static final int PORTIONS = 10;
    private static final int MESSAGES_A_PORTION = 20;
    private static final long PAUSE_NANOS = 15_000_000L;
    private static final String CLICK =
            "{\"action\":\"click_to_call\",\"phone_code\":\"1\",\"phone_number\":\"7275551212\",\"id\":\"rehearsal\"}";
    private static final String GREETING =
            "{\"action\":\"hello\",\"phone_code\":\"1\",\"phone_number\":\"7275551212\",\"id\":1}";

    private final BridgeAddress address;
    private final RequestReader reader;

    Rehearsal(BridgeAddress address, RequestReader reader) {
        this.address = address;
        this.reader = reader;
    }

    @Override
    public void run() {
        try (Socket socket = new Socket(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), address.port())) {
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(5_000);
            OutputStream out = socket.getOutputStream();
            InputStream in = socket.getInputStream();
            out.write(("GET /bridge HTTP/1.1\r\nHost: 127.0.0.1:" + address.port() + "\r\nAuthorization: Bearer "
                            + address.token().reveal()
                            + "\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
                            + "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            byte[] frame = frame(GREETING);
            byte[] answers = new byte[65_536];
            for (int portion = 0; portion < PORTIONS; portion++) {
                for (int i = 0; i < MESSAGES_A_PORTION; i++) {
                    out.write(frame);
                    understand();
                    if (in.read(answers) < 0) {
                        return; // the bridge was closed
                    }
                }
                LockSupport.parkNanos(PAUSE_NANOS);
            }
        } catch (IOException e) {
            LOG.debug("The rehearsal ended early: {}", e.getMessage());
        }
    }

    /** Reads a click as far as the desk's door, and stops there. */
    private void understand() {
        if (MessageReader.read(CLICK) instanceof Reading.Understood(var message)) {
            reader.read(CrmAction.CLICK_TO_CALL, message, RequestReader.Sender.NOBODY);
        }
    }

    /** A masked text frame (RFC 6455 §5.2); the mask may be zero, because no proxy is in between. */
    private static byte[] frame(String text) {
        byte[] payload = text.getBytes(StandardCharsets.UTF_8);
        byte[] frame = new byte[payload.length + 6];
        frame[0] = (byte) 0x81;
        frame[1] = (byte) (0x80 | payload.length);
        System.arraycopy(payload, 0, frame, 6, payload.length);
        return frame;
    }
}
