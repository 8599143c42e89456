package org.offhook.bridge.api;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Refusals where no document has words for them. */
public final class ApiRefusals {
    private static final ObjectMapper JSON = new ObjectMapper();

    private ApiRefusals() {}

    /** As the bridge's messages say it, with the code to look up in docs/errors.md. */
    public static ApiAnswer.Whole coded(ApiRefusal refusal) {
        return coded("status", refusal);
    }

    /** @param outcomeKey what the profile's envelope calls its outcome: {@code status} or {@code success} */
    public static ApiAnswer.Whole coded(String outcomeKey, ApiRefusal refusal) {
        ObjectNode node = JSON.createObjectNode();
        node.put(outcomeKey, "false");
        node.put(
                "message", refusal.error().code() + " " + refusal.error().name().replace('_', ' '));
        ObjectNode data = node.putObject("data");
        data.put("code", refusal.error().code());
        data.put("name", refusal.error().name());
        if (!refusal.detail().isEmpty()) {
            data.put("detail", refusal.detail());
        }
        return new ApiAnswer.Whole(refusal.status(), ApiAnswer.JSON, StandardCharsets.UTF_8, node.toString(), Map.of());
    }
}
