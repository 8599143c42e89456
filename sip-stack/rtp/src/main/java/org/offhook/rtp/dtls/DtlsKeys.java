package org.offhook.rtp.dtls;

import org.offhook.rtp.srtp.SrtpProfile;

/** The SRTP keys that a handshake gave (RFC 5764 §4.2), each with its salt behind it. Never prints itself. */
public final class DtlsKeys {
    private final SrtpProfile profile;
    private final byte[] send;
    private final byte[] receive;

    DtlsKeys(SrtpProfile profile, byte[] send, byte[] receive) {
        this.profile = profile;
        this.send = send;
        this.receive = receive;
    }

    /**
     * Cuts the exported bytes: client's key, server's key, client's salt, server's salt.
     *
     * @param client whether we are the client
     */
    static DtlsKeys of(SrtpProfile profile, byte[] exported, boolean client) {
        int key = profile.keyBytes();
        int salt = profile.saltBytes();
        byte[] clients = new byte[key + salt];
        byte[] servers = new byte[key + salt];
        System.arraycopy(exported, 0, clients, 0, key);
        System.arraycopy(exported, key, servers, 0, key);
        System.arraycopy(exported, 2 * key, clients, key, salt);
        System.arraycopy(exported, 2 * key + salt, servers, key, salt);
        return client ? new DtlsKeys(profile, clients, servers) : new DtlsKeys(profile, servers, clients);
    }

    /** How packets are encrypted and authenticated. */
    public SrtpProfile profile() {
        return profile;
    }

    /** Ours. */
    public byte[] send() {
        return send.clone();
    }

    /** The peer's. */
    public byte[] receive() {
        return receive.clone();
    }

    @Override
    public String toString() {
        return profile + " •••";
    }
}
