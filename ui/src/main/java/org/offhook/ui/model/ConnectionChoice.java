package org.offhook.ui.model;

import java.util.Optional;
import org.offhook.agent.TlsFinding;
import org.offhook.core.account.Transport;

/**
 * Which connection is chosen, and by whom. What a person chose stays; what was preset is never lowered, whatever a server answers or
 * fails to answer.
 *
 * @param by who chose it
 * @param finding what was found out about the server that is entered, if anything
 */
public record ConnectionChoice(Transport transport, By by, Optional<Asked> finding) {

    /** Who chose. */
    public enum By {
        /** Nobody yet. */
        DEFAULT,
        /** A server that answered with TLS. */
        SERVER,
        PERSON
    }

    /** What was found out about a server. */
    public record Asked(String host, TlsFinding finding) {}

    /** Before anything is entered. */
    public static final ConnectionChoice FIRST = new ConnectionChoice(Transport.UDP, By.DEFAULT, Optional.empty());

    /** A person's choice, or what was set up before. */
    public ConnectionChoice chosen(Transport wanted) {
        return new ConnectionChoice(wanted, By.PERSON, finding);
    }

    /** The server was looked at. */
    public ConnectionChoice found(String host, TlsFinding found) {
        boolean speaksTls = found == TlsFinding.PUBLISHED || found == TlsFinding.PROVED;
        boolean preset = speaksTls && by != By.PERSON;
        return new ConnectionChoice(
                preset ? Transport.TLS : transport, preset ? By.SERVER : by, Optional.of(new Asked(host, found)));
    }

    /** Another server is being entered: nothing is known of it, and nothing is lowered for it. */
    public ConnectionChoice serverChanged() {
        return new ConnectionChoice(transport, by, Optional.empty());
    }

    /** Key of the line that says why; empty when the transport's own hint says enough. */
    public Optional<String> reason() {
        return finding.flatMap(asked -> switch (asked.finding()) {
            case PUBLISHED, PROVED ->
                Optional.of(transport == Transport.TLS ? "setup.tls.chosen" : "setup.tls.offered");
            case UNTRUSTED -> Optional.of("setup.tls.untrusted");
            case ABSENT -> transport == Transport.TLS ? Optional.of("setup.tls.absent") : Optional.empty();
        });
    }
}
