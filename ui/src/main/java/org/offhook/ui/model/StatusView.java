package org.offhook.ui.model;

import org.offhook.agent.AgentSnapshot;
import org.offhook.core.phone.RegistrationView;
import org.offhook.ui.text.Words;

/**
 * The status line: registration in mark and word, extension, agent.
 *
 * @param trouble calls cannot be made or taken although they should
 * @param brief the text without the agent, for a line that has no room for it
 */
public record StatusView(IconName mark, boolean good, boolean trouble, String text, String brief) {

    public static StatusView of(AgentSnapshot snapshot, Words words) {
        RegistrationView registration = snapshot.phone().registration();
        if (snapshot.setup() == AgentSnapshot.Setup.NONE) {
            String text = words.of("status.notConnected");
            return new StatusView(IconName.OFF, false, false, text, text);
        }
        String word = registration
                .backup()
                .filter(_ -> registration.status() == RegistrationView.Status.REGISTERED)
                .map(server -> words.of("registration.backup", server))
                .orElseGet(() -> words.of("registration.", registration.status()));
        String brief = word;
        String text = word;
        if (registration.status() != RegistrationView.Status.NOT_REGISTERED
                || registration.problem().isPresent()) {
            brief = joined(word, registration.extension());
            // Accounts beside the main one need the room.
            text = snapshot.phone().accounts().isEmpty()
                    ? joined(brief, snapshot.agent().displayName())
                    : brief;
        }
        return switch (registration.status()) {
            case REGISTERED -> new StatusView(IconName.CHECK_CIRCLE, true, false, text, brief);
            case REGISTERING, UNREGISTERING -> new StatusView(IconName.SYNC, false, false, text, brief);
            case LOST -> new StatusView(IconName.ERROR, false, true, text, brief);
            case NOT_REGISTERED -> {
                boolean trouble = registration.problem().isPresent();
                yield new StatusView(trouble ? IconName.ERROR : IconName.OFF, false, trouble, text, brief);
            }
        };
    }

    private static String joined(String text, String part) {
        return part.isEmpty() ? text : text + " · " + part;
    }
}
