package org.offhook.bridge.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.offhook.bridge.trust.Origins;

/**
 * The files that browsers get, made ready once. The host page frames the CRM's configured address and nothing else; neither the
 * address bar nor a message can change that.
 */
final class Pages {
    private static final String FOLDER = "/org/offhook/resources/pages/";

    private final Optional<String> crmOrigin;
    private final Optional<Page> host;
    private final Page script;
    private final Page hostScript;
    private final Page hostStyle;
    private final Page icon;

    /** @param policy content security policy, or empty for what is no document */
    record Page(String contentType, String text, Optional<String> policy) {}

    Pages(Optional<String> crmPage) {
        this.crmOrigin = crmPage.flatMap(Origins::of);
        String connection = text("connection.js");
        this.script = page("text/javascript", connection + text("notice.js") + text("page.js"));
        this.hostScript = page("text/javascript", connection + text("host.js"));
        this.hostStyle = page("text/css", text("host.css"));
        this.icon = page("image/svg+xml", read("/org/offhook/resources/icons/offhook.svg"));
        this.host = crmPage.flatMap(address -> crmOrigin.map(origin -> host(address, origin)));
    }

    private static Page host(String address, String origin) {
        String html = text("host.html")
                .replace("{{crm-address}}", escaped(address))
                .replace("{{crm-origin}}", escaped(origin));
        // The CRM may send its frame elsewhere to log in, so any https page may be framed; only the CRM's origin is
        // listened to.
        String policy =
                "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; frame-src "
                        + origin + " https:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
        return new Page("text/html", html, Optional.of(policy));
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }

    private static Page page(String contentType, String text) {
        return new Page(contentType, text, Optional.empty());
    }

    private static String text(String name) {
        return read(FOLDER + name);
    }

    private static String read(String resource) {
        try (InputStream in = Pages.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("a page is missing: " + resource);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The origin for which the host page's socket speaks. */
    Optional<String> crmOrigin() {
        return crmOrigin;
    }

    Optional<Page> host() {
        return host;
    }

    Page script() {
        return script;
    }

    Page hostScript() {
        return hostScript;
    }

    Page hostStyle() {
        return hostStyle;
    }

    Page icon() {
        return icon;
    }
}
