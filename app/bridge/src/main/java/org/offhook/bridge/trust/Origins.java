package org.offhook.bridge.trust;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;

/** Origins (RFC 6454) as browsers write them: scheme, host and, unless it is the scheme's own, port. Compared exactly. */
public final class Origins {
    private static final int LONGEST = 300;

    private Origins() {}

    /** Whether this is an http or https origin as RFC 6454 §6.2 serialises it. {@code null} and everything else is nobody. */
    public static boolean wellFormed(String origin) {
        return origin.length() <= LONGEST && of(origin).filter(origin::equals).isPresent();
    }

    /** The origin of a page's address; empty if it has none that could be paired. */
    public static Optional<String> of(String address) {
        URI uri;
        try {
            uri = new URI(address);
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
        if (uri.getScheme() == null || uri.getHost() == null || uri.getRawUserInfo() != null) {
            return Optional.empty();
        }
        String scheme = uri.getScheme().toLowerCase(Locale.ROOT);
        int usual = switch (scheme) {
            case "http" -> 80;
            case "https" -> 443;
            default -> 0;
        };
        if (usual == 0) {
            return Optional.empty();
        }
        String host = uri.getHost().toLowerCase(Locale.ROOT);
        String port = uri.getPort() == -1 || uri.getPort() == usual ? "" : ":" + uri.getPort();
        return Optional.of(scheme + "://" + host + port);
    }

    public static boolean secure(String origin) {
        return origin.startsWith("https://");
    }
}
