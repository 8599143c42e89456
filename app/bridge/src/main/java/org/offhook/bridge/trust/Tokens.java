package org.offhook.bridge.trust;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.offhook.agent.PairedOrigin;
import org.offhook.core.account.Secret;

/**
 * Tokens of programs and pages. A page's token is derived from its origin and the time it was paired, so it fits no other origin,
 * dies with the pairing, and nothing more than one key has to be kept.
 */
public final class Tokens {
    private final Secret programToken;
    private final SecretKeySpec key;

    /**
     * @param pairingKey key of the pages' tokens, kept over restarts; empty: a new one, and pages ask again after a restart where
     *     the process behind a connection cannot be told
     */
    public Tokens(Secret programToken, Optional<Secret> pairingKey) {
        this.programToken = programToken;
        String material = pairingKey.orElseGet(Tokens::random).reveal();
        this.key = new SecretKeySpec(material.getBytes(StandardCharsets.UTF_8), "HmacSHA256");
    }

    /** 256 random bits, written so that they fit a header. */
    public static Secret random() {
        byte[] bytes = new byte[32];
        new SecureRandom().nextBytes(bytes);
        return Secret.of(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }

    public boolean isProgram(String token) {
        return programToken.equals(Secret.of(token));
    }

    public String ofPage(PairedOrigin paired) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            String bound = paired.origin() + "\n" + paired.since().toEpochMilli();
            return Base64.getUrlEncoder()
                    .withoutPadding()
                    .encodeToString(mac.doFinal(bound.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has HmacSHA256", e);
        }
    }

    public boolean isOfPage(String token, PairedOrigin paired) {
        return MessageDigest.isEqual(
                token.getBytes(StandardCharsets.UTF_8), ofPage(paired).getBytes(StandardCharsets.UTF_8));
    }
}
