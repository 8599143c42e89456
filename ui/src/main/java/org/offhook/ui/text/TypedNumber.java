package org.offhook.ui.text;

/**
 * A number field's content and caret after an edit, regrouped. The caret stays behind the same digit, whatever blanks came or went
 * before it.
 *
 * @param text as shown
 * @param caret position in {@code text}
 */
public record TypedNumber(String text, int caret) {

    /** Regroups {@code raw}, in which the caret stands at {@code caret}. */
    public static TypedNumber regroup(String raw, int caret) {
        String text = NumberText.grouped(raw);
        if (text.equals(raw)) {
            return new TypedNumber(raw, Math.min(caret, raw.length()));
        }
        int significantBefore = NumberText.dialled(raw.substring(0, Math.min(caret, raw.length())))
                .length();
        int at = 0;
        int seen = 0;
        while (at < text.length() && seen < significantBefore) {
            if (text.charAt(at) != ' ') {
                seen++;
            }
            at++;
        }
        return new TypedNumber(text, at);
    }
}
