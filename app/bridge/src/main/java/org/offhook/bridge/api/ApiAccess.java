package org.offhook.bridge.api;

/** How callers of a profile prove themselves. */
public sealed interface ApiAccess {
    /**
     * By name and password of an active user: in these two parameters, or by HTTP Basic (RFC 7617). A request with neither comes from the
     * profile's default user, where settings name one for the address it comes from.
     */
    record UserAndPassword(String userParameter, String passwordParameter) implements ApiAccess {}

    /** The profile looks itself, at headers for example; {@link ApiRequest#caller} is empty. */
    record OwnCheck() implements ApiAccess {}

    static ApiAccess userAndPassword() {
        return new UserAndPassword("user", "pass");
    }
}
