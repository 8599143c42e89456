package org.offhook.signalling;

import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import javax.sip.header.ContentEncodingHeader;
import javax.sip.message.Request;
import org.offhook.core.subscription.Content;
import org.offhook.core.subscription.EventPackage;
import org.offhook.core.subscription.MessageSummaryReader;
import org.offhook.core.subscription.SubscriptionInput.Reason;
import org.offhook.core.subscription.SubscriptionInput.Standing;

/** What a NOTIFY says, read strictly. */
final class Notifications {
    private Notifications() {}

    static Optional<EventPackage> event(Request notify) {
        return Bodies.header(notify, "Event").flatMap(EventPackage::named);
    }

    static boolean isOfMailbox(Request notify) {
        return event(notify).equals(Optional.of(EventPackage.MESSAGE_SUMMARY));
    }

    /** Subscription-State (RFC 6665 §8.2.3); empty when it is missing or its word is none. */
    static Optional<Standing> standing(Request notify) {
        Optional<String> header = Bodies.header(notify, "Subscription-State");
        if (header.isEmpty()) {
            return Optional.empty();
        }
        String[] parts = header.get().split(";", 8);
        Map<String, String> parameters = new HashMap<>();
        for (int i = 1; i < parts.length; i++) {
            int equals = parts[i].indexOf('=');
            if (equals > 0) {
                parameters.put(
                        parts[i].substring(0, equals).strip().toLowerCase(Locale.ROOT),
                        parts[i].substring(equals + 1).strip());
            }
        }
        Optional<Duration> expires = seconds(parameters, "expires");
        return switch (parts[0].strip().toLowerCase(Locale.ROOT)) {
            case "active" -> Optional.of(new Standing.Active(expires));
            case "pending" -> Optional.of(new Standing.Pending(expires));
            case "terminated" ->
                Optional.of(new Standing.Terminated(
                        Reason.named(parameters.getOrDefault("reason", "")), seconds(parameters, "retry-after")));
            default -> Optional.empty();
        };
    }

    private static Optional<Duration> seconds(Map<String, String> parameters, String name) {
        return Optional.ofNullable(parameters.get(name)).flatMap(RegistrationClient::seconds);
    }

    static Content content(EventPackage event, Request notify) {
        Optional<String> type = Bodies.type(notify);
        if (type.isEmpty()) {
            return new Content.Nothing();
        }
        boolean encoded = notify.getHeader(ContentEncodingHeader.NAME) instanceof ContentEncodingHeader encoding
                && !encoding.getEncoding().equalsIgnoreCase("identity");
        if (!type.get().equals(event.body()) || encoded || Bodies.isCutOff(notify)) {
            return new Content.Garbage("a body of another kind");
        }
        return switch (event) {
            case MESSAGE_SUMMARY -> MessageSummaryReader.read(Bodies.text(notify));
            case DIALOG -> DialogInfoReader.read(notify.getRawContent());
        };
    }
}
