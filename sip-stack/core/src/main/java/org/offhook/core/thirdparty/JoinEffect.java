package org.offhook.core.thirdparty;

import java.util.Optional;

/** What the join of two legs orders. */
public sealed interface JoinEffect {
    /** @param sdp the other party's offer; absent to ask for one */
    record Reinvite(Side to, Optional<String> sdp) implements JoinEffect {}

    /** Our sockets send nothing more to leg one until it keeps them after all; after a moment {@code HushOver} comes. */
    record Hush() implements JoinEffect {}

    record Acknowledge(Side to, Optional<String> sdp) implements JoinEffect {}

    /** Our sockets answer its offer, in place of the other party. */
    record GiveMedia(Side to) implements JoinEffect {}

    record Respond(Side to, LegInput.Reply reply) implements JoinEffect {}

    /** Each hears the other through our sockets. */
    record Bridge(Recording recording) implements JoinEffect {}

    /** After a random while (RFC 3261 §14.1) {@code BackOffOver} comes. */
    record StartBackOff() implements JoinEffect {}

    record StopBackOff() implements JoinEffect {}

    record ReportJoined() implements JoinEffect {}

    /** They cannot be joined, or are no longer. */
    record ReportBroken() implements JoinEffect {}

    record Ignore(String reason) implements JoinEffect {}
}
