package org.offhook.bridge.profile.voiptech;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One entry of an answer: for each number of dial1, or for each future call.
 *
 * @param fields by name, in the order in which they are written; status first
 */
record VoiptechResult(Map<String, String> fields) {
    VoiptechResult {
        fields = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(fields));
    }

    static VoiptechResult ok() {
        return new VoiptechResult(Map.of("status", "ok"));
    }

    static VoiptechResult fail(String reason) {
        return new VoiptechResult(Map.of("status", "Fail")).with("reason", reason);
    }

    VoiptechResult with(String name, String text) {
        Map<String, String> more = new LinkedHashMap<>(fields);
        more.put(name, text);
        return new VoiptechResult(more);
    }

    /** Nothing was, or will be, called. */
    boolean failed() {
        return "Fail".equals(fields.get("status"));
    }

    static List<VoiptechResult> only(VoiptechResult result) {
        return new ArrayList<>(List.of(result));
    }

    @Override
    public String toString() {
        return "VoiptechResult[" + fields.get("status") + "]"; // numbers stay out of logs
    }
}
