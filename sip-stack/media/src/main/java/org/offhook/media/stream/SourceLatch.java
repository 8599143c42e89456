package org.offhook.media.stream;

import java.net.InetSocketAddress;

/**
 * Decides whose packets are heard and where ours go (symmetric RTP, RFC 4961). Signalling names an address and a port, and
 * what comes from there is always the peer's. A peer behind a NAT sends from another port of that address: the first such
 * packet after signalling spoke moves the stream there. Nothing else ever moves it: a stranger who guesses our port is
 * dropped and counted, and so are stragglers from where the peer was before it moved.
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
     * @param left where the peer was before signalling moved it
     * @param open whether another port may still become the target
     */
    private record Latched(
            int revision, InetSocketAddress signalled, InetSocketAddress target, InetSocketAddress left, boolean open) {

        Latched settledOn(InetSocketAddress source) {
            return new Latched(revision, signalled, source, left, false);
        }
    }

    /** A latch for the first plan. */
    public SourceLatch(int revision, InetSocketAddress signalled) {
        state = new Latched(revision, signalled, signalled, signalled, true);
    }

    /**
     * Signalling spoke, and one move is allowed again. Where it repeats its address, packets go on to where the peer is
     * known to be. The same revision again changes nothing.
     */
    public void signalled(int revision, InetSocketAddress address) {
        Latched now = state;
        if (revision != now.revision) {
            boolean stays = address.equals(now.signalled);
            InetSocketAddress target = stays ? now.target : address;
            InetSocketAddress left = stays ? now.left : now.target;
            state = new Latched(revision, address, target, left, true);
        }
    }

    /** Whether a datagram from here is the peer's. */
    public boolean accepts(InetSocketAddress source) {
        Latched now = state;
        if (source.equals(now.target)) {
            if (now.open) {
                state = now.settledOn(source);
            }
            return true;
        }
        boolean anotherPort =
                now.open && source.getAddress().equals(now.signalled.getAddress()) && !source.equals(now.left);
        if (anotherPort || source.equals(now.signalled)) {
            state = now.settledOn(source);
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
