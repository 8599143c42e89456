package org.offhook.desktop.settings;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** What kinds of values settings have, and how a text is judged to be one. */
public sealed interface SettingKind {
    /** Any text, trimmed; may be empty. */
    record Text() implements SettingKind {}

    /** A whole number within bounds, both included. */
    record Whole(long least, long most) implements SettingKind {}

    /** True or false. */
    record Flag() implements SettingKind {}

    /** One of a few words. */
    record Choice(Set<String> words) implements SettingKind {}

    /** Texts; on the command line separated by commas. */
    record Texts() implements SettingKind {}

    /** A value that is right for its kind. */
    sealed interface Value {
        record One(String text) implements Value {}

        record Many(List<String> texts) implements Value {}
    }

    Pattern WHOLE = Pattern.compile("-?\\d{1,15}");

    /** What a right value looks like, to end the sentence "… must be". */
    default String expected() {
        return switch (this) {
            case Text() -> "a text";
            case Whole(long least, long most) -> "a whole number from " + least + " to " + most;
            case Flag() -> "true or false";
            case Choice(Set<String> words) ->
                "one of " + String.join(", ", words.stream().sorted().toList());
            case Texts() -> "a list of texts";
        };
    }

    /** The value as this kind understands it; empty when it is none. */
    default Optional<Value> read(Value given) {
        return switch (given) {
            case Value.Many(List<String> texts) ->
                this instanceof Texts ? Optional.of(trimmed(texts)) : Optional.empty();
            case Value.One(String text) -> readOne(text.strip());
        };
    }

    private Optional<Value> readOne(String text) {
        return switch (this) {
            case Text() -> Optional.of(new Value.One(text));
            case Whole(long least, long most) -> {
                if (!WHOLE.matcher(text).matches()) {
                    yield Optional.empty();
                }
                long number = Long.parseLong(text);
                yield number < least || number > most
                        ? Optional.empty()
                        : Optional.of(new Value.One(Long.toString(number)));
            }
            case Flag() ->
                text.equals("true") || text.equals("false") ? Optional.of(new Value.One(text)) : Optional.empty();
            case Choice(Set<String> words) ->
                words.contains(text) ? Optional.of(new Value.One(text)) : Optional.empty();
            case Texts() -> Optional.of(trimmed(List.of(text.split(",", -1))));
        };
    }

    private static Value trimmed(List<String> texts) {
        return new Value.Many(texts.stream()
                .map(String::strip)
                .filter(text -> !text.isEmpty())
                .toList());
    }
}
