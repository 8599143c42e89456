package org.offhook.bridge.api;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.eclipse.jetty.http.HttpFields;
import org.offhook.agent.PairedOrigin;
import org.offhook.agent.PairingScope;
import org.offhook.core.error.ErrorCode;

/**
 * What browsers may do here. A link, a form or an image of a stranger's page must not dial: navigation is refused, and a page needs a paired
 * origin. Browsers write {@code Sec-Fetch-*} and {@code Origin} themselves (Fetch Metadata §2, RFC 6454 §7); servers send neither.
 */
final class ApiBrowsers {
    private final Supplier<List<PairedOrigin>> paired;

    ApiBrowsers(Supplier<List<PairedOrigin>> paired) {
        this.paired = paired;
    }

    /** What a request's headers say of its sender. */
    sealed interface Sender {
        record Program() implements Sender {}

        record Page(String origin) implements Sender {}

        record Refused(ApiRefusal refusal) implements Sender {}
    }

    Sender of(HttpFields headers) {
        List<String> origins = headers.getValuesList("Origin");
        Optional<String> site = Optional.ofNullable(headers.get("Sec-Fetch-Site"));
        if (Optional.ofNullable(headers.get("Sec-Fetch-Mode"))
                .filter("navigate"::equals)
                .isPresent()) {
            // A link in a mail carries Sec-Fetch-Site: none, so the mode alone decides.
            return refused("a browser's address line or link cannot be used here");
        }
        boolean foreign = site.filter(where -> !where.equals("none") && !where.equals("same-origin"))
                .isPresent();
        if (origins.isEmpty()) {
            return foreign ? refused("the page does not say where it is from") : new Sender.Program();
        }
        String origin = origins.getFirst();
        boolean known = origins.size() == 1
                && paired.get().stream()
                        .anyMatch(one ->
                                one.origin().equals(origin) && one.scopes().contains(PairingScope.DIAL));
        return known ? new Sender.Page(origin) : refused("the page is not paired");
    }

    private static Sender refused(String why) {
        return new Sender.Refused(ApiRefusal.of(ErrorCode.ORIGIN_NOT_PAIRED, why));
    }
}
