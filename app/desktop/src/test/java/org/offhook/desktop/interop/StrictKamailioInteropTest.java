package org.offhook.desktop.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.offhook.core.account.ServerAddress;
import org.offhook.core.account.Transport;
import org.offhook.core.call.CallEnd;
import org.offhook.core.call.CallId;
import org.offhook.core.media.MediaTerms;
import org.offhook.core.media.ReflexiveAddress;
import org.offhook.core.phone.CallView;
import org.offhook.core.phone.PhoneEvent;
import org.offhook.media.FrameSink;
import org.offhook.media.FrameSource;
import org.offhook.media.MediaEndpoint;
import org.offhook.media.MediaEngine;
import org.offhook.media.transport.PortRange;
import org.offhook.media.transport.StunServer;
import org.offhook.testkit.peer.KamailioPeer;
import org.offhook.testkit.peer.KamailioPeer.Behaviour;
import org.offhook.testkit.peer.SippPeer;
import org.offhook.testkit.peer.SippPeer.Caller;
import org.offhook.testkit.peer.SippPeer.Timing;

/** Kamailios that want more than most: a password for every request, signs of life on a connection; and one that answers STUN. */
@Tag("interop")
@Timeout(90)
class StrictKamailioInteropTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration IDLE = Duration.ofSeconds(4);

    private static TrialPhone phone(KamailioPeer kamailio, int extension) {
        TrialPhone phone = TrialPhone.start();
        var of = kamailio.extensions().get(extension);
        phone.register(Peers.account(kamailio, Transport.UDP, of.user(), of.password()));
        return phone;
    }

    @Test
    void answersTheChallengeToEveryRequestOfACall() {
        try (KamailioPeer kamailio = KamailioPeer.start(Behaviour.usual().challengingInDialogs());
                TrialPhone one = phone(kamailio, 0);
                TrialPhone two = phone(kamailio, 1);
                TrialPhone three = phone(kamailio, 2)) {
            CallId call = one.dial(kamailio.extensions().get(1).user());
            CallId theirs = two.awaitOffered();
            two.answer(theirs);
            one.awaitTone(TrialPhone.AGENT_HERTZ, 300);
            one.hold(call, true);
            two.awaitEvent(PhoneEvent.CallHeldByFarEnd.class, PhoneEvent.CallHeldByFarEnd::held);
            one.hold(call, false);
            two.awaitEvent(PhoneEvent.CallHeldByFarEnd.class, event -> !event.held());
            two.hold(theirs, true);
            one.awaitEvent(PhoneEvent.CallHeldByFarEnd.class, PhoneEvent.CallHeldByFarEnd::held);
            two.hold(theirs, false);
            one.awaitEvent(PhoneEvent.CallHeldByFarEnd.class, event -> !event.held());
            one.transfer(call, kamailio.extensions().get(2).user());
            CallId passed = three.awaitOffered();
            three.answer(passed);
            assertThat(one.awaitEnd(call).cause()).isEqualTo(CallEnd.Cause.TRANSFERRED);
            three.awaitTone(TrialPhone.AGENT_HERTZ, 300);
            three.hangUp(passed);
            assertThat(three.awaitEnd(passed).side()).isEqualTo(CallEnd.Side.AGENT);
            for (String method : new String[] {"INVITE of 2101", "INVITE of 2102", "REFER of 2101", "NOTIFY of 2102"}) {
                kamailio.log().await(Pattern.compile("challenged: " + method), PATIENCE);
            }
            kamailio.log().await(Pattern.compile("challenged: BYE of 210[123]"), PATIENCE);
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Transport.class,
            names = {"TCP", "TLS"})
    void keepsItsConnectionWhereIdleOnesAreClosed(Transport transport) {
        Duration talk = Duration.ofSeconds(1);
        try (KamailioPeer kamailio = KamailioPeer.start(Behaviour.usual().closingIdleConnectionsAfter(IDLE));
                TrialPhone phone = TrialPhone.start(
                        InetAddress.getLoopbackAddress(),
                        settings -> Peers.trusting(kamailio)
                                .apply(settings.withTimes(
                                        Duration.ofSeconds(4), Duration.ofSeconds(1), Duration.ofSeconds(1))))) {
            phone.register(Peers.account(kamailio, transport));
            long end = System.nanoTime() + IDLE.multipliedBy(3).toNanos();
            TrialPhone.await(() -> System.nanoTime() > end, () -> "three times the life of an idle connection");
            assertThat(kamailio.registersSeen())
                    .as("one and its challenge: a connection that was lost is registered on anew")
                    .isEqualTo(2);
            try (SippPeer caller = SippPeer.caller(
                    Caller.CALLS, kamailio.udp(), kamailio.phone().user(), "7275551212", new Timing(talk, talk))) {
                CallId call = phone.awaitOffered();
                phone.answer(call);
                phone.awaitPhase(call, CallView.Phase.CONNECTED);
                assertThat(phone.awaitEnd(call).side()).isEqualTo(CallEnd.Side.FAR_END);
                caller.awaitDone(PATIENCE);
            }
        }
    }

    @Test
    void tellsHowSocketsLookFromOutsideAsKamailiosStunServerSeesThem() throws Exception {
        try (KamailioPeer kamailio = KamailioPeer.start();
                MediaEngine engine = new MediaEngine(
                        "asking",
                        InetAddress.getLoopbackAddress(),
                        PortRange.ANY,
                        Optional.of(new StunServer(
                                ServerAddress.of("127.0.0.1", kamailio.udp().getPort()), Duration.ofSeconds(10))));
                MediaEndpoint end = MediaEndpoint.open(
                        engine, FrameSource.SILENCE, FrameSink.NONE, MediaEndpoint.DigitListener.NONE)) {
            CompletableFuture<Optional<ReflexiveAddress>> told = new CompletableFuture<>();
            end.locate(MediaTerms.PLAIN, told::complete);
            assertThat(told.get(20, TimeUnit.SECONDS))
                    .contains(new ReflexiveAddress("127.0.0.1", end.rtpPort(), "127.0.0.1", end.rtpPort() + 1));
        }
    }
}
