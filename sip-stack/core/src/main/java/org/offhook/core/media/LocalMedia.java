package org.offhook.core.media;

import java.util.List;
import java.util.Optional;

/**
 * The socket pair reserved for a call, to be written into SDP, and what may be agreed on it.
 *
 * @param address numeric IPv4 or IPv6 address without brackets
 * @param rtpPort even port; RTCP is the next one (RFC 3550 §11)
 * @param terms what the account agrees to
 * @param keys a fresh one for each suite we offer, in our order; empty without encryption
 * @param identity ours in a DTLS handshake; empty where there can be none
 */
public record LocalMedia(
        String address, int rtpPort, MediaTerms terms, List<SrtpKey> keys, Optional<DtlsIdentity> identity) {
    public LocalMedia {
        keys = List.copyOf(keys);
    }

    /** Sockets of a call that knows no handshake. */
    public LocalMedia(String address, int rtpPort, MediaTerms terms, List<SrtpKey> keys) {
        this(address, rtpPort, terms, keys, Optional.empty());
    }

    /** Plain G.711 on a socket pair. */
    public LocalMedia(String address, int rtpPort) {
        this(address, rtpPort, MediaTerms.PLAIN, List.of());
    }

    /** The same sockets as seen from another side. */
    public LocalMedia at(String other) {
        return new LocalMedia(other, rtpPort, terms, keys, identity);
    }
}
