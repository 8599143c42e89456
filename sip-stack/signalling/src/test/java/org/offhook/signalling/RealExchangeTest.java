package org.offhook.signalling;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.offhook.core.account.Account;
import org.offhook.core.account.Secret;
import org.offhook.core.account.ServerAddress;
import org.offhook.core.account.Transport;
import org.offhook.core.call.CallId;
import org.offhook.core.call.CallInput;
import org.offhook.core.call.CallPickup;
import org.offhook.core.call.DialogId;
import org.offhook.core.registration.RegistrationInput;
import org.offhook.core.subscription.DialogInfo;
import org.offhook.sip.tls.TlsSettings;
import org.offhook.testkit.peer.AsteriskPeer;
import org.offhook.testkit.peer.AsteriskPeer.Dialled;
import org.offhook.testkit.peer.ExchangePeer;
import org.offhook.testkit.peer.KamailioPeer;

/** Signalling against exchanges that are not ours: what they accept is what the RFCs meant. */
@Tag("interop")
@Timeout(120)
class RealExchangeTest {

    /** A user agent on a real exchange. */
    private static final class Line implements AutoCloseable {
        final SpyInbox inbox = new SpyInbox();
        final JainSignalling signalling;
        final Account account;

        Line(ExchangePeer exchange, Transport transport, String password) throws Exception {
            this(exchange, transport, exchange.phone().user(), password);
        }

        Line(ExchangePeer exchange, int extension) throws Exception {
            this(
                    exchange,
                    Transport.UDP,
                    exchange.extensions().get(extension).user(),
                    exchange.extensions().get(extension).password());
        }

        private Line(ExchangePeer exchange, Transport transport, String user, String password) throws Exception {
            InetSocketAddress at = switch (transport) {
                case UDP -> exchange.udp();
                case TCP -> exchange.tcp();
                case TLS -> exchange.tls();
            };
            SignallingSettings settings = PhoneUnderTest.settings();
            if (transport == Transport.TLS) {
                settings = settings.withTls(TlsSettings.trustOnly(exchange.certificateAuthority(), Secret.of("")));
            }
            signalling = new JainSignalling(settings);
            signalling.start(inbox);
            String host = at.getAddress().getHostAddress();
            account = Account.of(user, host, ServerAddress.of(host, at.getPort()), transport, Secret.of(password));
        }

        Line(ExchangePeer exchange, Transport transport) throws Exception {
            this(exchange, transport, exchange.phone().password());
        }

        void register() throws Exception {
            signalling.register(account, 120, 1);
            assertThat(inbox.nextRegistration(RegistrationInput.Registered.class)
                            .granted())
                    .isPositive();
        }

        CallId dial(String number) {
            CallId call = inbox.newCallId();
            signalling.sendInvite(
                    call,
                    new CallInput.DialPlan(number, "", Optional.empty(), Duration.ofSeconds(30)),
                    PhoneUnderTest.OFFER);
            return call;
        }

        /** The next input of this kind; others are passed over. */
        <T extends CallInput> T await(Class<T> kind) throws Exception {
            long deadline = System.nanoTime() + Duration.ofSeconds(20).toNanos();
            while (System.nanoTime() < deadline) {
                SpyInbox.Heard heard = inbox.calls.poll(1, java.util.concurrent.TimeUnit.SECONDS);
                if (heard != null && kind.isInstance(heard.input())) {
                    return kind.cast(heard.input());
                }
            }
            throw new AssertionError("no " + kind.getSimpleName());
        }

        @Override
        public void close() {
            signalling.close();
        }
    }

    @ParameterizedTest
    @EnumSource(Transport.class)
    void registersCallsAndLeavesAsterisk(Transport transport) throws Exception {
        try (AsteriskPeer asterisk =
                        AsteriskPeer.start(AsteriskPeer.Behaviour.usual().challengingWith("SHA-256", "MD5"));
                Line line = new Line(asterisk, transport)) {
            line.register();
            CallId call = line.dial(Dialled.TONE);
            DialogId dialog = line.await(CallInput.InviteAnswered.class).dialog();
            line.signalling.sendAck(call, dialog, Optional.empty());
            line.signalling.sendBye(call, dialog, Optional.empty());
            line.await(CallInput.ByeCompleted.class);
            assertThat(asterisk.console("core show channels count")).contains("0 active channels");

            line.signalling.unregister(2);
            line.inbox.nextRegistration(RegistrationInput.Unregistered.class);
        }
    }

    @Test
    void asteriskIsBusyRingsOnIsCancelledAndHangsUp() throws Exception {
        try (AsteriskPeer asterisk = AsteriskPeer.start();
                Line line = new Line(asterisk, Transport.UDP)) {
            line.register();
            line.dial(Dialled.BUSY);
            assertThat(line.await(CallInput.InviteRejected.class).response().status())
                    .isEqualTo(486);

            CallId ringing = line.dial(Dialled.NEVER_ANSWERS);
            line.await(CallInput.ProvisionalReceived.class);
            line.signalling.sendCancel(ringing);
            assertThat(line.await(CallInput.InviteRejected.class).response().status())
                    .isEqualTo(487);

            CallId early = line.dial(Dialled.EARLY_MEDIA);
            CallInput.ProvisionalReceived progress = line.await(CallInput.ProvisionalReceived.class);
            assertThat(progress.status()).isEqualTo(183);
            assertThat(progress.sdp()).isPresent();
            line.signalling.sendCancel(early);
            line.await(CallInput.InviteRejected.class);

            CallId brief = line.dial(Dialled.HANGS_UP);
            DialogId dialog = line.await(CallInput.InviteAnswered.class).dialog();
            line.signalling.sendAck(brief, dialog, Optional.empty());
            assertThat(line.await(CallInput.ByeReceived.class).dialog()).isEqualTo(dialog);
        }
    }

    @Test
    void asteriskCallsIn() throws Exception {
        try (AsteriskPeer asterisk = AsteriskPeer.start();
                Line line = new Line(asterisk, Transport.UDP)) {
            line.register();
            asterisk.originateCall("0305550100", asterisk.phone(), Dialled.TONE);
            SpyInbox.Heard heard = line.inbox.nextHeard(CallInput.InviteReceived.class);
            CallInput.InviteReceived invite = (CallInput.InviteReceived) heard.input();
            assertThat(invite.caller().number()).isEqualTo("0305550100");
            line.signalling.respond(heard.call(), 180, Optional.empty());
            line.signalling.respond(heard.call(), 200, Optional.of(PhoneUnderTest.ANSWER));
            line.await(CallInput.AckReceived.class);
            line.signalling.sendBye(heard.call(), invite.dialog(), Optional.empty());
            line.await(CallInput.ByeCompleted.class);
        }
    }

    /** As dialog-info would name it: Asterisk's own does not. */
    @Test
    void asteriskLetsACallTakeThePlaceOfOneThatRingsAtAColleague() throws Exception {
        try (AsteriskPeer asterisk = AsteriskPeer.start();
                Line line = new Line(asterisk, 0);
                Line colleague = new Line(asterisk, 1);
                Line customer = new Line(asterisk, 2)) {
            line.register();
            colleague.register();
            customer.register();
            CallId theirs = customer.dial(asterisk.extensions().get(1).user());
            SpyInbox.Heard rings = colleague.inbox.nextHeard(CallInput.InviteReceived.class);
            colleague.signalling.respond(rings.call(), 180, Optional.empty());
            customer.await(CallInput.ProvisionalReceived.class);
            SipCall early = Objects.requireNonNull(colleague.signalling.calls.get(rings.call()));
            String replaces = new DialogInfo.Identifiers(
                            early.sipCallId,
                            early.localTag,
                            ((CallInput.InviteReceived) rings.input()).dialog().remoteTag(),
                            "")
                    .replaces();
            CallId fetched = line.inbox.newCallId();
            String uri = "sip:" + asterisk.extensions().get(2).user() + "@" + line.account.domain();
            line.signalling.sendInvite(
                    fetched,
                    new CallInput.DialPlan(
                            "0",
                            "",
                            Optional.empty(),
                            Duration.ofSeconds(30),
                            Optional.empty(),
                            Optional.of(new CallPickup(uri, replaces))),
                    PhoneUnderTest.OFFER);
            DialogId dialog = line.await(CallInput.InviteAnswered.class).dialog();
            line.signalling.sendAck(fetched, dialog, Optional.empty());
            colleague.await(CallInput.CancelReceived.class);
            DialogId answered = customer.await(CallInput.InviteAnswered.class).dialog();
            customer.signalling.sendAck(theirs, answered, Optional.empty());
            line.signalling.sendBye(fetched, dialog, Optional.empty());
            customer.await(CallInput.ByeReceived.class);
        }
    }

    @Test
    void wrongPasswordIsRefusedByBoth() throws Exception {
        try (AsteriskPeer asterisk = AsteriskPeer.start();
                KamailioPeer kamailio = KamailioPeer.start();
                Line onAsterisk = new Line(asterisk, Transport.UDP, "wrong");
                Line onKamailio = new Line(kamailio, Transport.UDP, "wrong")) {
            for (Line line : new Line[] {onAsterisk, onKamailio}) {
                line.signalling.register(line.account, 120, 1);
                assertThat(line.inbox
                                .nextRegistration(RegistrationInput.RegistrationRejected.class)
                                .status())
                        .isIn(401, 403);
            }
        }
    }

    /** Neither refuses with 423: both grant more than was asked, and the refresh must follow what they grant. */
    @Test
    void anExchangeMayGrantMoreThanWasAsked() throws Exception {
        Duration least = Duration.ofMinutes(5);
        try (AsteriskPeer asterisk =
                        AsteriskPeer.start(AsteriskPeer.Behaviour.usual().withMinExpires(least));
                KamailioPeer kamailio =
                        KamailioPeer.start(KamailioPeer.Behaviour.usual().withMinExpires(least));
                Line onAsterisk = new Line(asterisk, Transport.UDP);
                Line onKamailio = new Line(kamailio, Transport.UDP)) {
            for (Line line : new Line[] {onAsterisk, onKamailio}) {
                line.signalling.register(line.account, 60, 1);
                assertThat(line.inbox
                                .nextRegistration(RegistrationInput.Registered.class)
                                .granted())
                        .isBetween(least.minusSeconds(5), least);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Transport.class)
    void registersWithKamailioAndIsToldWhatItDoesNotKnow(Transport transport) throws Exception {
        try (KamailioPeer kamailio = KamailioPeer.start();
                Line line = new Line(kamailio, transport)) {
            line.register();
            line.dial("no-such-one");
            assertThat(line.await(CallInput.InviteRejected.class).response().status())
                    .isGreaterThanOrEqualTo(400);
            line.signalling.unregister(2);
            line.inbox.nextRegistration(RegistrationInput.Unregistered.class);
        }
    }
}
