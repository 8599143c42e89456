package org.offhook.rtp.dtls;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import org.bouncycastle.tls.AlertDescription;
import org.bouncycastle.tls.Certificate;
import org.bouncycastle.tls.CipherSuite;
import org.bouncycastle.tls.DTLSClientProtocol;
import org.bouncycastle.tls.DTLSServerProtocol;
import org.bouncycastle.tls.DTLSTransport;
import org.bouncycastle.tls.ExporterLabel;
import org.bouncycastle.tls.HashAlgorithm;
import org.bouncycastle.tls.SRTPProtectionProfile;
import org.bouncycastle.tls.SignatureAlgorithm;
import org.bouncycastle.tls.SignatureAndHashAlgorithm;
import org.bouncycastle.tls.TlsContext;
import org.bouncycastle.tls.TlsCredentialedSigner;
import org.bouncycastle.tls.TlsFatalAlert;
import org.bouncycastle.tls.crypto.TlsCryptoParameters;
import org.bouncycastle.tls.crypto.impl.bc.BcDefaultTlsCredentialedSigner;
import org.jspecify.annotations.Nullable;
import org.offhook.rtp.srtp.SrtpProfile;

/**
 * One handshake, in which each side shows a certificate and both come to the keys of SRTP (RFC 5764 §4). A peer whose certificate is not
 * the one that signalling vouched for gets none. Belongs to one thread.
 */
public final class DtlsHandshake {

    /** Our order of preference (RFC 5764 §4.1.2, RFC 7714 §14.2). */
    private static final List<SrtpProfile> PROFILES =
            List.of(SrtpProfile.AEAD_AES_256_GCM, SrtpProfile.AEAD_AES_128_GCM, SrtpProfile.AES_CM_128_HMAC_SHA1_80);

    /** Forward secrecy and authenticated encryption only. */
    static final int[] CIPHERS = {
        CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256,
        CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384,
        CipherSuite.TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256,
        CipherSuite.TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256,
        CipherSuite.TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384
    };

    /** A round trip of a slow network: what is lost at an answer must not cost a second of speech. */
    static final int FIRST_RESEND_MILLIS = 200;

    /** From the first datagram to the keys. */
    static final int TIMEOUT_MILLIS = 10_000;

    /** The certificate is another's: whoever speaks here is not whom signalling named. */
    public static final class Impostor extends TlsFatalAlert {
        private static final long serialVersionUID = 1;

        Impostor() {
            super(AlertDescription.bad_certificate, "the certificate is not the one that signalling named");
        }
    }

    private final DtlsCertificate own;
    private final DtlsTerms terms;
    private final DtlsLink link;
    private @Nullable DtlsKeys keys;
    private boolean impostor;

    /** A handshake over a link, not begun. */
    public DtlsHandshake(DtlsCertificate own, DtlsTerms terms, DtlsLink link) {
        this.own = own;
        this.terms = terms;
        this.link = link;
    }

    /**
     * Runs it; blocks until there are keys.
     *
     * @return what answers the peer's repetitions from now on
     * @throws Impostor when the peer showed another certificate, or none
     * @throws IOException when it took too long, was refused, or the link was closed
     */
    public Secured run() throws IOException {
        try {
            DTLSTransport transport = terms.client()
                    ? new DTLSClientProtocol().connect(new ClientSide(own, this), link.transport())
                    : new DTLSServerProtocol().accept(new ServerSide(own, this), link.transport());
            DtlsKeys found = keys;
            if (found == null) {
                throw new IOException("the handshake gave no keys");
            }
            return new Secured(found, transport, link);
        } catch (RuntimeException fault) {
            // A peer's bytes must not end the thread in another way than a refusal does.
            throw new IOException("the handshake failed", fault);
        } catch (IOException e) {
            if (impostor) {
                throw new Impostor();
            }
            throw e;
        }
    }

    /** What a handshake left. Belongs to the thread that ran it. */
    public static final class Secured {
        private static final int MOST_BYTES = 2_048;

        private final DtlsKeys keys;
        private final DTLSTransport transport;
        private final DtlsLink link;
        private final byte[] unread = new byte[MOST_BYTES];

        private Secured(DtlsKeys keys, DTLSTransport transport, DtlsLink link) {
            this.keys = keys;
            this.transport = transport;
            this.link = link;
        }

        /** The keys of SRTP. */
        public DtlsKeys keys() {
            return keys;
        }

        /** Answers a peer that missed our last words (RFC 6347 §4.2.4), until the link is closed. Blocks. */
        public void linger() throws InterruptedException {
            while (!link.closed()) {
                if (link.await(60_000)) {
                    try {
                        transport.receive(unread, 0, unread.length, 1);
                    } catch (IOException broken) {
                        return; // it was closed by the peer, or somebody writes nonsense: the keys are there
                    }
                }
            }
        }
    }

    /** What to sign with. */
    TlsCredentialedSigner signer(TlsContext context) {
        return new BcDefaultTlsCredentialedSigner(
                new TlsCryptoParameters(context),
                own.crypto(),
                own.key(),
                own.chain(),
                SignatureAndHashAlgorithm.getInstance(HashAlgorithm.sha256, SignatureAlgorithm.ecdsa));
    }

    /** RFC 5763 §5: the certificate must be the one whose fingerprint signalling carried. */
    void check(@Nullable Certificate shown) throws IOException {
        boolean genuine = shown != null && !shown.isEmpty() && matches(shown);
        if (!genuine) {
            impostor = true;
            throw new Impostor();
        }
    }

    private boolean matches(Certificate shown) throws IOException {
        String found = DtlsCertificate.fingerprint(
                terms.hash(), shown.getCertificateAt(0).getEncoded());
        return MessageDigest.isEqual(
                found.getBytes(StandardCharsets.US_ASCII), terms.fingerprint().getBytes(StandardCharsets.US_ASCII));
    }

    /** Our profiles as the extension has them. */
    static int[] offered() {
        return PROFILES.stream().mapToInt(DtlsHandshake::number).toArray();
    }

    /** The best of what a peer offers, or null. */
    static @Nullable SrtpProfile best(int[] theirs) {
        for (SrtpProfile profile : PROFILES) {
            for (int number : theirs) {
                if (number == number(profile)) {
                    return profile;
                }
            }
        }
        return null;
    }

    static int number(SrtpProfile profile) {
        return switch (profile) {
            case AES_CM_128_HMAC_SHA1_80 -> SRTPProtectionProfile.SRTP_AES128_CM_HMAC_SHA1_80;
            case AES_CM_128_HMAC_SHA1_32 -> SRTPProtectionProfile.SRTP_AES128_CM_HMAC_SHA1_32;
            case AEAD_AES_128_GCM -> SRTPProtectionProfile.SRTP_AEAD_AES_128_GCM;
            case AEAD_AES_256_GCM -> SRTPProtectionProfile.SRTP_AEAD_AES_256_GCM;
        };
    }

    /** Takes the keys out while the library still has the secret. */
    void complete(TlsContext context, @Nullable SrtpProfile profile, boolean client) throws IOException {
        if (profile == null) {
            throw new TlsFatalAlert(AlertDescription.handshake_failure, "no common SRTP profile");
        }
        byte[] exported = context.exportKeyingMaterial(
                ExporterLabel.dtls_srtp, null, 2 * (profile.keyBytes() + profile.saltBytes()));
        keys = DtlsKeys.of(profile, exported, client);
    }
}
