package org.offhook.ui.dial;

import java.time.Duration;
import java.util.Optional;
import javafx.application.Platform;
import org.offhook.ui.fx.WindowContext;
import org.offhook.ui.port.KnownNumber;
import org.offhook.ui.text.NumberText;

/** Asks who a typed number is once the typing pauses. An answer to a number that is no longer there is dropped. */
final class LookUp {
    private static final Duration TYPING_PAUSE = Duration.ofMillis(250);

    private final WindowContext context;
    private final Runnable answered;
    private Runnable cancel = () -> {};
    private String wanted = "";
    private String found = "";
    private Optional<KnownNumber> answer = Optional.empty();

    LookUp(WindowContext context, Runnable answered) {
        this.context = context;
        this.answered = answered;
    }

    /** @param typed the number, or empty when there is none to ask about */
    void ask(String campaign, String typed) {
        cancel.run();
        String number = NumberText.dialled(typed);
        wanted = number;
        if (!number.isEmpty() && !campaign.isEmpty() && !number.equals(found)) {
            cancel = context.alarm().after(TYPING_PAUSE, () -> send(campaign, number));
        }
    }

    private void send(String campaign, String number) {
        context.sources().numbers().lookUp(campaign, number).whenComplete((known, failure) -> {
            Optional<KnownNumber> told =
                    failure == null ? known : Optional.empty(); // the desk itself refuses what it must
            Platform.runLater(() -> take(number, told));
        });
    }

    private void take(String number, Optional<KnownNumber> told) {
        if (number.equals(wanted)) {
            found = number;
            answer = told;
            answered.run();
        }
    }

    /** What is known of the number that is typed now. */
    Optional<KnownNumber> known(String typed) {
        return NumberText.dialled(typed).equals(found) ? answer : Optional.empty();
    }
}
