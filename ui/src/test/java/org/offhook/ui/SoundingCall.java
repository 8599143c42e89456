package org.offhook.ui;

import java.util.Optional;
import org.offhook.core.media.CallQuality;
import org.offhook.core.media.Codec;
import org.offhook.core.media.SpeechSecurity;
import org.offhook.core.phone.CallView;

/** The call of {@link Situation#onCall}, of which is known how it sounds. */
public final class SoundingCall {
    private SoundingCall() {}

    public static Situation of(double opinion, double lossPercent, SpeechSecurity security) {
        Situation situation = Situation.onCall();
        CallView call = situation.snapshot().phone().calls().getFirst();
        CallQuality quality =
                new CallQuality(20 * opinion, opinion, lossPercent, -1, 0, 0, 4, 40, 30, Optional.empty());
        return situation.call(
                new CallView(
                        call.id(),
                        call.direction(),
                        call.phase(),
                        call.party(),
                        call.called(),
                        call.startedAt(),
                        call.connectedAt(),
                        call.endedAt(),
                        call.muted(),
                        call.held(),
                        call.heldByFarEnd(),
                        call.transfer(),
                        call.end(),
                        Optional.of(Codec.OPUS),
                        call.digitsSent(),
                        security,
                        Optional.empty(),
                        Optional.of(quality),
                        call.recording()),
                "Spring list");
    }
}
