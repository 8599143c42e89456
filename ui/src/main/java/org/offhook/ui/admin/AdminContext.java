package org.offhook.ui.admin;

import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.application.Platform;
import org.offhook.campaign.admin.Administration;
import org.offhook.campaign.admin.AdministrationPort;
import org.offhook.campaign.user.User;
import org.offhook.ui.fx.WindowContext;
import org.offhook.ui.text.Words;

/**
 * What the administration's pages share.
 *
 * @param administrator as they were when the pages were opened: says what is offered, never what is allowed
 */
record AdminContext(WindowContext window, AdministrationPort port, User administrator) {
    Words words() {
        return window.words();
    }

    /** Works on the store and comes back to the JavaFX thread with the answer or what went wrong. */
    <T> void ask(Function<Administration, T> work, Consumer<T> done, Consumer<Throwable> failed) {
        port.ask(administrator.name(), work)
                .whenComplete((answer, thrown) -> Platform.runLater(() -> {
                    if (thrown == null) {
                        done.accept(answer);
                    } else {
                        boolean wrapped = thrown instanceof CompletionException && thrown.getCause() != null;
                        failed.accept(wrapped ? thrown.getCause() : thrown);
                    }
                    window.navigator().refresh();
                }));
    }
}
