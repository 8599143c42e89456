package org.offhook.bridge.api;

import java.util.List;

/** How callers of a profile prove themselves. */
public sealed interface ApiAccess {
    /**
     * By name and password of an active user: in these two parameters, or by HTTP Basic (RFC 7617). A request with neither comes from the
     * profile's default user, where settings name one for the address it comes from.
     */
    record UserAndPassword(String userParameter, String passwordParameter) implements ApiAccess {}

    /**
     * The profile looks itself; {@link ApiRequest#caller} is empty.
     *
     * @param headers that prove who calls, all of them together
     */
    record OwnCheck(List<String> headers) implements ApiAccess {
        public OwnCheck {
            headers = List.copyOf(headers);
        }
    }

    static ApiAccess userAndPassword() {
        return new UserAndPassword("user", "pass");
    }
}
