package org.offhook.rtp.ice;

import java.net.InetSocketAddress;
import java.util.List;

/**
 * What descriptions agreed on.
 *
 * @param own our user name fragment
 * @param ownPassword checks that come are signed with it
 * @param peer theirs
 * @param peerPassword checks that go are signed with it
 * @param lite the peer only answers checks (RFC 8445 §2.5)
 * @param controlling we choose the pair
 * @param candidates the peer's; of components 1 (RTP) and 2 (RTCP)
 */
public record IceTerms(
        String own,
        String ownPassword,
        String peer,
        String peerPassword,
        boolean lite,
        boolean controlling,
        List<RemoteCandidate> candidates) {
    public IceTerms {
        candidates = List.copyOf(candidates);
    }

    /**
     * An address that the peer may be reached at.
     *
     * @param priority as it says, 1 to 2^31−1
     */
    public record RemoteCandidate(int component, InetSocketAddress address, long priority) {}

    /** Passwords stay out of logs. */
    @Override
    public String toString() {
        return "ICE with " + candidates.size() + " candidates" + (lite ? " of a lite peer" : "");
    }
}
