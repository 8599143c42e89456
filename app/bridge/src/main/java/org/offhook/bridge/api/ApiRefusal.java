package org.offhook.bridge.api;

import java.time.Duration;
import java.util.Optional;
import org.offhook.core.error.ErrorCode;

/**
 * Why a request was not done.
 *
 * @param detail for the caller; never holds what a parameter held
 * @param pause when the caller may try again, if it matters
 */
public record ApiRefusal(ErrorCode error, String detail, Optional<Duration> pause) {
    public static ApiRefusal of(ErrorCode error, String detail) {
        return new ApiRefusal(error, detail, Optional.empty());
    }

    /** The HTTP status where the document does not say 200. */
    public int status() {
        return switch (error) {
            case MESSAGE_MALFORMED, FIELD_MISSING, FIELD_INVALID, ACTION_UNKNOWN -> 400;
            case LOGIN_REFUSED, TOKEN_REFUSED -> 401;
            case ORIGIN_NOT_PAIRED, SCOPE_MISSING -> 403;
            case API_PATH_UNKNOWN -> 404;
            case METHOD_REFUSED -> 405;
            case REQUEST_IN_DOUBT -> 409;
            case MESSAGE_TOO_LARGE -> 413;
            case CONTENT_TYPE_REFUSED -> 415;
            case HOST_REFUSED -> 421;
            case REQUEST_KEY_REUSED -> 422;
            case TOO_MANY_REQUESTS, DIALLING_TOO_FAST, LOGIN_SLOWED -> 429;
            case STORE_FULL -> 507;
            case STORE_READ_ONLY,
                    STORE_UNREACHABLE,
                    STORE_OUTCOME_UNKNOWN,
                    STORE_DAMAGED,
                    STORED_ALREADY,
                    STORE_REFUSED -> 503;
            default -> 500;
        };
    }
}
