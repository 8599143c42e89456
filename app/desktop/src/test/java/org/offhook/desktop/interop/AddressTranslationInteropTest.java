package org.offhook.desktop.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.offhook.agent.twoleg.StageOne;
import org.offhook.agent.twoleg.TwoLegCalls;
import org.offhook.agent.twoleg.TwoLegEnd;
import org.offhook.agent.twoleg.TwoLegPlan.Joining;
import org.offhook.core.account.ServerAddress;
import org.offhook.core.account.Transport;
import org.offhook.core.call.CallId;
import org.offhook.core.phone.CallView;
import org.offhook.media.transport.StunServer;
import org.offhook.signalling.SignallingSettings;
import org.offhook.testkit.peer.AsteriskPeer;
import org.offhook.testkit.peer.AsteriskPeer.Behaviour;
import org.offhook.testkit.peer.AsteriskPeer.Dialled;
import org.offhook.testkit.peer.KamailioPeer;
import org.offhook.testkit.peer.TranslatingRouter;

/**
 * The phone is behind a router that translates addresses, the kernel's own; an Asterisk that believes what it is told, and Kamailio's STUN server,
 * are on the other side, where nobody knows a way to the phone's own address. The echo there returns the agent's hum, so a tone means both ways.
 */
@Tag("interop")
@Timeout(60)
class AddressTranslationInteropTest {
    private static final Duration REGISTERED_AFTER = Duration.ofSeconds(3);
    private static final Duration AUDIBLE_AFTER = Duration.ofSeconds(5);
    private static final int STUN_PORT = 3_478;
    private static final int TOLERANT_PORT = 5_070;

    private static TranslatingRouter router;
    private static AsteriskPeer asterisk;
    private static KamailioPeer stun;
    private Optional<TrialPhone> started = Optional.empty();

    @BeforeAll
    static void putTheRouterBetween() {
        router = TranslatingRouter.create();
        asterisk = AsteriskPeer.start(
                router, Behaviour.usual().withEndpoint("rtp_symmetric = no", "rewrite_contact = no"));
        stun = KamailioPeer.start(router, STUN_PORT);
    }

    @AfterAll
    static void takeItAway() {
        if (stun != null) { // it was not to be had
            stun.close();
        }
        if (asterisk != null) {
            asterisk.close();
        }
        if (router != null) {
            router.close();
        }
    }

    @AfterEach
    void stop() {
        started.ifPresent(TrialPhone::close);
    }

    private TrialPhone phone(Transport transport) {
        return phone(transport, settings -> settings);
    }

    private TrialPhone phone(Transport transport, UnaryOperator<SignallingSettings> change) {
        StunServer server = StunServer.at(ServerAddress.of(router.there().getHostAddress(), STUN_PORT));
        TrialPhone phone = TrialPhone.asking(
                server,
                router.here(),
                settings -> change.apply(Peers.trusting(asterisk).apply(settings)));
        started = Optional.of(phone);
        phone.register(Peers.account(asterisk, transport));
        return phone;
    }

    private static List<String> contacts() {
        return asterisk.console("pjsip show contacts")
                .lines()
                .filter(line -> line.contains("/sip:" + asterisk.phone().user() + "@"))
                .toList();
    }

    private static Duration since(long nanos) {
        return Duration.ofNanos(System.nanoTime() - nanos);
    }

    @ParameterizedTest
    @EnumSource(Transport.class)
    void isCalledAndCallsThroughIt(Transport transport) {
        TrialPhone phone = phone(transport);
        assertThat(contacts()).singleElement().asString().contains("@" + router.outside() + ":");
        BothWays.withTheEchoOf(asterisk, phone, call -> {});
    }

    /** What a router does that nobody tells the phone of. */
    enum Change {
        FORGETS {
            @Override
            void happen() {
                router.forget();
            }
        },
        IS_AT_ANOTHER_ADDRESS {
            @Override
            void happen() {
                router.readdress();
            }
        };

        abstract void happen();
    }

    @ParameterizedTest
    @EnumSource(Change.class)
    void talksOnAndCanBeCalledWhenTheRouterMapsAnew(Change change) {
        TrialPhone phone = phone(Transport.UDP);
        CallId call = phone.dial(Dialled.ECHO);
        phone.awaitTone(TrialPhone.AGENT_HERTZ, 300);
        List<String> before = contacts();
        long changed = System.nanoTime();
        change.happen();
        phone.headset().listenAnew();
        phone.awaitTone(TrialPhone.AGENT_HERTZ, 400);
        assertThat(since(changed)).isLessThan(AUDIBLE_AFTER);
        awaitAnotherContactThan(before);
        assertThat(since(changed)).isLessThan(AUDIBLE_AFTER);
        assertThat(phone.snapshot().call(call).orElseThrow().phase()).isEqualTo(CallView.Phase.CONNECTED);
        phone.hangUp(call);
        phone.awaitEnd(call);
        assertNoChannels();
        BothWays.calledByTheEchoOf(asterisk, phone, incoming -> {});
    }

    private static void awaitAnotherContactThan(List<String> before) {
        TrialPhone.await(
                () -> contacts().size() == 1 && !contacts().equals(before),
                () -> "another contact than " + before + ", but " + contacts());
        assertThat(contacts()).singleElement().asString().contains("@" + router.outside() + ":");
    }

    private static void assertNoChannels() {
        TrialPhone.await(
                () -> asterisk.console("core show channels count").contains("0 active channels"),
                () -> "the BYE from the new address, but " + asterisk.console("core show channels"));
    }

    /** Without a call nothing but its questions to the exchange tells the phone; they come more often here than every 25 s. */
    @ParameterizedTest
    @EnumSource(Change.class)
    void canBeCalledAgainAfterItsNextQuestionToTheExchange(Change change) {
        Duration every = Duration.ofSeconds(1);
        TrialPhone phone = phone(Transport.UDP, settings -> settings.withTimes(Duration.ofSeconds(4), every, every));
        List<String> before = contacts();
        long changed = System.nanoTime();
        change.happen();
        awaitAnotherContactThan(before);
        assertThat(since(changed)).isLessThan(REGISTERED_AFTER.plus(every));
        BothWays.calledByTheEchoOf(asterisk, phone, incoming -> {});
    }

    /** The echo and the tone generator of Asterisk are the parties. */
    @ParameterizedTest
    @EnumSource(Change.class)
    void bothPartiesOfATwoLegCallAreHeardAgain(Change change) {
        TrialPhone phone = phone(Transport.UDP);
        TwoLegCalls.Running call = phone.legs().start(Dialled.ECHO, TrialLegs.dialled(Dialled.TONE), Joining.RECORDED);
        assertThat(TrialLegs.stageOne(call)).isInstanceOf(StageOne.Answered.class);
        awaitPackets(phone, 1, 0);
        awaitPackets(phone, 2, 0);
        long changed = System.nanoTime();
        change.happen();
        long first = phone.legs().received(1);
        long second = phone.legs().received(2);
        awaitPackets(phone, 1, first);
        awaitPackets(phone, 2, second);
        assertThat(since(changed)).isLessThan(AUDIBLE_AFTER);
        call.hangUp();
        assertThat(TrialLegs.end(call)).isEqualTo(TwoLegEnd.HUNG_UP);
        assertNoChannels();
    }

    /** Most accounts name no STUN server: this exchange sends to where packets come from, as most do. */
    @ParameterizedTest
    @EnumSource(Change.class)
    void talksOnWithoutAStunServerWhereTheExchangeFollowsItsPackets(Change change) {
        try (AsteriskPeer tolerant = AsteriskPeer.start(router, Behaviour.usual(), TOLERANT_PORT);
                TrialPhone phone = TrialPhone.start(router.here(), Peers.trusting(tolerant))) {
            phone.register(Peers.account(tolerant, Transport.UDP));
            CallId call = phone.dial(Dialled.ECHO);
            phone.awaitTone(TrialPhone.AGENT_HERTZ, 300);
            long changed = System.nanoTime();
            change.happen();
            phone.headset().listenAnew();
            phone.awaitTone(TrialPhone.AGENT_HERTZ, 400);
            assertThat(since(changed)).isLessThan(AUDIBLE_AFTER);
            phone.hangUp(call);
            phone.awaitEnd(call);
        }
    }

    /** Half a second of speech more than there was. */
    private static void awaitPackets(TrialPhone phone, int leg, long before) {
        TrialPhone.await(() -> phone.legs().received(leg) >= before + 25, () -> "speech of leg " + leg);
    }
}
