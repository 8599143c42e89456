package org.offhook.ui.log;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import javafx.application.Platform;
import org.jspecify.annotations.Nullable;
import org.offhook.campaign.log.CallRecord;
import org.offhook.ui.fx.WindowContext;
import org.offhook.ui.port.LogSource.Question;

/**
 * Reads the store's log as far as it is looked at: a first page for each search, older pages when the list comes to its end. JavaFX
 * thread only; the store answers elsewhere.
 */
final class LogReader {
    private static final int FIRST_PAGE = 300;
    private static final int LARGEST_PAGE = 5_000;
    private static final Duration TYPING_PAUSE = Duration.ofMillis(200);
    private static final Duration SOON_ENOUGH = Duration.ofMillis(300);

    private final WindowContext context;
    private final Runnable changed;
    private final List<CallRecord> lines = new ArrayList<>();
    private String user = "";
    private String text = "";
    private long search;
    private boolean begun;
    private boolean reading;
    private boolean late;
    private boolean more;
    private boolean failed;
    private Runnable cancelTyping = () -> {};
    private Runnable cancelLate = () -> {};

    /** @param changed runs when there is more to show */
    LogReader(WindowContext context, Runnable changed) {
        this.context = context;
        this.changed = changed;
    }

    /** Begins at the newest line again, of whoever is logged in. */
    void read(String whose) {
        user = whose;
        begin();
    }

    boolean begun() {
        return begun;
    }

    /** Looks for something else, once the typing pauses. */
    void search(String wanted) {
        text = wanted.strip();
        cancelTyping.run();
        cancelTyping = context.alarm().after(TYPING_PAUSE, this::begin);
    }

    private void begin() {
        cancelTyping.run();
        begun = true;
        search++;
        reading = false;
        ask(OptionalLong.empty());
    }

    /** The list has come to its end, or the filter leaves too little. */
    void older() {
        if (more && !reading && !failed) {
            ask(OptionalLong.of(lines.getLast().id()));
        }
    }

    private void ask(OptionalLong before) {
        reading = true;
        late = false;
        cancelLate.run();
        cancelLate = context.alarm().after(SOON_ENOUGH, () -> {
            late = reading;
            changed.run();
        });
        long asked = search;
        // Each page as long as all before it: however long the log, few of them are put together.
        int most = before.isEmpty() ? FIRST_PAGE : Math.clamp(lines.size(), FIRST_PAGE, LARGEST_PAGE);
        Optional<String> wanted = text.isEmpty() ? Optional.empty() : Optional.of(text);
        context.sources()
                .log()
                .search(new Question(user, wanted, before, most))
                .whenComplete((page, failure) ->
                        Platform.runLater(() -> take(asked, before.isEmpty(), failure == null ? page : null, most)));
    }

    private void take(long asked, boolean first, @Nullable List<CallRecord> page, int most) {
        if (asked != search) {
            return; // somebody looks for something else now
        }
        reading = false;
        late = false;
        cancelLate.run();
        failed = page == null;
        if (page != null) {
            if (first) {
                lines.clear();
            }
            lines.addAll(page);
            more = page.size() >= most;
        }
        changed.run();
    }

    List<CallRecord> lines() {
        return List.copyOf(lines);
    }

    /** The store takes its time and nothing else can be shown meanwhile. */
    boolean late() {
        return late;
    }

    /** The store could not be read. */
    boolean failed() {
        return failed;
    }
}
