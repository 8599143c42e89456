package org.offhook.bridge.profile.voiptech;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.offhook.bridge.api.ApiRequest;
import org.offhook.bridge.api.Idempotence;
import org.offhook.campaign.idempotency.Begun;
import org.offhook.campaign.idempotency.IdempotencyKey;
import org.offhook.campaign.store.DialerStorePort;

/**
 * Calls under a key of the caller's own. The key is committed before anything is dialled, so a repeat never dials: it is told the first
 * answer, or that nobody knows it.
 */
final class DialledOnce {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final TypeReference<List<LinkedHashMap<String, String>>> RESULTS = new TypeReference<>() {};

    private final DialerStorePort store;

    DialledOnce(DialerStorePort store) {
        this.store = store;
    }

    List<VoiptechResult> once(ApiRequest request, Supplier<List<VoiptechResult>> dial) {
        Optional<IdempotencyKey> key = request.idempotencyKey()
                .map(text -> new IdempotencyKey(
                        VoiptechProfile.NAME + "/" + request.user().name(), text));
        if (key.isEmpty()) {
            return dial.get();
        }
        return switch (store.idempotency().begin(key.get(), Idempotence.fingerprint(request))) {
            case Begun.Fresh _ -> {
                List<VoiptechResult> results = dial.get();
                store.idempotency().answer(key.get(), written(results));
                yield results;
            }
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
