package org.offhook.ui.text;

import java.util.Locale;
import java.util.ResourceBundle;
import org.offhook.core.error.ErrorCode;

/**
 * The window's texts. Placeholders are {@code {0}} to {@code {9}}; {@link java.text.MessageFormat} is not used because it would
 * write an extension or a code with grouping commas, and because it takes long to load at start.
 */
public final class Words {
    private final ResourceBundle texts;
    private final ResourceBundle errors;

    private Words(ResourceBundle texts, ResourceBundle errors) {
        this.texts = texts;
        this.errors = errors;
    }

    public static Words load(Locale locale) {
        return new Words(
                ResourceBundle.getBundle("org.offhook.resources.messages.ui", locale),
                ResourceBundle.getBundle("org.offhook.resources.messages.errors", locale));
    }

    /** Whether the language is written from right to left. */
    public static boolean rightToLeft(Locale locale) {
        return switch (locale.getLanguage()) {
            case "ar", "fa", "he", "iw", "ur", "yi" -> true;
            default -> false; // every other language is written from left to right
        };
    }

    /** The text of {@code key} with {@code values} put in; a key that does not exist is a fault in the program and throws. */
    public String of(String key, Object... values) {
        return fill(texts.getString(key), values);
    }

    /** The words for an enum constant: {@code prefix} plus its name. */
    public String of(String prefix, Enum<?> constant) {
        return texts.getString(prefix + constant.name());
    }

    /** The words for a code that comes from outside, or {@code otherwise} where we know none. */
    public String ofKnown(String prefix, String code, String otherwise) {
        String key = prefix + code;
        return texts.containsKey(key) ? texts.getString(key) : otherwise;
    }

    /** A few words: what is wrong. */
    public String title(ErrorCode error) {
        return texts.getString("error." + error.code());
    }

    /** A sentence or two for the agent: what it means and what to do. The window may say it in other words under its title. */
    public String sentence(ErrorCode error) {
        String inWindow = "error.text." + error.code();
        return texts.containsKey(inWindow) ? texts.getString(inWindow) : errors.getString(error.code() + ".agent");
    }

    /** What can be done about it. */
    public String remedy(ErrorCode error) {
        return errors.getString(error.code() + ".remedy");
    }

    /** What a call's end is called. */
    public String callEnd(Enum<?> cause) {
        return texts.getString("call.end." + cause.name());
    }

    static String fill(String text, Object... values) {
        if (values.length == 0 || text.indexOf('{') < 0) {
            return text;
        }
        var out = new StringBuilder(text.length() + 24);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '{' && i + 2 < text.length() && text.charAt(i + 2) == '}') {
                out.append(values[text.charAt(i + 1) - '0']);
                i += 2;
            } else {
                out.append(c);
            }
        }
        return out.toString();
    }
}
