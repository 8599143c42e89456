package org.offhook.sip.tls;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.offhook.core.account.Secret;

/**
 * What a node needs to speak TLS.
 *
 * @param trust authorities that are believed; empty means those of the Java runtime
 * @param identity our own certificate and key, for a server or for client authentication
 * @param identityPassword opens the key in {@code identity}
 */
public record TlsSettings(Optional<KeyStore> trust, Optional<KeyStore> identity, Secret identityPassword) {

    /** TLS 1.3 and 1.2 only: older versions are broken (RFC 8996). */
    public static final List<String> PROTOCOLS = List.of("TLSv1.3", "TLSv1.2");

    /** Trusts what the Java runtime trusts; has no certificate of its own. */
    public static TlsSettings systemTrust() {
        return new TlsSettings(Optional.empty(), Optional.empty(), Secret.of(""));
    }

    /**
     * Trusts only the certificates of a file: PEM or DER certificates, or a PKCS #12 or JKS store. A private exchange's own
     * authority is pinned this way; the public ones are then not believed for it.
     *
     * @param password opens a store; ignored for certificates
     * @throws IOException when the file cannot be read
     * @throws GeneralSecurityException when it holds no usable certificate
     */
    public static TlsSettings trustOnly(Path authorities, Secret password)
            throws IOException, GeneralSecurityException {
        return new TlsSettings(Optional.of(loadTrust(authorities, password)), Optional.empty(), Secret.of(""));
    }

    /** The same trust with an identity of our own. */
    public TlsSettings withIdentity(KeyStore keys, Secret password) {
        return new TlsSettings(trust, Optional.of(keys), password);
    }

    /**
     * The same trust with an identity of our own.
     *
     * @param store a PKCS #12 or JKS file with one certificate and its key
     * @param password opens both the store and the key
     * @throws IOException when the file cannot be read, or the password is another one
     * @throws GeneralSecurityException when it holds no key
     */
    public TlsSettings withIdentity(Path store, Secret password) throws IOException, GeneralSecurityException {
        KeyStore keys = KeyStore.getInstance(store.toFile(), password.reveal().toCharArray());
        for (String alias : Collections.list(keys.aliases())) {
            if (keys.isKeyEntry(alias)) {
                return withIdentity(keys, password);
            }
        }
        throw new GeneralSecurityException("no key in " + store.getFileName());
    }

    private static KeyStore loadTrust(Path file, Secret password) throws IOException, GeneralSecurityException {
        byte[] start = new byte[4];
        try (InputStream in = Files.newInputStream(file)) {
            int read = in.readNBytes(start, 0, start.length);
            boolean jks = read == 4 && start[0] == (byte) 0xFE && start[1] == (byte) 0xED;
            if (jks || isStoreName(file)) {
                return KeyStore.getInstance(file.toFile(), password.reveal().toCharArray());
            }
        }
        KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
        trusted.load(null, null);
        int count = 0;
        try (InputStream in = Files.newInputStream(file)) {
            for (Certificate certificate :
                    CertificateFactory.getInstance("X.509").generateCertificates(in)) {
                trusted.setCertificateEntry("authority-" + count++, certificate);
            }
        }
        if (count == 0) {
            throw new GeneralSecurityException("no certificate in " + file.getFileName());
        }
        return trusted;
    }

    private static boolean isStoreName(Path file) {
        String name = String.valueOf(file.getFileName());
        return name.endsWith(".p12") || name.endsWith(".pfx") || name.endsWith(".jks");
    }

    /** A fresh context; costs tens of milliseconds, so a node makes it once and only when it speaks TLS. */
    public SSLContext newContext() throws GeneralSecurityException {
        SSLContext context = SSLContext.getInstance("TLS");
        KeyManager[] keyManagers = null;
        if (identity.isPresent()) {
            KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(identity.get(), identityPassword.reveal().toCharArray());
            keyManagers = keys.getKeyManagers();
        }
        TrustManagerFactory trusted = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trusted.init(trust.orElse(null));
        context.init(keyManagers, trusted.getTrustManagers(), null);
        return context;
    }
}
