package org.offhook.rtp.dtls;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.HexFormat;
import java.util.Locale;
import org.bouncycastle.asn1.ASN1EncodableVector;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.DERBitString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.asn1.x509.TBSCertificate;
import org.bouncycastle.asn1.x509.Time;
import org.bouncycastle.asn1.x509.V3TBSCertificateGenerator;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.bouncycastle.crypto.params.AsymmetricKeyParameter;
import org.bouncycastle.crypto.util.PrivateKeyFactory;
import org.bouncycastle.tls.Certificate;
import org.bouncycastle.tls.crypto.TlsCertificate;
import org.bouncycastle.tls.crypto.impl.bc.BcTlsCrypto;

/**
 * A certificate that nobody signed but its own key: what makes it ours is its fingerprint in our signalling (RFC 5763 §5). Its name says
 * nothing of the agent or the machine. The key never leaves the process.
 */
public final class DtlsCertificate {

    /** Clocks of desks differ; peers that look at the dates at all are to find it valid. */
    private static final Duration BEFORE = Duration.ofDays(1);

    private static final Duration AFTER = Duration.ofDays(30);
    private static final int SERIAL_BITS = 64;

    private final BcTlsCrypto crypto;
    private final Certificate chain;
    private final AsymmetricKeyParameter key;
    private final byte[] encoded;

    private DtlsCertificate(BcTlsCrypto crypto, AsymmetricKeyParameter key, byte[] encoded) throws IOException {
        this.crypto = crypto;
        this.key = key;
        this.encoded = encoded;
        chain = new Certificate(new TlsCertificate[] {crypto.createCertificate(encoded)});
    }

    /**
     * Makes one, on the curve P-256. Takes some tens of milliseconds, the first one of a process some hundred.
     *
     * @throws IllegalStateException when this machine cannot
     */
    public static DtlsCertificate selfSigned(SecureRandom random, Instant now) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"), random);
            KeyPair pair = generator.generateKeyPair();
            AlgorithmIdentifier algorithm = new AlgorithmIdentifier(X9ObjectIdentifiers.ecdsa_with_SHA256);
            V3TBSCertificateGenerator fields = new V3TBSCertificateGenerator();
            X500Name nobody = new X500Name("CN=call");
            fields.setSerialNumber(new ASN1Integer(new BigInteger(SERIAL_BITS, random).add(BigInteger.ONE)));
            fields.setSignature(algorithm);
            fields.setIssuer(nobody);
            fields.setSubject(nobody);
            fields.setStartDate(new Time(Date.from(now.minus(BEFORE))));
            fields.setEndDate(new Time(Date.from(now.plus(AFTER))));
            fields.setSubjectPublicKeyInfo(
                    SubjectPublicKeyInfo.getInstance(pair.getPublic().getEncoded()));
            TBSCertificate unsigned = fields.generateTBSCertificate();
            Signature signature = Signature.getInstance("SHA256withECDSA");
            signature.initSign(pair.getPrivate(), random);
            signature.update(unsigned.getEncoded("DER"));
            ASN1EncodableVector parts = new ASN1EncodableVector();
            parts.add(unsigned);
            parts.add(algorithm);
            parts.add(new DERBitString(signature.sign()));
            return new DtlsCertificate(
                    new BcTlsCrypto(random),
                    PrivateKeyFactory.createKey(pair.getPrivate().getEncoded()),
                    new DERSequence(parts).getEncoded("DER"));
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("this machine cannot make a certificate for DTLS", e);
        }
    }

    /** Its SHA-256 in capital hexadecimal digits, two by two with colons between (RFC 8122 §5). */
    public String fingerprint() {
        return fingerprint("SHA-256", encoded);
    }

    /**
     * The same of any certificate.
     *
     * @param hash {@code sha-256}, {@code sha-384} or {@code sha-512}, in any letters
     */
    static String fingerprint(String hash, byte[] certificate) {
        try {
            byte[] digest =
                    MessageDigest.getInstance(hash.toUpperCase(Locale.ROOT)).digest(certificate);
            return HexFormat.ofDelimiter(":").withUpperCase().formatHex(digest);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this machine lacks " + hash, e);
        }
    }

    BcTlsCrypto crypto() {
        return crypto;
    }

    Certificate chain() {
        return chain;
    }

    AsymmetricKeyParameter key() {
        return key;
    }
}
