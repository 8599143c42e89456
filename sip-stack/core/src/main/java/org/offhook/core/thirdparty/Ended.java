package org.offhook.core.thirdparty;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.offhook.core.call.CallEnd;
import org.offhook.core.call.CallEnd.Cause;
import org.offhook.core.call.CallEnd.Side;
import org.offhook.core.error.ErrorCode;
import org.offhook.core.thirdparty.LegEffect.ForgetLeg;
import org.offhook.core.thirdparty.LegEffect.LegNews;
import org.offhook.core.thirdparty.LegEffect.ReleaseMedia;
import org.offhook.core.thirdparty.LegEffect.Report;
import org.offhook.core.thirdparty.LegEffect.TellJoin;
import org.offhook.core.thirdparty.LegEffect.Told;

/** The one way out of a leg: media given back, the join and the world told once. */
final class Ended {
    static final CallEnd HUNG_UP_HERE = new CallEnd(Cause.HUNG_UP, Side.AGENT, 0, Optional.empty());
    static final CallEnd HUNG_UP_THERE = new CallEnd(Cause.HUNG_UP, Side.FAR_END, 0, Optional.empty());
    static final CallEnd CANCELLED = new CallEnd(Cause.CANCELLED, Side.AGENT, 0, Optional.empty());
    static final CallEnd NO_RESPONSE =
            new CallEnd(Cause.NO_RESPONSE, Side.NETWORK, 0, Optional.of(ErrorCode.NO_RESPONSE));
    static final CallEnd MEDIA_NOT_ACCEPTED =
            new CallEnd(Cause.MEDIA_NOT_ACCEPTED, Side.FAR_END, 0, Optional.of(ErrorCode.MEDIA_NOT_ACCEPTED));

    /** RFC 3326: tells the peer why a call is dropped right after its answer. */
    static final Optional<String> REASON_488 = Optional.of("SIP;cause=488;text=\"Not Acceptable Here\"");

    private Ended() {}

    static CallEnd connectionLost(ErrorCode error) {
        return new CallEnd(Cause.CONNECTION_LOST, Side.NETWORK, 0, Optional.of(error));
    }

    /** Nothing was sent in the clear: the leg ends before anybody said a word. */
    static CallEnd notSecured(ErrorCode error) {
        return new CallEnd(Cause.MEDIA_NOT_ACCEPTED, Side.FAR_END, 0, Optional.of(error));
    }

    static CallEnd failedHere(ErrorCode error) {
        return new CallEnd(Cause.LOCAL_FAILURE, Side.PHONE, 0, Optional.of(error));
    }

    static LegStep step(LegState from, CallEnd end, LegEffect... first) {
        List<LegEffect> effects = new ArrayList<>(List.of(first));
        if (from instanceof LegState.Owing || from instanceof LegState.OwingOurs) {
            effects.add(new LegEffect.StopTimer(LegInput.LegTimer.ACK_LIMIT));
        }
        if (from instanceof LegState.Yielding) {
            effects.add(new LegEffect.StopTimer(LegInput.LegTimer.GLARE));
        }
        if (from.hasMedia()) {
            effects.add(new ReleaseMedia());
        }
        effects.add(new ForgetLeg());
        effects.add(new TellJoin(new Told.Gone()));
        effects.add(new Report(new LegNews.Ended(end)));
        return new LegStep(new LegState.Over(from.offered()), effects);
    }
}
