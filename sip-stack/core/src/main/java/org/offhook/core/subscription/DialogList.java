package org.offhook.core.subscription;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.offhook.core.call.CallParty;
import org.offhook.core.subscription.DialogInfo.Direction;
import org.offhook.core.subscription.DialogInfo.Identifiers;
import org.offhook.core.subscription.DialogInfo.State;
import org.offhook.core.subscription.DialogInfo.WatchedDialog;

/**
 * The dialogs of one watched phone, kept by its notifications (RFC 4235 §3.10, §4.3). Immutable.
 *
 * @param version of the last document; -1 before the first of a new subscription, -2 before the first of all
 */
public record DialogList(long version, List<WatchedDialog> dialogs) {
    /** Nothing is known. */
    public static final DialogList UNKNOWN = new DialogList(-2, List.of());

    private static final long NEVER = -2;
    private static final long FIRST = -1;

    /** A phone has few lines; a document with more dialogs fills no memory. */
    private static final int MOST = 64;

    public DialogList {
        dialogs = List.copyOf(dialogs);
    }

    /** What a document did. */
    public sealed interface Change {
        record To(DialogList list) implements Change {}

        /** It is older than what is known. */
        record Stale() implements Change {}

        /** Something in between is missing: the whole is to be asked for. */
        record Gap(DialogList same) implements Change {}
    }

    /** Takes a document. */
    public Change apply(DialogInfo info) {
        if (info.version() <= version) {
            return new Change.Stale();
        }
        if (info.full()) {
            return new Change.To(new DialogList(info.version(), live(info.dialogs())));
        }
        if (version < 0 || info.version() != version + 1) {
            return new Change.Gap(this);
        }
        List<WatchedDialog> merged = new ArrayList<>(dialogs);
        for (WatchedDialog changed : info.dialogs()) {
            merged.removeIf(dialog -> dialog.id().equals(changed.id()));
            merged.add(changed);
        }
        return new Change.To(new DialogList(info.version(), live(merged)));
    }

    private static List<WatchedDialog> live(List<WatchedDialog> all) {
        return all.stream()
                .filter(dialog -> dialog.state() != State.TERMINATED)
                .limit(MOST)
                .toList();
    }

    /** A new subscription counts from the beginning; what is known stays until it tells. */
    public DialogList inNewSubscription() {
        return version == NEVER ? this : new DialogList(FIRST, dialogs);
    }

    /** Whether anything was ever told. */
    public boolean isTold() {
        return version != NEVER;
    }

    /** Somebody calls that phone and nobody has answered. */
    public Optional<WatchedDialog> ringing() {
        return dialogs.stream()
                .filter(dialog -> dialog.state() != State.CONFIRMED && dialog.direction() != Direction.INITIATOR)
                .findFirst();
    }

    public boolean busy() {
        return !dialogs.isEmpty();
    }

    /** Whom that phone talks to, or is called by; empty texts when that is not told. */
    public CallParty remote() {
        return ringing()
                .or(() -> dialogs.stream().findFirst())
                .map(WatchedDialog::remote)
                .orElse(new CallParty("", ""));
    }

    /** What names the call that rings there, where it is told: with both tags its dialog is early (RFC 4235 §3.7.1). */
    public Optional<Identifiers> pickUp() {
        return ringing().filter(dialog -> dialog.state() == State.EARLY).flatMap(WatchedDialog::identifiers);
    }
}
