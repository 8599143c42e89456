package org.offhook.bridge.profile.elision;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.offhook.bridge.api.ApiAnswer;
import org.offhook.bridge.api.ApiRefusal;
import org.offhook.bridge.api.ApiRefusals;

/** The documents' JSON: outcome as the string "true" or "false", a message, and often data, in this order. */
final class Envelope {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String LOGIN_INCORRECT = "Login incorrect, please try again";

    private final ObjectNode node = JSON.createObjectNode();

    private Envelope(String outcomeKey, String outcome, String message) {
        node.put(outcomeKey, outcome);
        node.put("message", message);
    }

    static Envelope done(String outcomeKey, String message) {
        return new Envelope(outcomeKey, "true", message);
    }

    static Envelope refused(String outcomeKey, String message) {
        return new Envelope(outcomeKey, "false", message);
    }

    /** @param pairs names and texts in turn, in the document's order */
    Envelope data(String... pairs) {
        ObjectNode data = node.withObject("/data");
        for (int i = 0; i < pairs.length; i += 2) {
            data.put(pairs[i], pairs[i + 1]);
        }
        return this;
    }

    Envelope data(String name, long number) {
        node.withObject("/data").put(name, number);
        return this;
    }

    ObjectNode node() {
        return node;
    }

    ApiAnswer.Whole answer() {
        return ApiAnswer.json(node.toString());
    }

    /** What the documents say to whoever could not be served; beyond their words, the code. */
    static ApiAnswer.Whole failure(ApiRefusal refusal) {
        return switch (refusal.error()) {
            case LOGIN_REFUSED -> refused("success", LOGIN_INCORRECT).answer();
            // The same words, so that nobody learns whether the name exists; the status says that it is about waiting.
            case LOGIN_SLOWED ->
                new ApiAnswer.Whole(
                        refusal.status(),
                        ApiAnswer.JSON,
                        StandardCharsets.UTF_8,
                        refused("success", LOGIN_INCORRECT).node().toString(),
                        Map.of());
            default -> ApiRefusals.coded("success", refusal);
        };
    }
}
