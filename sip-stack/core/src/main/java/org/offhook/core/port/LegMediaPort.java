package org.offhook.core.port;

import java.util.Optional;
import org.offhook.core.call.CallId;
import org.offhook.core.error.ErrorCode;
import org.offhook.core.media.MediaPlan;
import org.offhook.core.media.MediaPlan.DtlsPeer;
import org.offhook.core.thirdparty.LegTone;
import org.offhook.core.thirdparty.Recording;

/** The media path of third-party calls: sockets of legs, what they hear, and the bridge between two. Called on the legs' loop only; returns at once. */
public interface LegMediaPort {
    /** Where it says what happened. From any thread. */
    interface LegMediaInbox extends LegSignallingPort.LegInbox {
        /** The handshake with the leg's party has given keys of speech, and speech flows. */
        void secured(CallId leg, DtlsPeer peer);

        /** @param problem why it cannot be played; empty when it can */
        void announcementLoaded(CallId leg, Optional<ErrorCode> problem);

        /** It was played to its end. */
        void announcementPlayed(CallId leg);
    }

    /** Once, before anything else. */
    void attach(LegMediaInbox inbox);

    /** Takes a socket pair. Answered by {@code MediaReserved} or {@code MediaUnavailable}. */
    void reserve(CallId leg);

    /**
     * Finds out how the leg's sockets look from outside, now that this machine is at another address. Answered by {@code MediaLocated}: at once,
     * or, where a STUN server is asked, within its patience; only the latest question is.
     */
    void locate(CallId leg, String address);

    /** Makes {@code plan} the leg's plan from the next frame on. */
    void apply(CallId leg, MediaPlan plan);

    /** Sends nothing more to the leg's party, not even that it is over, until a plan is applied again. */
    void hush(CallId leg);

    /** Plays it to the leg from the next frame on, in place of anything else. */
    void play(CallId leg, LegTone tone);

    /**
     * Reads an announcement, so that it can begin at once later; {@code announcementLoaded} answers.
     *
     * @param name without folder and ending
     */
    void load(CallId leg, String name);

    /** Plays the loaded announcement to the leg; {@code announcementPlayed} comes at its end, unless something else is played before. */
    void announce(CallId leg);

    /** {@code to} hears what {@code from} plays before its answer, from the next frame on and in place of anything else. Not recorded. */
    void relay(CallId from, CallId to);

    /** Each hears the other from the next frame on; a recording has {@code first} on the left. */
    void bridge(CallId first, CallId second, Recording recording);

    /** Ends the leg's media and gives its sockets back; its recording ends with it. */
    void release(CallId leg);
}
