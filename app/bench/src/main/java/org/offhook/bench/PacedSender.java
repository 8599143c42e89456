package org.offhook.bench;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.locks.LockSupport;
import org.offhook.core.media.Codec;
import org.offhook.core.media.Direction;
import org.offhook.core.media.LocalTone;
import org.offhook.core.media.MediaPlan;
import org.offhook.media.FrameSink;
import org.offhook.media.MediaEndpoint;
import org.offhook.media.MediaEngine;
import org.offhook.media.ToneSource;
import org.offhook.media.transport.RealTime;
import org.offhook.rtp.codec.OpusSpeech;
import org.offhook.rtp.tone.CallTone;

/**
 * A process that sends speech for {@code ./bench pacing}: {@code PacedSender PORT CODEC SECONDS [realtime] [garbage] [core]}. The media path is the product's; a
 * thread beside it makes 200 MB of garbage a second, another one keeps a processor busy.
 */
final class PacedSender {
    private static final int MEGABYTES_A_SECOND = 200;
    private static final int KEPT = 64;

    private PacedSender() {}

    public static void main(String[] arguments) throws IOException {
        List<String> wishes = List.of(arguments);
        int port = Integer.parseInt(arguments[0]);
        Codec codec = Codec.valueOf(arguments[1]);
        if (codec == Codec.OPUS) {
            OpusSpeech.prepare(); // as the phone has, some seconds after its start
        }
        if (wishes.contains("realtime")) {
            RealTime.prepare();
            RealTime.requestForPauses();
        }
        try (MediaEngine engine = MediaEngine.onLoopback("paced");
                MediaEndpoint end = MediaEndpoint.open(
                        engine,
                        new ToneSource(CallTone.steady(440, -20)),
                        FrameSink.NONE,
                        MediaEndpoint.DigitListener.NONE)) {
            end.apply(new MediaPlan(
                    1,
                    Optional.of(new MediaPlan.RtpStream(
                            "127.0.0.1",
                            port,
                            port + 1,
                            codec,
                            codec.payloadType(),
                            codec.payloadType(),
                            20,
                            OptionalInt.empty(),
                            OptionalInt.empty())),
                    Direction.SENDRECV,
                    false,
                    LocalTone.NONE));
            if (wishes.contains("garbage")) {
                Thread.ofPlatform().daemon().name("litter").start(PacedSender::litter);
            }
            if (wishes.contains("core")) {
                Thread.ofPlatform().daemon().name("busy").start(PacedSender::keepBusy);
            }
            LockSupport.parkNanos(Long.parseLong(arguments[2]) * 1_000_000_000L);
        }
    }

    private static void litter() {
        byte[][] kept = new byte[KEPT][];
        int at = 0;
        while (true) {
            for (int i = 0; i < MEGABYTES_A_SECOND; i++) {
                kept[at++ % KEPT] = new byte[10 * 1024];
            }
            LockSupport.parkNanos(10_000_000);
        }
    }

    private static void keepBusy() {
        while (true) {
            Thread.onSpinWait();
        }
    }
}
