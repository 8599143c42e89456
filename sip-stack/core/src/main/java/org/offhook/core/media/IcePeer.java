package org.offhook.core.media;

import java.util.List;

/**
 * A peer whose candidates are to be checked (RFC 8445). Equal ones are the same session of checks.
 *
 * @param fragment its user name fragment
 * @param password that checks to it are signed with
 * @param lite it only answers checks (RFC 8445 §2.5)
 * @param controlling we choose which pair is used (RFC 8445 §6.1.1)
 * @param candidates that it named, those over UDP with a numeric address
 * @param own our user name fragment
 * @param ownPassword that checks to us are signed with
 */
public record IcePeer(
        String fragment,
        String password,
        boolean lite,
        boolean controlling,
        List<Candidate> candidates,
        String own,
        String ownPassword) {
    public IcePeer {
        candidates = List.copyOf(candidates);
    }

    /**
     * An address that it may be reached at.
     *
     * @param component 1 for RTP, 2 for RTCP
     * @param address numeric
     * @param priority 1 to 2^31−1, the greater the better
     */
    public record Candidate(int component, String address, int port, long priority) {}

    /** Never prints its passwords. */
    @Override
    public String toString() {
        return "ICE " + fragment + (lite ? " lite" : "") + (controlling ? " controlled by us" : "") + " with "
                + candidates.size() + " candidates";
    }
}
