package org.offhook.media.stream;

import java.net.InetSocketAddress;

/**
 * Decides whose packets are heard and where ours go (symmetric RTP, RFC 4961). Signalling names an address and a port; a
 * peer behind a NAT sends from another port of that address, and the first such packet after signalling spoke moves the
 * stream there. Nothing else ever moves it: a stranger who guesses our port is dropped and counted.
 *
 * <p>Owned by the receiving thread; {@link #target} may be asked by any.
 */
public final class SourceLatch {

    private volatile Latched state;

    /**
     * What is known.
     *
     * @param revision of the plan that spoke last
     * @param signalled what that plan said
     * @param target where packets come from and go to
     * @param open whether the target may still move
     */
    private record Latched(int revision, InetSocketAddress signalled, InetSocketAddress target, boolean open) {}

    /** A latch for the first plan. */
    public SourceLatch(int revision, InetSocketAddress signalled) {
        state = new Latched(revision, signalled, signalled, true);
    }

    /**
     * Signalling spoke, and one move is allowed again. Where it repeats its address, packets go on to where the peer is
     * known to be. The same revision again changes nothing.
     */
    public void signalled(int revision, InetSocketAddress address) {
        Latched now = state;
        if (revision != now.revision) {
            InetSocketAddress target = address.equals(now.signalled) ? now.target : address;
            state = new Latched(revision, address, target, true);
        }
    }

    /** Whether a datagram from here is the peer's. */
    public boolean accepts(InetSocketAddress source) {
        Latched now = state;
        if (source.equals(now.target)) {
            if (now.open) {
                state = new Latched(now.revision, now.signalled, now.target, false);
            }
            return true;
        }
        if (now.open && source.getAddress().equals(now.signalled.getAddress())) {
            state = new Latched(now.revision, now.signalled, source, false);
            return true;
        }
        return false;
    }

    /**
     * Where to send for a plan: where the peer is known to be, or, when the receiving thread has not seen this plan yet,
     * where it says.
     */
    public InetSocketAddress target(int revision, InetSocketAddress address) {
        Latched now = state;
        return now.revision == revision ? now.target : address;
    }
}
