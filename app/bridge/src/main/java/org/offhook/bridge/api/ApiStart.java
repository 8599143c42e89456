package org.offhook.bridge.api;

import org.offhook.core.error.ErrorCode;

/** What came of starting the API's listener. */
public sealed interface ApiStart {
    record Listening(ApiServer server) implements ApiStart {}

    /** @param detail for the administrator */
    record Refused(ErrorCode error, String detail) implements ApiStart {}
}
