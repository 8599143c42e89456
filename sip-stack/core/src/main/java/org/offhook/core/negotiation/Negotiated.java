package org.offhook.core.negotiation;

import java.util.Optional;
import org.offhook.core.media.Direction;
import org.offhook.core.media.MediaPlan.RtpStream;

/** What came of an offer/answer exchange. */
public sealed interface Negotiated {
    /**
     * Both sides agree.
     *
     * @param next negotiation to continue with
     * @param sdp our answer, when the offer was the peer's
     * @param stream where and how RTP flows; absent when the peer has only ever named 0.0.0.0
     * @param direction as seen from this phone
     */
    record Agreed(Negotiation next, Optional<String> sdp, Optional<RtpStream> stream, Direction direction)
            implements Negotiated {
        /** The far end wants to hear nothing from us (hold, whichever way it says so). */
        public boolean heldByFarEnd() {
            return !direction.sends();
        }
    }

    /**
     * Nothing both can use.
     *
     * @param status 488 for a description we cannot satisfy, 400 for one we cannot read (RFC 3261 §13.3.1.3, §21.4.1)
     * @param reason for the log; never quotes the body
     */
    record NotAcceptable(int status, String reason) implements Negotiated {}
}
