package org.offhook.bridge.api;

import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import org.offhook.campaign.user.Password;
import org.offhook.campaign.user.User;
import org.offhook.campaign.user.UserStorePort;
import org.offhook.campaign.user.Verdict;
import org.offhook.core.error.ErrorCode;

/** Finds out who calls. */
final class ApiCallers {
    private final UserStorePort users;
    private final Map<String, DefaultApiUser> defaults;

    ApiCallers(UserStorePort users, Map<String, DefaultApiUser> defaults) {
        this.users = users;
        this.defaults = defaults;
    }

    /** What came of it. */
    sealed interface Finding {
        record Known(User user) implements Finding {}

        /** The profile looks itself. */
        record NotAsked() implements Finding {}

        record Refused(ApiRefusal refusal) implements Finding {}
    }

    private record Credentials(String name, String password) {}

    Finding find(ApiProfile profile, ApiParameters parameters, Optional<String> authorization, InetAddress from) {
        return switch (profile.access()) {
            case ApiAccess.OwnCheck _ -> new Finding.NotAsked();
            case ApiAccess.UserAndPassword(String user, String password) ->
                inParameters(parameters, user, password)
                        .or(() -> authorization.flatMap(ApiCallers::basic))
                        .map(this::verified)
                        .orElseGet(() -> byAddress(profile, authorization, from));
        };
    }

    private static Optional<Credentials> inParameters(ApiParameters parameters, String user, String password) {
        return parameters.has(user) || parameters.has(password)
                ? Optional.of(new Credentials(parameters.text(user), parameters.text(password)))
                : Optional.empty();
    }

    private static Optional<Credentials> basic(String authorization) {
        if (!authorization.regionMatches(true, 0, "Basic ", 0, 6)) {
            return Optional.empty();
        }
        String pair;
        try {
            byte[] bytes = Base64.getDecoder().decode(authorization.substring(6).strip());
            pair = new String(bytes, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return Optional.of(new Credentials("", "")); // something was shown, and it proves nobody
        }
        int colon = pair.indexOf(':');
        return Optional.of(
                colon < 0
                        ? new Credentials("", "")
                        : new Credentials(pair.substring(0, colon), pair.substring(colon + 1)));
    }

    private Finding verified(Credentials shown) {
        return switch (users.verify(shown.name(), Password.of(shown.password()))) {
            case Verdict.Proven(User user) -> new Finding.Known(user);
            case Verdict.Refused _ -> refused();
            case Verdict.SlowedDown(var pause) ->
                new Finding.Refused(new ApiRefusal(ErrorCode.LOGIN_SLOWED, "wrong too often", Optional.of(pause)));
        };
    }

    private Finding byAddress(ApiProfile profile, Optional<String> authorization, InetAddress from) {
        DefaultApiUser fallback = defaults.get(profile.name());
        if (fallback == null || authorization.isPresent() || !fallback.sources().contains(from)) {
            return refused();
        }
        return users.find(fallback.user())
                .filter(User::active)
                .<Finding>map(Finding.Known::new)
                .orElseGet(ApiCallers::refused);
    }

    private static Finding refused() {
        return new Finding.Refused(ApiRefusal.of(ErrorCode.LOGIN_REFUSED, "name or password is wrong"));
    }
}
