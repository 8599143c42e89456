package org.offhook.signalling;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import org.offhook.core.call.Presentation;
import org.offhook.sip.locate.ServerLocator;
import org.offhook.sip.tls.TlsSettings;

/**
 * How the user agent behaves.
 *
 * @param userAgent product token for User-Agent and Server
 * @param localPort SIP port to listen on; 0 lets the system choose
 * @param loopbackOnly speak to this machine only (practice exchange, tests)
 * @param callers who may call in
 * @param tls trust and identity for TLS accounts
 * @param locator finds the exchange
 * @param registrarPatience how long one REGISTER waits for any answer before the next address, or the failure, is due
 * @param keepAliveInterval between CRLF keep-alives on a connection, or to an exchange that sees us behind a NAT
 * @param networkPollInterval between looks at the clock and the local address
 * @param sessionInterval after how long without a refresh a call is given up (RFC 4028), as we ask for it: 90 s or more; zero asks for
 *     nothing and still grants what the exchange wants
 * @param reliability of provisional responses (RFC 3262)
 * @param presentation of the number that calls of ours are to show
 * @param referrals whose far ends may send this phone to somebody else
 * @param redirects who may say that whom we call is elsewhere
 * @param instance name of this phone that stays when its address changes, a {@code urn:uuid:}; with it the phone asks the exchange for an
 *     address that reaches this very phone and gives that one to far ends (GRUU, RFC 5627)
 * @param contacts keeps under which addresses an exchange may hold this phone
 */
public record SignallingSettings(
        String userAgent,
        int localPort,
        boolean loopbackOnly,
        CallersAllowed callers,
        TlsSettings tls,
        ServerLocator locator,
        Duration registrarPatience,
        Duration keepAliveInterval,
        Duration networkPollInterval,
        Duration sessionInterval,
        Reliability reliability,
        Presentation presentation,
        ReferralsAllowed referrals,
        RedirectsFollowed redirects,
        Optional<String> instance,
        ContactStore contacts) {

    /** What most exchanges ask for themselves. */
    public static final Duration DEFAULT_SESSION = Duration.ofMinutes(30);

    public static SignallingSettings defaults() {
        return new SignallingSettings(
                "Offhook",
                0,
                false,
                CallersAllowed.EXCHANGE,
                TlsSettings.systemTrust(),
                ServerLocator.system(),
                Duration.ofSeconds(4),
                Duration.ofSeconds(25),
                Duration.ofSeconds(1),
                DEFAULT_SESSION,
                Reliability.SUPPORTED,
                Presentation.PREFERRED,
                ReferralsAllowed.EXCHANGE,
                RedirectsFollowed.EXCHANGE,
                Optional.empty(),
                ContactStore.NONE);
    }

    public SignallingSettings withUserAgent(String text) {
        return with(draft -> draft.userAgent = text);
    }

    public SignallingSettings withLocalPort(int port) {
        return with(draft -> draft.localPort = port);
    }

    public SignallingSettings withLoopbackOnly(boolean only) {
        return with(draft -> draft.loopbackOnly = only);
    }

    public SignallingSettings withCallers(CallersAllowed others) {
        return with(draft -> draft.callers = others);
    }

    public SignallingSettings withTls(TlsSettings settings) {
        return with(draft -> draft.tls = settings);
    }

    public SignallingSettings withLocator(ServerLocator other) {
        return with(draft -> draft.locator = other);
    }

    public SignallingSettings withTimes(Duration patience, Duration keepAlive, Duration poll) {
        return with(draft -> {
            draft.registrarPatience = patience;
            draft.keepAliveInterval = keepAlive;
            draft.networkPollInterval = poll;
        });
    }

    public SignallingSettings withSessionInterval(Duration interval) {
        return with(draft -> draft.sessionInterval = interval);
    }

    public SignallingSettings withReliability(Reliability policy) {
        return with(draft -> draft.reliability = policy);
    }

    public SignallingSettings withPresentation(Presentation other) {
        return with(draft -> draft.presentation = other);
    }

    public SignallingSettings withReferrals(ReferralsAllowed policy) {
        return with(draft -> draft.referrals = policy);
    }

    public SignallingSettings withRedirects(RedirectsFollowed policy) {
        return with(draft -> draft.redirects = policy);
    }

    public SignallingSettings withInstance(String urn) {
        return with(draft -> draft.instance = Optional.of(urn));
    }

    public SignallingSettings withContacts(ContactStore store) {
        return with(draft -> draft.contacts = store);
    }

    private SignallingSettings with(Consumer<Draft> change) {
        Draft draft = new Draft(this);
        change.accept(draft);
        return draft.done();
    }

    /** A copy that may be changed: so each change names only what it changes. */
    private static final class Draft {
        private String userAgent;
        private int localPort;
        private boolean loopbackOnly;
        private CallersAllowed callers;
        private TlsSettings tls;
        private ServerLocator locator;
        private Duration registrarPatience;
        private Duration keepAliveInterval;
        private Duration networkPollInterval;
        private Duration sessionInterval;
        private Reliability reliability;
        private Presentation presentation;
        private ReferralsAllowed referrals;
        private RedirectsFollowed redirects;
        private Optional<String> instance;
        private ContactStore contacts;

        Draft(SignallingSettings now) {
            userAgent = now.userAgent;
            localPort = now.localPort;
            loopbackOnly = now.loopbackOnly;
            callers = now.callers;
            tls = now.tls;
            locator = now.locator;
            registrarPatience = now.registrarPatience;
            keepAliveInterval = now.keepAliveInterval;
            networkPollInterval = now.networkPollInterval;
            sessionInterval = now.sessionInterval;
            reliability = now.reliability;
            presentation = now.presentation;
            referrals = now.referrals;
            redirects = now.redirects;
            instance = now.instance;
            contacts = now.contacts;
        }

        SignallingSettings done() {
            return new SignallingSettings(
                    userAgent,
                    localPort,
                    loopbackOnly,
                    callers,
                    tls,
                    locator,
                    registrarPatience,
                    keepAliveInterval,
                    networkPollInterval,
                    sessionInterval,
                    reliability,
                    presentation,
                    referrals,
                    redirects,
                    instance,
                    contacts);
        }
    }
}
