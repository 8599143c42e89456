package org.offhook.bridge.api;

import java.net.InetAddress;
import java.nio.charset.Charset;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.offhook.campaign.user.User;

/**
 * A request whose sender is known and whose parameters are read. Never logged.
 *
 * @param id of this request alone, of this process
 * @param from the sender's address
 * @param headers by name in lower case
 * @param charset of the body; UTF-8 where it says none
 * @param caller who calls, where the profile's access is by user and password
 */
public record ApiRequest(
        String id,
        String method,
        String path,
        InetAddress from,
        Map<String, String> headers,
        Charset charset,
        ApiParameters parameters,
        Optional<User> caller) {
    private static final String IDEMPOTENCY_HEADER = "idempotency-key";
    private static final int LONGEST_KEY = 200;

    /** The one who calls. Only where access is by user and password. */
    public User user() {
        return caller.orElseThrow(() -> new IllegalStateException("this profile looks at its callers itself"));
    }

    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)));
    }

    /** The parameter without blanks around it; empty when it is absent. */
    public String text(String name) {
        return parameters.text(name).strip();
    }

    /**
     * A number's text. A {@code +} that was not encoded arrives as a blank (form encoding); before digits it is a {@code +} again, for no
     * number begins with a blank.
     */
    public String number(String name) {
        String raw = parameters.text(name);
        boolean lostPlus = raw.length() > 1 && raw.charAt(0) == ' ' && Character.isDigit(raw.charAt(1));
        return lostPlus ? "+" + raw.strip() : raw.strip();
    }

    /** The caller's own key of this request: header {@code Idempotency-Key} or the parameter of that name with underscore, up to 200 characters. */
    public Optional<String> idempotencyKey() {
        return sentKey().filter(key -> !key.isEmpty() && key.length() <= LONGEST_KEY);
    }

    /** Whether a key was sent that is longer than the store keeps. To do without it would be what its sender wants to be safe from. */
    boolean keyTooLong() {
        return sentKey().filter(key -> key.length() > LONGEST_KEY).isPresent();
    }

    private Optional<String> sentKey() {
        return header(IDEMPOTENCY_HEADER)
                .or(() -> parameters.find("idempotency_key"))
                .or(() -> parameters.find("Idempotency-Key"))
                .map(String::strip);
    }

    @Override
    public String toString() {
        return "ApiRequest[" + id + "]"; // parameters hold passwords and customers' numbers
    }
}
