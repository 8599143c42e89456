package org.offhook.media.stream;

import java.util.Optional;
import org.offhook.core.media.MediaPlan.Keys;

/** With which keys a stream goes on. */
public sealed interface StreamKeys {

    /** In the clear, as agreed. */
    record Plain() implements StreamKeys {}

    /** Speech and reports share those of SDP. */
    record Shared(Keys keys) implements StreamKeys {}

    /** A handshake is to give them: with those of before, or, when there are none, in silence. */
    record Awaited() implements StreamKeys {}

    /**
     * Each socket had its handshake (RFC 5764 §3).
     *
     * @param reports empty while that one is not done: then there are no reports
     */
    record Apart(Keys speech, Optional<Keys> reports) implements StreamKeys {}
}
