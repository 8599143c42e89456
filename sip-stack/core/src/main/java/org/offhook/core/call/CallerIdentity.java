package org.offhook.core.call;

/**
 * What a call of ours is to show.
 *
 * @param number digits with an optional leading {@code +}; empty for the line's own
 * @param name beside it; may be empty
 */
public record CallerIdentity(String number, String name, Presentation presentation) {
    /** A number without a name, as a wish for the exchange. */
    public static CallerIdentity of(String number) {
        return new CallerIdentity(number, "", Presentation.PREFERRED);
    }
}
