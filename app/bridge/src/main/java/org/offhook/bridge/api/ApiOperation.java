package org.offhook.bridge.api;

import java.util.List;

/**
 * One thing a profile does, as {@code /openapi.json} tells it.
 *
 * @param id unique in the profile, such as {@code add_lead}
 * @param parameters all that are looked at, credentials aside
 * @param answers contents of the answers, as documented
 */
public record ApiOperation(String id, String path, String summary, List<Parameter> parameters, List<String> answers) {
    /**
     * @param example a value that works
     */
    public record Parameter(String name, Need need, String meaning, String example) {
        public static Parameter required(String name, String meaning, String example) {
            return new Parameter(name, Need.REQUIRED, meaning, example);
        }

        public static Parameter optional(String name, String meaning, String example) {
            return new Parameter(name, Need.OPTIONAL, meaning, example);
        }

        /** {@link ApiRequest#idempotencyKey}, which every operation that writes takes. */
        public static Parameter key() {
            return optional(
                    "idempotency_key", "the caller's own key of this request, as the header Idempotency-Key", "");
        }
    }

    /** Whether it has to be there. */
    public enum Need {
        REQUIRED,
        OPTIONAL
    }

    public ApiOperation {
        parameters = List.copyOf(parameters);
        answers = List.copyOf(answers);
    }
}
