package org.offhook.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import org.offhook.core.media.Codec;
import org.offhook.core.media.Direction;
import org.offhook.core.media.LocalTone;
import org.offhook.core.media.MediaPlan;
import org.offhook.core.media.MediaPlan.RtpStream;
import org.offhook.core.media.OpusWishes;
import org.offhook.media.stream.SendStream;
import org.offhook.media.stream.StreamPlan;
import org.offhook.testkit.base.ReferenceSpeech;

/** Speech as the RTP packets of one call; the same ones for whoever hears it. */
final class SpeechStream {
    static final int FRAME_MILLIS = 20;

    private SpeechStream() {}

    /** A plan of one codec in the clear, which asks for restoring copies where the codec has them. */
    static StreamPlan plan(Codec codec, int payloadType) {
        return new StreamPlan(new MediaPlan(
                1,
                Optional.of(new RtpStream(
                        "127.0.0.1",
                        4_000,
                        4_001,
                        codec,
                        payloadType,
                        payloadType,
                        FRAME_MILLIS,
                        OptionalInt.empty(),
                        OptionalInt.empty(),
                        List.of(),
                        codec.clockRate(),
                        new OpusWishes(48_000, 0, true, false, false),
                        Optional.empty())),
                Direction.SENDRECV,
                false,
                LocalTone.NONE));
    }

    /**
     * All packets of it, one for each 20 ms.
     *
     * @param said at {@link ReferenceSpeech#RATE}
     * @param loss share of packets that the encoder is told to expect to be lost
     */
    static List<byte[]> packets(short[] said, Codec codec, int payloadType, double loss, long seed) {
        StreamPlan plan = plan(codec, payloadType);
        plan.expectLoss((int) Math.ceil(100 * loss));
        SendStream sender = new SendStream(new Random(seed));
        int frame = ReferenceSpeech.RATE / 1_000 * FRAME_MILLIS;
        List<byte[]> packets = new ArrayList<>();
        for (int from = 0; from + frame <= said.length; from += frame) {
            int length = sender.next(said, from, frame, ReferenceSpeech.RATE, plan, from);
            packets.add(Arrays.copyOf(sender.packet(), length));
        }
        return packets;
    }
}
