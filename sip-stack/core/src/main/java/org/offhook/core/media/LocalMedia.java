package org.offhook.core.media;

import java.util.List;
import java.util.Optional;

/**
 * The socket pair reserved for a call, to be written into SDP, and what may be agreed on it.
 *
 * @param address numeric IPv4 or IPv6 address without brackets, of this machine
 * @param rtpPort even port; RTCP is the next one (RFC 3550 §11)
 * @param terms what the account agrees to
 * @param keys a fresh one for each suite we offer, in our order; empty without encryption
 * @param identity ours in a DTLS handshake; empty where there can be none
 * @param outside how the sockets look from outside, which is what SDP says then; empty where nobody was asked, or nothing differs
 * @param ice ours in checks of the way; empty where ICE is not wanted
 */
public record LocalMedia(
        String address,
        int rtpPort,
        MediaTerms terms,
        List<SrtpKey> keys,
        Optional<DtlsIdentity> identity,
        Optional<ReflexiveAddress> outside,
        Optional<IceCredentials> ice) {
    public LocalMedia {
        keys = List.copyOf(keys);
    }

    /** Sockets that nobody asked a STUN server about. */
    public LocalMedia(
            String address, int rtpPort, MediaTerms terms, List<SrtpKey> keys, Optional<DtlsIdentity> identity) {
        this(address, rtpPort, terms, keys, identity, Optional.empty(), Optional.empty());
    }

    /** Sockets of a call that knows no handshake. */
    public LocalMedia(String address, int rtpPort, MediaTerms terms, List<SrtpKey> keys) {
        this(address, rtpPort, terms, keys, Optional.empty());
    }

    /** Plain G.711 on a socket pair. */
    public LocalMedia(String address, int rtpPort) {
        this(address, rtpPort, MediaTerms.PLAIN, List.of());
    }

    /**
     * The same sockets at an address of this machine.
     *
     * @param seen how they look from outside there; empty where that is not known, or nothing differs
     */
    public LocalMedia at(String other, Optional<ReflexiveAddress> seen) {
        return new LocalMedia(
                other, rtpPort, terms, keys, identity, other.equals(address) ? seen.or(() -> outside) : seen, ice);
    }

    /** The same sockets at another address of this machine; how they look from outside is then not known. */
    public LocalMedia at(String other) {
        return at(other, Optional.empty());
    }

    /** The address to write into SDP. */
    public String toldAddress() {
        return outside.map(ReflexiveAddress::address).orElse(address);
    }

    /** The port to write into SDP. */
    public int toldRtpPort() {
        return outside.map(ReflexiveAddress::rtpPort).orElse(rtpPort);
    }
}
