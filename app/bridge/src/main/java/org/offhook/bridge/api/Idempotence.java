package org.offhook.bridge.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.offhook.campaign.idempotency.Begun;
import org.offhook.campaign.idempotency.IdempotencyKey;
import org.offhook.campaign.store.DialerStorePort;
import org.offhook.campaign.store.StoreException;
import org.offhook.campaign.store.StorePorts;
import org.offhook.core.error.ErrorCode;

/**
 * Writes that can be asked for again. A request with a key of its own is done once: key, effect and answer are kept in one unit of work, and
 * a repeat is told the first answer.
 */
public final class Idempotence {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Set<String> NOT_PART =
            Set.of("pass", "password", "agent_pass", "phone_pass", "idempotency_key", "Idempotency-Key");

    private final DialerStorePort store;

    public Idempotence(DialerStorePort store) {
        this.store = store;
    }

    /** What a write came to. */
    public sealed interface Outcome {
        /** Something was changed: the answer is remembered under the request's key. */
        record Done(ApiAnswer.Whole answer) implements Outcome {}

        /** Nothing was changed: the key stays free. */
        record Nothing(ApiAnswer.Whole answer) implements Outcome {}
    }

    private static final class WithoutEffect extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final transient ApiAnswer.Whole answer;

        WithoutEffect(ApiAnswer.Whole answer) {
            super("nothing was changed", null, false, false);
            this.answer = answer;
        }
    }

    /**
     * Runs {@code work} as one unit, once for a key.
     *
     * @param scope the profile and what is done; the caller is added
     * @param refused words for a key that was used otherwise, or is in doubt
     */
    public ApiAnswer once(
            ApiRequest request,
            String scope,
            Function<StorePorts, Outcome> work,
            Function<ApiRefusal, ApiAnswer> refused) {
        return once(key(request, scope), fingerprint(request), work, refused);
    }

    /** As above, with the key and the fingerprint given. */
    public ApiAnswer once(
            Optional<IdempotencyKey> key,
            String fingerprint,
            Function<StorePorts, Outcome> work,
            Function<ApiRefusal, ApiAnswer> refused) {
        try {
            return store.transact(ports -> key.map(known -> keyed(ports, known, fingerprint, work, refused))
                    .orElseGet(() -> changed(work.apply(ports))));
        } catch (WithoutEffect e) {
            return e.answer; // the unit of work was undone, and the key with it
        }
    }

    /**
     * As {@link #once}, for work that takes too long for one unit of work, such as hashing or a call. The key is committed first, so a repeat
     * never begins the work a second time: while nobody knows the answer it is told that it is in doubt.
     *
     * @param work what fails in it with the store leaves the key free, unless it may have been kept
     */
    public ApiAnswer apart(
            ApiRequest request, String scope, Supplier<Outcome> work, Function<ApiRefusal, ApiAnswer> refused) {
        Optional<IdempotencyKey> asked = key(request, scope);
        if (asked.isEmpty()) {
            return told(work.get());
        }
        IdempotencyKey key = asked.get();
        return begun(store.idempotency().begin(key, fingerprint(request)), refused, () -> {
            Outcome outcome;
            try {
                outcome = work.get();
            } catch (StoreException e) {
                if (!(e instanceof StoreException.OutcomeUnknown)) {
                    store.idempotency().forget(key);
                }
                throw e;
            }
            switch (outcome) {
                case Outcome.Done(ApiAnswer.Whole answer) -> store.idempotency().answer(key, kept(answer));
                case Outcome.Nothing _ -> store.idempotency().forget(key);
            }
            return told(outcome);
        });
    }

    private static ApiAnswer told(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Done(ApiAnswer.Whole answer) -> answer;
            case Outcome.Nothing(ApiAnswer.Whole answer) -> answer;
        };
    }

    private static Optional<IdempotencyKey> key(ApiRequest request, String scope) {
        return request.idempotencyKey()
                .map(text -> new IdempotencyKey(
                        scope + "/" + request.caller().map(user -> user.name()).orElse(""), text));
    }

    private static ApiAnswer changed(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Done(ApiAnswer.Whole answer) -> answer;
            case Outcome.Nothing(ApiAnswer.Whole answer) -> throw new WithoutEffect(answer);
        };
    }

    private static ApiAnswer keyed(
            StorePorts ports,
            IdempotencyKey key,
            String fingerprint,
            Function<StorePorts, Outcome> work,
            Function<ApiRefusal, ApiAnswer> refused) {
        return begun(ports.idempotency().begin(key, fingerprint), refused, () -> {
            ApiAnswer answer = changed(work.apply(ports));
            if (answer instanceof ApiAnswer.Whole whole) {
                ports.idempotency().answer(key, kept(whole));
            }
            return answer;
        });
    }

    private static ApiAnswer begun(Begun begun, Function<ApiRefusal, ApiAnswer> refused, Supplier<ApiAnswer> fresh) {
        return switch (begun) {
            case Begun.Answered(String answer) -> restored(answer);
            case Begun.OtherRequest _ ->
                refused.apply(ApiRefusal.of(ErrorCode.REQUEST_KEY_REUSED, "the key was used for another request"));
            case Begun.InProgress _ ->
                refused.apply(new ApiRefusal(
                        ErrorCode.REQUEST_IN_DOUBT, "begun and not answered", Optional.of(Duration.ofSeconds(5))));
            case Begun.Fresh _ -> fresh.get();
        };
    }

    private static String kept(ApiAnswer.Whole answer) {
        return JSON.createObjectNode()
                .put("status", answer.status())
                .put("type", answer.contentType())
                .put("charset", answer.charset().name())
                .put("text", answer.text())
                .toString();
    }

    private static ApiAnswer restored(String kept) {
        try {
            JsonNode node = JSON.readTree(kept);
            return new ApiAnswer.Whole(
                    node.path("status").asInt(200),
                    node.path("type").asText(ApiAnswer.JSON),
                    Charset.forName(node.path("charset").asText(StandardCharsets.UTF_8.name())),
                    node.path("text").asText(),
                    Map.of("Idempotency-Replayed", "true"));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an answer was kept that cannot be read", e);
        }
    }

    /** A digest of what the request says, secrets and the key itself aside: a digest is kept, and a short secret found by trying. */
    public static String fingerprint(ApiRequest request) {
        MessageDigest digest = sha256();
        request.parameters().sorted().forEach((name, text) -> {
            if (!NOT_PART.contains(name)) {
                digest.update(name.getBytes(StandardCharsets.UTF_8));
                digest.update((byte) 0);
                digest.update(text.getBytes(StandardCharsets.UTF_8));
                digest.update((byte) 0);
            }
        });
        return HexFormat.of().formatHex(digest.digest());
    }

    public static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
