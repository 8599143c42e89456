package org.offhook.core.media;

/**
 * What checks to us have to know (RFC 8445 §5.3), for one call.
 *
 * @param token 8 random letters and digits that user name fragments begin with
 * @param secret 22 or more random letters and digits that passwords begin with
 */
public record IceCredentials(String token, String secret) {
    private static final int TOKEN_CHARACTERS = 8;
    private static final int MOST_DIGITS = 6;

    public IceCredentials {
        if (token.length() != TOKEN_CHARACTERS) {
            throw new IllegalArgumentException("a token has " + TOKEN_CHARACTERS + " characters");
        }
    }

    /** User name fragment after {@code n} restarts: each has another (RFC 8445 §9). */
    public String fragment(int n) {
        return token + n;
    }

    /** Password after {@code n} restarts. */
    public String password(int n) {
        return secret + n;
    }

    /** How many restarts were before the one with a fragment of ours. */
    public static int restarts(String fragment) {
        String digits = fragment.length() <= TOKEN_CHARACTERS ? "" : fragment.substring(TOKEN_CHARACTERS);
        boolean number = !digits.isEmpty()
                && digits.length() <= MOST_DIGITS
                && digits.chars().allMatch(c -> c >= '0' && c <= '9');
        return number ? Integer.parseInt(digits) : 0;
    }

    /** Never prints its secret. */
    @Override
    public String toString() {
        return "ICE " + token + " •••";
    }
}
