package org.offhook.ui.model;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What was typed into the fields of one lead and is not the store's yet. A field keeps what was typed until the store has it, whatever
 * comes from elsewhere meanwhile.
 */
public final class LeadEdits {
    /** How far an edit is; for all of them together the one that matters most. */
    public enum Progress {
        NOTHING,
        /** Typed, not sent. */
        TYPED,
        SAVING,
        SAVED,
        /** The store refused or did not answer; the text is kept here. */
        FAILED
    }

    private record Edit(String text, Progress progress) {}

    private final Map<String, Edit> edits = new LinkedHashMap<>();
    private boolean everSaved;

    /** The agent typed {@code text} into {@code field}, of which the store has {@code stored}. */
    public void typed(String field, String text, String stored) {
        Edit edit = edits.get(field);
        if (text.equals(stored) && (edit == null || edit.progress() != Progress.SAVING)) {
            edits.remove(field); // as it was: there is nothing to save
        } else if (edit == null || !edit.text().equals(text)) {
            edits.put(field, new Edit(text, Progress.TYPED));
        }
    }

    /** What is to be sent now, marked as being saved; {@code retry} takes what failed too. */
    public Map<String, String> send(boolean retry) {
        var changes = new LinkedHashMap<String, String>();
        edits.replaceAll((field, edit) -> {
            boolean due = edit.progress() == Progress.TYPED || (retry && edit.progress() == Progress.FAILED);
            if (!due) {
                return edit;
            }
            changes.put(field, edit.text());
            return new Edit(edit.text(), Progress.SAVING);
        });
        return changes;
    }

    /** The store has {@code changes}. What was typed since is still to be sent. */
    public void saved(Map<String, String> changes) {
        everSaved = true;
        changes.forEach((field, text) -> {
            Edit edit = edits.get(field);
            if (edit != null && edit.text().equals(text)) {
                edits.put(field, new Edit(text, Progress.SAVED));
            }
        });
    }

    /** The store does not have {@code changes}. */
    public void failed(Map<String, String> changes) {
        changes.forEach((field, text) -> {
            Edit edit = edits.get(field);
            if (edit != null && edit.text().equals(text)) {
                edits.put(field, new Edit(text, Progress.FAILED));
            }
        });
    }

    /** What {@code field} shows while the store says {@code stored}: what was saved here stands until the store's own word comes. */
    public String shown(String field, String stored) {
        Edit edit = edits.get(field);
        if (edit == null) {
            return stored;
        }
        if (edit.progress() == Progress.SAVED && edit.text().equals(stored)) {
            edits.remove(field);
        }
        return edit.text();
    }

    /** The agent takes back what was typed and not sent. */
    public void forget(String field) {
        Edit edit = edits.get(field);
        if (edit != null && edit.progress() != Progress.SAVING) {
            edits.remove(field);
        }
    }

    public Progress of(String field) {
        Edit edit = edits.get(field);
        return edit == null ? Progress.NOTHING : edit.progress();
    }

    /** What is said of all fields together. */
    public Progress overall() {
        Progress all = everSaved ? Progress.SAVED : Progress.NOTHING;
        for (Edit edit : edits.values()) {
            if (edit.progress() == Progress.FAILED) {
                return Progress.FAILED;
            }
            if (edit.progress() == Progress.SAVING) {
                all = Progress.SAVING;
            } else if (edit.progress() == Progress.TYPED && all != Progress.SAVING) {
                all = Progress.TYPED;
            }
        }
        return all;
    }
}
