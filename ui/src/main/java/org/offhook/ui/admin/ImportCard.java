package org.offhook.ui.admin;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import javafx.application.Platform;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.TextField;
import javafx.scene.layout.VBox;
import org.offhook.campaign.transfer.ImportPosition;
import org.offhook.campaign.transfer.file.LeadFileImport.Beginning;
import org.offhook.campaign.transfer.file.LeadFileImport.End;
import org.offhook.campaign.transfer.file.LeadFileImport.Watcher;
import org.offhook.campaign.transfer.file.LeadFileImport.Wish;
import org.offhook.ui.fx.Parts;
import org.offhook.ui.text.Words;

/** How far an import is, and how it ended. Told on the store's thread; at most one change of the screen waits at a time. */
final class ImportCard extends VBox implements Watcher {
    private final Words words;
    private final Label headline = Parts.paragraph("", "oh-strong");
    private final ProgressBar bar = new ProgressBar();
    private final Label counts = Parts.paragraph("", "oh-text", "oh-digits");
    private final Label notes = Parts.paragraph("", "oh-caption");
    private final TextField refused = Parts.leftToRight(Parts.copyable());
    private final AtomicReference<Runnable> pending = new AtomicReference<>();
    private final AtomicBoolean stopAsked = new AtomicBoolean();
    private volatile long size;

    ImportCard(Words words) {
        this.words = words;
        getStyleClass().addAll("oh-card", "oh-admin-card");
        headline.setId("admin-import-headline");
        headline.setFocusTraversable(true);
        bar.getStyleClass().add("oh-admin-bar");
        bar.setMaxWidth(Double.MAX_VALUE);
        bar.setAccessibleText(words.of("admin.import.progress.name"));
        counts.setId("admin-import-counts");
        refused.setId("admin-import-refused");
        refused.setAccessibleText(words.of("admin.import.refusedRows"));
        getChildren().addAll(headline, bar, counts, notes, refused);
    }

    /** JavaFX thread: a run begins. */
    void begin() {
        stopAsked.set(false);
        size = 0;
        say(words.of("admin.import.running"));
        bar.setProgress(ProgressBar.INDETERMINATE_PROGRESS);
        Parts.present(bar, true);
        counts.setText("");
        Parts.present(counts, true);
        Parts.present(notes, false);
        Parts.present(refused, false);
    }

    /** JavaFX thread: it ends with the rows that are being committed. */
    void stop() {
        stopAsked.set(true);
        say(words.of("admin.import.stopping"));
    }

    void say(String text) {
        headline.setText(text);
        headline.setAccessibleText(text);
    }

    @Override
    public void begins(Beginning beginning) {
        size = beginning.size();
        var said = new StringBuilder();
        if (beginning.from().rows() > 0) {
            said.append(words.of("admin.import.goesOn", beginning.from().rows()));
        }
        if (!beginning.countryKnown()) {
            said.append(said.isEmpty() ? "" : "\n").append(words.of("admin.import.noCountry"));
        }
        if (!beginning.unused().isEmpty()) {
            said.append(said.isEmpty() ? "" : "\n")
                    .append(words.of("admin.import.unused", String.join(", ", beginning.unused())));
        }
        Platform.runLater(() -> {
            notes.setText(said.toString());
            Parts.present(notes, !said.isEmpty());
        });
    }

    @Override
    public void progress(ImportPosition at, long read) {
        Runnable change = () -> show(at, read);
        if (pending.getAndSet(change) == null) {
            Platform.runLater(() -> {
                Runnable latest = pending.getAndSet(null);
                if (latest != null) {
                    latest.run();
                }
            });
        }
    }

    @Override
    public boolean stopped() {
        return stopAsked.get();
    }

    private void show(ImportPosition at, long read) {
        bar.setProgress(at.done() ? 1 : size == 0 ? 0 : Math.min(0.99, (double) read / size));
        counts.setText(words.of("admin.import.counts", at.rows(), at.added(), at.refused(), at.duplicates()));
    }

    /** JavaFX thread. */
    void ended(End end, Wish wish) {
        pending.set(null);
        Parts.present(bar, false);
        switch (end) {
            case End.Through(ImportPosition at) -> closed("admin.import.through", at, wish);
            case End.Stopped(ImportPosition at) -> closed("admin.import.stopped", at, wish);
            case End.ThroughBefore(ImportPosition at) -> {
                say(words.of("admin.import.throughBefore", at.added()));
                Parts.present(counts, false);
            }
            case End.BegunOtherwise _ -> refusedBy("admin.import.begunOtherwise");
            case End.BegunLongAgo _ -> refusedBy("admin.import.begunLongAgo");
            case End.NoSuchList _ -> refusedBy("admin.refused.NO_SUCH_LIST");
            case End.NoSuchCountry _ -> refusedBy("admin.fault.COUNTRY");
            case End.ColumnsWrong _ -> refusedBy("admin.import.columnsWrong");
        }
    }

    private void closed(String key, ImportPosition at, Wish wish) {
        show(at, size);
        say(words.of(key, at.added()));
        boolean left = at.refused() + at.duplicates() > 0;
        refused.setText(left ? wish.refusedRows().toString() : "");
        notes.setText(left ? words.of("admin.import.refusedRows") : "");
        Parts.present(notes, left);
        Parts.present(refused, left);
    }

    private void refusedBy(String key) {
        say(words.of(key));
        Parts.present(counts, false);
    }
}
