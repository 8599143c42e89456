package org.offhook.ui.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.offhook.agent.DispositionChoice;

/**
 * A result with the digit that chooses it.
 *
 * @param key 1 to 9; 0 for none
 */
public record ResultChoice(DispositionChoice disposition, int key) {
    /** How many have a digit. */
    public static final int KEYS = 9;

    /**
     * Gives digits to results: the campaign's own hotkeys first, the digits that are left in order to the others.
     *
     * @return all results in order of display; those with a digit come first when there are more than nine
     */
    public static List<ResultChoice> of(List<DispositionChoice> dispositions) {
        var owners = new DispositionChoice[KEYS + 1];
        for (DispositionChoice disposition : dispositions) {
            int key = hotkey(disposition);
            if (key > 0 && owners[key] == null) {
                owners[key] = disposition;
            }
        }
        int free = 1;
        for (DispositionChoice disposition : dispositions) {
            if (keyOf(disposition, owners) == 0) {
                while (free <= KEYS && owners[free] != null) {
                    free++;
                }
                if (free <= KEYS) {
                    owners[free] = disposition;
                }
            }
        }
        var keyed = new ArrayList<ResultChoice>(dispositions.size());
        var rest = new ArrayList<ResultChoice>();
        for (DispositionChoice disposition : dispositions) {
            int key = keyOf(disposition, owners);
            (key > 0 ? keyed : rest).add(new ResultChoice(disposition, key));
        }
        keyed.addAll(rest);
        return List.copyOf(keyed);
    }

    private static int keyOf(DispositionChoice disposition, DispositionChoice[] owners) {
        for (int key = 1; key <= KEYS; key++) {
            if (disposition.equals(owners[key])) {
                return key;
            }
        }
        return 0;
    }

    private static int hotkey(DispositionChoice disposition) {
        String key = disposition.hotkey().strip();
        return key.length() == 1 && key.charAt(0) >= '1' && key.charAt(0) <= '9' ? key.charAt(0) - '0' : 0;
    }

    /** The result that {@code key} chooses. */
    public static Optional<ResultChoice> byKey(List<ResultChoice> choices, int key) {
        return choices.stream().filter(choice -> choice.key() == key && key > 0).findFirst();
    }

    /** Those whose name or code contains {@code search}. */
    public static List<ResultChoice> matching(List<ResultChoice> choices, String search) {
        String text = search.strip().toLowerCase(Locale.ROOT);
        return choices.stream()
                .filter(choice -> choice.disposition()
                                .name()
                                .toLowerCase(Locale.ROOT)
                                .contains(text)
                        || choice.disposition().code().toLowerCase(Locale.ROOT).contains(text))
                .toList();
    }
}
