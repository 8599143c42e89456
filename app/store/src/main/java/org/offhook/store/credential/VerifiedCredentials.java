package org.offhook.store.credential;

import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Credentials proven in the last 60 s, as an HMAC under a key that lives and dies with the process. The stored hash is part of what is
 * authenticated: as soon as the password is changed, on whatever node, nothing here fits any more.
 */
final class VerifiedCredentials {
    private static final long KEPT_NANOS = Duration.ofSeconds(60).toNanos();
    private static final int MOST = 10_000;

    private final SecretKeySpec key;
    private final LongSupplier nanos;
    private final Map<String, Long> provenAt = new LinkedHashMap<>();

    VerifiedCredentials(LongSupplier nanos) {
        byte[] bytes = new byte[32];
        new SecureRandom().nextBytes(bytes);
        this.key = new SecretKeySpec(bytes, "HmacSHA256");
        this.nanos = nanos;
    }

    boolean knows(String storedHash, byte[] password) {
        String mac = mac(storedHash, password);
        synchronized (provenAt) {
            Long at = provenAt.get(mac);
            return at != null && nanos.getAsLong() - at < KEPT_NANOS;
        }
    }

    void remember(String storedHash, byte[] password) {
        String mac = mac(storedHash, password);
        synchronized (provenAt) {
            provenAt.remove(mac);
            provenAt.put(mac, nanos.getAsLong());
            if (provenAt.size() > MOST) {
                provenAt.remove(provenAt.keySet().iterator().next());
            }
        }
    }

    private String mac(String storedHash, byte[] password) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            mac.update(Digests.sha256(password).getBytes(java.nio.charset.StandardCharsets.US_ASCII));
            mac.update(storedHash.getBytes(java.nio.charset.StandardCharsets.US_ASCII));
            return HexFormat.of().formatHex(mac.doFinal());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has HMAC-SHA-256", e);
        }
    }
}
