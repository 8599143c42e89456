package org.offhook.signalling;

import java.time.Duration;
import java.util.Optional;
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
 * @param instance name of this phone that stays when its address changes, a {@code urn:uuid:}; with it the phone asks the exchange for an
 *     address that reaches this very phone and gives that one to far ends (GRUU, RFC 5627)
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
        Optional<String> instance) {

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
                Optional.empty());
    }

    public SignallingSettings withUserAgent(String text) {
        return new SignallingSettings(
                text,
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
                instance);
    }

    public SignallingSettings withLocalPort(int port) {
        return new SignallingSettings(
                userAgent,
                port,
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
                instance);
    }

    public SignallingSettings withLoopbackOnly(boolean only) {
        return new SignallingSettings(
                userAgent,
                localPort,
                only,
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
                instance);
    }

    public SignallingSettings withCallers(CallersAllowed others) {
        return new SignallingSettings(
                userAgent,
                localPort,
                loopbackOnly,
                others,
                tls,
                locator,
                registrarPatience,
                keepAliveInterval,
                networkPollInterval,
                sessionInterval,
                reliability,
                presentation,
                referrals,
                instance);
    }

    public SignallingSettings withTls(TlsSettings settings) {
        return new SignallingSettings(
                userAgent,
                localPort,
                loopbackOnly,
                callers,
                settings,
                locator,
                registrarPatience,
                keepAliveInterval,
                networkPollInterval,
                sessionInterval,
                reliability,
                presentation,
                referrals,
                instance);
    }

    public SignallingSettings withLocator(ServerLocator other) {
        return new SignallingSettings(
                userAgent,
                localPort,
                loopbackOnly,
                callers,
                tls,
                other,
                registrarPatience,
                keepAliveInterval,
                networkPollInterval,
                sessionInterval,
                reliability,
                presentation,
                referrals,
                instance);
    }

    public SignallingSettings withTimes(Duration patience, Duration keepAlive, Duration poll) {
        return new SignallingSettings(
                userAgent,
                localPort,
                loopbackOnly,
                callers,
                tls,
                locator,
                patience,
                keepAlive,
                poll,
                sessionInterval,
                reliability,
                presentation,
                referrals,
                instance);
    }

    public SignallingSettings withSessionInterval(Duration interval) {
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
                interval,
                reliability,
                presentation,
                referrals,
                instance);
    }

    public SignallingSettings withReliability(Reliability policy) {
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
                policy,
                presentation,
                referrals,
                instance);
    }

    public SignallingSettings withPresentation(Presentation other) {
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
                other,
                referrals,
                instance);
    }

    public SignallingSettings withReferrals(ReferralsAllowed policy) {
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
                policy,
                instance);
    }

    public SignallingSettings withInstance(String urn) {
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
                Optional.of(urn));
    }
}
