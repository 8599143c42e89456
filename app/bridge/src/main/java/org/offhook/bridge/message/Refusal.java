package org.offhook.bridge.message;

import java.util.Optional;
import org.offhook.core.error.ErrorCode;

/**
 * Why a message is not taken.
 *
 * @param field the field that is wrong, when it is one
 * @param detail for whoever wrote the page; never what the field held
 */
public record Refusal(ErrorCode error, Optional<String> field, String detail) {
    public static Refusal of(ErrorCode error, String detail) {
        return new Refusal(error, Optional.empty(), detail);
    }

    static Refusal missing(String field) {
        return new Refusal(ErrorCode.FIELD_MISSING, Optional.of(field), field + " is required");
    }

    static Refusal invalid(String field, String rule) {
        return new Refusal(ErrorCode.FIELD_INVALID, Optional.of(field), field + " must be " + rule);
    }
}
