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
    /** From then on it is proven anew while it is still good: nobody who calls all the time ever waits for the hash. */
    private static final long FRESH_NANOS = Duration.ofSeconds(45).toNanos();

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

    /** How well something is known. */
    enum Known {
        FRESH,
        /** Good, and to be proven anew. */
        AGEING,
        NOT
    }

    /** @param mac of {@link #mac} */
    Known knows(String mac) {
        synchronized (provenAt) {
            Long at = provenAt.get(mac);
            long age = at == null ? KEPT_NANOS : nanos.getAsLong() - at;
            return age >= KEPT_NANOS ? Known.NOT : age >= FRESH_NANOS ? Known.AGEING : Known.FRESH;
        }
    }

    void remember(String mac) {
        synchronized (provenAt) {
            provenAt.remove(mac);
            provenAt.put(mac, nanos.getAsLong());
            if (provenAt.size() > MOST) {
                provenAt.remove(provenAt.keySet().iterator().next());
            }
        }
    }

    /** What stands for that password beside that hash, in this process. */
    String mac(String storedHash, byte[] password) {
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
