package org.offhook.media;

import java.util.Optional;
import java.util.OptionalInt;
import org.offhook.core.media.Codec;
import org.offhook.core.media.Direction;
import org.offhook.core.media.LocalTone;
import org.offhook.core.media.MediaPlan;
import org.offhook.core.media.MediaPlan.RtpStream;
import org.offhook.core.media.OpusBand;
import org.offhook.core.media.OpusTerms;

/** Plans that tests need again and again. */
public final class Plans {

    private Plans() {}

    /** Both ways with a peer on loopback, µ-law, events as 101. */
    public static MediaPlan talk(int revision, int remotePort) {
        return plan(revision, remotePort, Direction.SENDRECV, Codec.PCMU, 101, 101, false);
    }

    public static MediaPlan plan(
            int revision,
            int remotePort,
            Direction direction,
            Codec codec,
            int sendEvents,
            int receiveEvents,
            boolean muted) {
        return new MediaPlan(
                revision,
                Optional.of(new RtpStream(
                        "127.0.0.1",
                        remotePort,
                        remotePort + 1,
                        codec,
                        codec.payloadType(),
                        codec.payloadType(),
                        20,
                        sendEvents < 0 ? OptionalInt.empty() : OptionalInt.of(sendEvents),
                        receiveEvents < 0 ? OptionalInt.empty() : OptionalInt.of(receiveEvents))),
                direction,
                muted,
                LocalTone.NONE);
    }

    /** The same with Opus of a width, which a peer says nothing about. */
    public static MediaPlan opus(MediaPlan plan, OpusBand band) {
        return new MediaPlan(
                plan.revision(),
                plan.stream()
                        .map(stream -> new RtpStream(
                                stream.remoteAddress(),
                                stream.remoteRtpPort(),
                                stream.remoteRtcpPort(),
                                stream.codec(),
                                stream.sendPayloadType(),
                                stream.receivePayloadType(),
                                stream.ptimeMillis(),
                                stream.sendEventPayloadType(),
                                stream.receiveEventPayloadType(),
                                stream.further(),
                                stream.eventClockRate(),
                                new OpusTerms(band, stream.opus().wishes()),
                                stream.security(),
                                stream.ice())),
                plan.direction(),
                plan.muted(),
                plan.tone());
    }

    /** The same with the agent muted. */
    public static MediaPlan muted(MediaPlan plan, boolean muted) {
        return new MediaPlan(plan.revision(), plan.stream(), plan.direction(), muted, plan.tone());
    }

    /** The same with a tone in place of the far end. */
    public static MediaPlan toned(MediaPlan plan, LocalTone tone) {
        return new MediaPlan(plan.revision(), plan.stream(), plan.direction(), plan.muted(), tone);
    }
}
