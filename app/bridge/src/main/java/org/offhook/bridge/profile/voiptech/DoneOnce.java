package org.offhook.bridge.profile.voiptech;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.offhook.bridge.api.ApiRequest;
import org.offhook.bridge.api.Idempotence;
import org.offhook.campaign.idempotency.Begun;
import org.offhook.campaign.idempotency.IdempotencyKey;
import org.offhook.campaign.store.DialerStorePort;
import org.offhook.campaign.store.StorePorts;

/**
 * Calls under a key of the caller's own. The key is committed before anything is dialled, so a repeat never dials: it is told the first
 * answer, or that nobody knows it.
 */
final class DoneOnce {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final TypeReference<List<LinkedHashMap<String, String>>> RESULTS = new TypeReference<>() {};

    private final DialerStorePort store;

    DoneOnce(DialerStorePort store) {
        this.store = store;
    }

    List<VoiptechResult> once(ApiRequest request, Supplier<List<VoiptechResult>> dial) {
        Optional<IdempotencyKey> key = key(request);
        if (key.isEmpty()) {
            return dial.get();
        }
        return begun(store.idempotency().begin(key.get(), Idempotence.fingerprint(request)), () -> {
            List<VoiptechResult> results = dial.get();
            store.idempotency().answer(key.get(), written(results));
            return results;
        });
    }

    /** As {@link #once}, for what only the store has a part in: one unit of work with its key. What failed leaves the key free. */
    VoiptechResult kept(ApiRequest request, Function<StorePorts, VoiptechResult> work) {
        Optional<IdempotencyKey> key = key(request);
        return store.transact(ports -> key.map(known -> begun(
                                ports.idempotency().begin(known, Idempotence.fingerprint(request)),
                                () -> fresh(ports, known, work))
                        .getFirst())
                .orElseGet(() -> work.apply(ports)));
    }

    private static List<VoiptechResult> fresh(
            StorePorts ports, IdempotencyKey key, Function<StorePorts, VoiptechResult> work) {
        List<VoiptechResult> results = VoiptechResult.only(work.apply(ports));
        if (results.getFirst().failed()) {
            ports.idempotency().forget(key);
        } else {
            ports.idempotency().answer(key, written(results));
        }
        return results;
    }

    private static Optional<IdempotencyKey> key(ApiRequest request) {
        return request.idempotencyKey()
                .map(text -> new IdempotencyKey(
                        VoiptechProfile.NAME + "/" + request.user().name(), text));
    }

    private static List<VoiptechResult> begun(Begun begun, Supplier<List<VoiptechResult>> fresh) {
        return switch (begun) {
            case Begun.Fresh _ -> fresh.get();
            case Begun.Answered(String answer) -> read(answer);
            case Begun.InProgress _ ->
                VoiptechResult.only(VoiptechResult.fail("In doubt: begun and not answered, look before you try again"));
            case Begun.OtherRequest _ ->
                VoiptechResult.only(VoiptechResult.fail("The key was used for another request"));
        };
    }

    private static String written(List<VoiptechResult> results) {
        try {
            return JSON.writeValueAsString(
                    results.stream().map(VoiptechResult::fields).toList());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("texts can be written", e);
        }
    }

    private static List<VoiptechResult> read(String answer) {
        try {
            return JSON.readValue(answer, RESULTS).stream()
                    .map(VoiptechResult::new)
                    .toList();
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("what was written can be read", e);
        }
    }
}
