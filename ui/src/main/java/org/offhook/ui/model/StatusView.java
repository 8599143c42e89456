package org.offhook.ui.model;

import org.offhook.agent.AgentSnapshot;
import org.offhook.core.phone.RegistrationView;
import org.offhook.ui.text.Words;

/**
 * The status line: registration in mark and word, extension, agent.
 *
 * @param trouble calls cannot be made or taken although they should
 */
public record StatusView(IconName mark, boolean good, boolean trouble, String text) {

    public static StatusView of(AgentSnapshot snapshot, Words words) {
        RegistrationView registration = snapshot.phone().registration();
        if (snapshot.setup() == AgentSnapshot.Setup.NONE) {
            return new StatusView(IconName.OFF, false, false, words.of("status.notConnected"));
        }
        String word = registration
                .backup()
                .filter(_ -> registration.status() == RegistrationView.Status.REGISTERED)
                .map(server -> words.of("registration.backup", server))
                .orElseGet(() -> words.of("registration.", registration.status()));
        var text = new StringBuilder(word);
        if (registration.status() != RegistrationView.Status.NOT_REGISTERED
                || registration.problem().isPresent()) {
            append(text, registration.extension());
            if (snapshot.phone().accounts().isEmpty()) { // which need the room
                append(text, snapshot.agent().displayName());
            }
        }
        return switch (registration.status()) {
            case REGISTERED -> new StatusView(IconName.CHECK_CIRCLE, true, false, text.toString());
            case REGISTERING, UNREGISTERING -> new StatusView(IconName.SYNC, false, false, text.toString());
            case LOST -> new StatusView(IconName.ERROR, false, true, text.toString());
            case NOT_REGISTERED -> {
                boolean trouble = registration.problem().isPresent();
                yield new StatusView(trouble ? IconName.ERROR : IconName.OFF, false, trouble, text.toString());
            }
        };
    }

    private static void append(StringBuilder text, String part) {
        if (!part.isEmpty()) {
            text.append(" · ").append(part);
        }
    }
}
