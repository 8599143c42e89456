package org.offhook.rtp.ice;

import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;
import org.offhook.rtp.stun.Retransmission;
import org.offhook.rtp.stun.TransactionId;

/** Our one address of a component and one of the peer's, with what is known of the way between them. */
final class CandidatePair {
    /** RFC 8445 §6.1.2.6, without Frozen: with one address of ours every pair has a foundation of its own. */
    enum State {
        WAITING,
        IN_PROGRESS,
        SUCCEEDED,
        FAILED
    }

    /** A check that is out. */
    @SuppressWarnings("ArrayRecordComponent") // nobody compares checks, and their bytes go out as they are
    record Check(TransactionId id, Retransmission retransmission, byte[] datagram, boolean nominating) {}

    final int component;
    final InetSocketAddress remote;
    final long remotePriority;
    State state = State.WAITING;
    /** The peer, which controls, wants this pair as soon as our own check has succeeded. */
    boolean wanted;

    boolean triggered;

    @Nullable
    Check check;

    CandidatePair(int component, InetSocketAddress remote, long remotePriority) {
        this.component = component;
        this.remote = remote;
        this.remotePriority = remotePriority;
    }
}
