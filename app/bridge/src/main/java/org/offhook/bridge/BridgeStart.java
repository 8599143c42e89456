package org.offhook.bridge;

import org.offhook.core.error.ErrorCode;

/** What starting the bridge came to. */
public sealed interface BridgeStart {
    record Listening(BridgeServer server) implements BridgeStart {}

    /** The phone goes on without its bridge. */
    record Refused(ErrorCode error, String detail) implements BridgeStart {}
}
