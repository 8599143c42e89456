package org.offhook.store.credential;

import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;
import org.offhook.campaign.user.Password;

/** A password's Argon2id hash (RFC 9106) in the usual text form, {@code $argon2id$v=19$m=…,t=…,p=…$salt$hash}. */
public final class Argon2Hash {
    private static final Pattern FORM = Pattern.compile(
            "\\$argon2id\\$v=19\\$m=(\\d{1,7}),t=(\\d{1,2}),p=(\\d{1,2})\\$([A-Za-z0-9+/]{11,86})\\$([A-Za-z0-9+/]{22,86})");

    /** RFC 9106 §4, second recommended option: 64 MiB, 3 passes, 4 lanes. */
    public static final Cost RECOMMENDED = new Cost(1 << 16, 3, 4);

    /** Where many prove themselves at once, as an API's callers do: 19 MiB, 2 passes, 1 lane. */
    public static final Cost FOR_MANY = new Cost(19 * 1024, 2, 1);

    private final Cost cost;
    private final byte[] salt;
    private final byte[] hash;

    private Argon2Hash(Cost cost, byte[] salt, byte[] hash) {
        this.cost = cost;
        this.salt = salt;
        this.hash = hash;
    }

    /** What one hash takes. */
    public record Cost(int memoryKib, int passes, int lanes) {}

    /** Empty when it is no such text, or one whose cost would stall the phone (more than 256 MiB or 10 passes). */
    public static Optional<Argon2Hash> parse(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            return Optional.empty();
        }
        Cost cost = new Cost(number(form, 1), number(form, 2), number(form, 3));
        boolean bearable = cost.memoryKib() >= 8 * Math.max(1, cost.lanes())
                && cost.memoryKib() <= 1 << 18
                && cost.passes() >= 1
                && cost.passes() <= 10
                && cost.lanes() >= 1;
        if (!bearable) {
            return Optional.empty();
        }
        try {
            return Optional.of(new Argon2Hash(cost, bytes(form, 4), bytes(form, 5)));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** A fresh hash with a random salt. */
    public static Argon2Hash of(Password password, SecureRandom random) {
        return of(password, RECOMMENDED, random);
    }

    /** A fresh hash with a random salt at that cost. */
    public static Argon2Hash of(Password password, Cost cost, SecureRandom random) {
        byte[] salt = new byte[16];
        random.nextBytes(salt);
        return new Argon2Hash(cost, salt, compute(cost, salt, password, 32));
    }

    /**
     * What no password proves: a hash drawn by chance, for the comparison that costs the same where there is nobody to compare with. Nothing is
     * computed for it, so a store is open sooner.
     */
    public static Argon2Hash ofNobody(Cost cost, SecureRandom random) {
        byte[] salt = new byte[16];
        byte[] hash = new byte[32];
        random.nextBytes(salt);
        random.nextBytes(hash);
        return new Argon2Hash(cost, salt, hash);
    }

    /** Takes as long as the hash costs. */
    public boolean matches(Password password) {
        return MessageDigest.isEqual(hash, compute(cost, salt, password, hash.length));
    }

    /** To be stored, and read by {@link #parse}. */
    public String text() {
        Base64.Encoder base64 = Base64.getEncoder().withoutPadding();
        return "$argon2id$v=19$m=" + cost.memoryKib() + ",t=" + cost.passes() + ",p=" + cost.lanes() + "$"
                + base64.encodeToString(salt) + "$" + base64.encodeToString(hash);
    }

    /** The hash is no secret as a password is, but nothing is gained by printing it. */
    @Override
    public String toString() {
        return "Argon2Hash" + Arrays.asList(cost);
    }

    private static byte[] compute(Cost cost, byte[] salt, Password password, int length) {
        Argon2BytesGenerator argon2 = new Argon2BytesGenerator();
        argon2.init(new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                .withVersion(Argon2Parameters.ARGON2_VERSION_13)
                .withMemoryAsKB(cost.memoryKib())
                .withIterations(cost.passes())
                .withParallelism(cost.lanes())
                .withSalt(salt)
                .build());
        byte[] result = new byte[length];
        argon2.generateBytes(password.utf8(), result);
        return result;
    }

    private static int number(Matcher form, int group) {
        return Integer.parseInt(Objects.requireNonNull(form.group(group)));
    }

    private static byte[] bytes(Matcher form, int group) {
        return Base64.getDecoder().decode(Objects.requireNonNull(form.group(group)));
    }
}
