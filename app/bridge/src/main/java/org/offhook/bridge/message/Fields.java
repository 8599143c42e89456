package org.offhook.bridge.message;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.offhook.agent.PairingScope;

/**
 * Takes typed values out of a message. The first wrong field ends the reading; {@link RequestReader} turns that into the answer,
 * so no caller of ours ever sees an exception.
 */
final class Fields {
    private static final int LONGEST_FACT = 512;
    private static final int MOST_FACTS = 32;

    private final Map<String, FieldValue> values;

    Fields(Map<String, FieldValue> values) {
        this.values = values;
    }

    /** Ends the reading of one message. Without stack trace: it is control flow on the way of hostile input. */
    static final class Wrong extends Exception {
        private static final long serialVersionUID = 1L;
        private final transient Refusal refusal;

        Wrong(Refusal refusal) {
            super(refusal.detail(), null, false, false);
            this.refusal = refusal;
        }

        Refusal refusal() {
            return refusal;
        }
    }

    /** A text that must be there and not blank. */
    String required(String name, int longest) throws Wrong {
        return optional(name, longest).orElseThrow(() -> new Wrong(Refusal.missing(name)));
    }

    /** A text; blank counts as absent, and whole numbers are texts too, because CRMs write extensions without quotes. */
    Optional<String> optional(String name, int longest) throws Wrong {
        return optionalExact(name, longest).map(String::strip).filter(text -> !text.isEmpty());
    }

    /** A text as sent: a password may begin or end with a blank. */
    Optional<String> optionalExact(String name, int longest) throws Wrong {
        String rule = "a text of at most " + longest + " characters without control characters";
        String text = switch (values.get(name)) {
            case null -> "";
            case FieldValue.Absent() -> "";
            case FieldValue.Text(String value) -> value;
            case FieldValue.Numeral(String digits, boolean whole) when whole -> digits;
            case FieldValue _ -> throw new Wrong(Refusal.invalid(name, rule));
        };
        if (text.length() > longest || hasControls(text)) {
            throw new Wrong(Refusal.invalid(name, rule));
        }
        return text.isEmpty() ? Optional.empty() : Optional.of(text);
    }

    /** A text of several lines, as sent; an empty one is a text too. */
    Optional<String> text(String name, int longest) throws Wrong {
        return switch (values.get(name)) {
            case null -> Optional.empty();
            case FieldValue.Absent() -> Optional.empty();
            case FieldValue.Text(String value)
            when value.length() <= longest && value.indexOf('\0') < 0 -> Optional.of(value);
            case FieldValue _ -> throw new Wrong(Refusal.invalid(name, "a text of at most " + longest + " characters"));
        };
    }

    /** {@code YES}/{@code NO} in any case, or a JSON boolean. */
    boolean yesOrNo(String name, boolean otherwise) throws Wrong {
        return switch (values.get(name)) {
            case null -> otherwise;
            case FieldValue.Absent() -> otherwise;
            case FieldValue.Flag(boolean flag) -> flag;
            case FieldValue.Text(String text) when text.isBlank() -> otherwise;
            case FieldValue.Text(String text) when text.equalsIgnoreCase("YES") -> true;
            case FieldValue.Text(String text) when text.equalsIgnoreCase("NO") -> false;
            case FieldValue _ -> throw new Wrong(Refusal.invalid(name, "YES or NO"));
        };
    }

    /** A whole number from 0. */
    Optional<Long> count(String name) throws Wrong {
        String digits = switch (values.get(name)) {
            case null -> "";
            case FieldValue.Absent() -> "";
            case FieldValue.Text(String text) -> text;
            case FieldValue.Numeral(String number, boolean _) -> number;
            case FieldValue _ -> "?";
        };
        if (digits.isEmpty()) {
            return Optional.empty();
        }
        if (digits.length() > 18 || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
            throw new Wrong(Refusal.invalid(name, "a whole number from 0"));
        }
        return Optional.of(Long.parseLong(digits));
    }

    Set<PairingScope> scopes(String name) throws Wrong {
        return switch (values.get(name)) {
            case null -> EnumSet.allOf(PairingScope.class);
            case FieldValue.Absent() -> EnumSet.allOf(PairingScope.class);
            case FieldValue.Texts(var words) -> {
                Set<PairingScope> scopes = EnumSet.noneOf(PairingScope.class);
                for (String word : words) {
                    scopes.add(scope(name, word));
                }
                yield scopes;
            }
            case FieldValue _ -> throw new Wrong(Refusal.invalid(name, "a list of READ, STATE, DIAL"));
        };
    }

    private static PairingScope scope(String name, String word) throws Wrong {
        return switch (word.toUpperCase(Locale.ROOT)) {
            case "READ" -> PairingScope.READ;
            case "STATE" -> PairingScope.STATE;
            case "DIAL" -> PairingScope.DIAL;
            default -> throw new Wrong(Refusal.invalid(name, "a list of READ, STATE, DIAL"));
        };
    }

    /** What is to be shown with a call. */
    Map<String, String> facts(String name) throws Wrong {
        String rule = "an object of at most " + MOST_FACTS + " texts of at most " + LONGEST_FACT + " characters";
        return switch (values.get(name)) {
            case null -> Map.of();
            case FieldValue.Absent() -> Map.of();
            case FieldValue.TextMap(var entries) -> {
                boolean fits = entries.size() <= MOST_FACTS
                        && entries.entrySet().stream()
                                .allMatch(fact -> fact.getKey().length() <= LONGEST_FACT
                                        && fact.getValue().length() <= LONGEST_FACT
                                        && !hasControls(fact.getKey()));
                if (!fits) {
                    throw new Wrong(Refusal.invalid(name, rule));
                }
                yield Collections.unmodifiableMap(entries);
            }
            case FieldValue _ -> throw new Wrong(Refusal.invalid(name, rule));
        };
    }

    private static boolean hasControls(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isISOControl(text.charAt(i))) {
                return true;
            }
        }
        return false;
    }
}
