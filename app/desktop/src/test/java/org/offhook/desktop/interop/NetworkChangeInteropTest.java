package org.offhook.desktop.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.offhook.agent.twoleg.StageOne;
import org.offhook.agent.twoleg.TwoLegCalls;
import org.offhook.agent.twoleg.TwoLegEnd;
import org.offhook.agent.twoleg.TwoLegPlan.Joining;
import org.offhook.core.account.Transport;
import org.offhook.core.call.CallEnd;
import org.offhook.core.call.CallId;
import org.offhook.core.phone.CallView;
import org.offhook.core.phone.RegistrationView;
import org.offhook.testkit.peer.AsteriskPeer;
import org.offhook.testkit.peer.AsteriskPeer.Dialled;
import org.offhook.testkit.peer.NetworkLink;

/**
 * The network changes under a call with a real Asterisk at the other end of a cable: registered again within three seconds, audible
 * within five; what is dead ends with its cause. The echo there returns the agent's own hum, so a tone means both ways.
 */
@Tag("interop")
@Timeout(60)
class NetworkChangeInteropTest {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration REGISTERED_AFTER = Duration.ofSeconds(3);
    private static final Duration AUDIBLE_AFTER = Duration.ofSeconds(5);

    private static NetworkLink link;
    private static AsteriskPeer asterisk;
    private TrialPhone phone;

    @BeforeAll
    static void layTheCable() {
        link = NetworkLink.create();
        asterisk = AsteriskPeer.start(link);
    }

    @AfterAll
    static void rollItUp() {
        if (asterisk != null) { // it was not to be had
            asterisk.close();
        }
        if (link != null) {
            link.close();
        }
    }

    @BeforeEach
    void start() throws Exception {
        phone = TrialPhone.start(InetAddress.getByName("0.0.0.0"), Peers.trusting(asterisk));
    }

    @AfterEach
    void stop() {
        phone.close();
    }

    private CallId talk(Transport transport) {
        phone.register(Peers.account(asterisk, transport));
        CallId call = phone.dial(Dialled.ECHO);
        phone.awaitPhase(call, CallView.Phase.CONNECTED);
        phone.awaitTone(TrialPhone.AGENT_HERTZ, 300);
        return call;
    }

    private void awaitStatus(RegistrationView.Status status) {
        TrialPhone.await(
                () -> phone.snapshot().registration().status() == status,
                () -> status + ", but is " + phone.snapshot().registration());
    }

    private static Duration since(long nanos) {
        return Duration.ofNanos(System.nanoTime() - nanos);
    }

    @Test
    void getsAnotherAddressAndGoesOnTalking() {
        CallId call = talk(Transport.UDP);
        long changed = System.nanoTime();
        link.readdress();
        asterisk.awaitRegistered(asterisk.phone(), link.here(), PATIENCE);
        assertThat(since(changed)).isLessThan(REGISTERED_AFTER);
        phone.headset().listenAnew();
        phone.awaitTone(TrialPhone.AGENT_HERTZ, 200);
        assertThat(since(changed)).isLessThan(AUDIBLE_AFTER);
        assertThat(phone.snapshot().call(call).orElseThrow().phase()).isEqualTo(CallView.Phase.CONNECTED);
        assertThat(contacts()).as("calls come to where it is, and nowhere else").hasSize(1);
        phone.hangUp(call);
        phone.awaitEnd(call);
        TrialPhone.await(
                () -> asterisk.console("core show channels count").contains("0 active channels"),
                () -> "the BYE from the new address, but " + asterisk.console("core show channels"));
    }

    private static List<String> contacts() {
        return asterisk.console("pjsip show contacts")
                .lines()
                .filter(line -> line.contains("/sip:" + asterisk.phone().user() + "@"))
                .toList();
    }

    /** The echo and the tone generator of Asterisk are the parties. */
    @ParameterizedTest
    @EnumSource(
            value = Joining.class,
            names = {"RECORDED", "BETWEEN_PARTIES"})
    void tellsBothPartiesOfATwoLegCallWhereItIsNow(Joining joining) {
        phone.register(Peers.account(asterisk, Transport.UDP));
        TwoLegCalls.Running call = phone.legs().start(Dialled.ECHO, TrialLegs.dialled(Dialled.TONE), joining);
        assertThat(TrialLegs.stageOne(call)).isInstanceOf(StageOne.Answered.class);
        boolean ours = joining == Joining.RECORDED;
        if (ours) {
            awaitPackets(1, 0);
            awaitPackets(2, 0);
        }
        asterisk.logMessages();
        int before = asterisk.log().size();
        long changed = System.nanoTime();
        link.readdress();
        String contact = "^Contact: .*@" + Pattern.quote(link.here().getHostAddress()) + ":";
        TrialPhone.await(
                () -> inDialogs(before).size() == 2, () -> "a re-INVITE in both dialogs, but " + inDialogs(before));
        assertThat(since(changed)).isLessThan(AUDIBLE_AFTER);
        assertThat(asterisk.log().lines().subList(before, asterisk.log().size()))
                .anyMatch(Pattern.compile(contact).asPredicate());
        if (ours) {
            awaitPackets(1, phone.legs().received(1));
            awaitPackets(2, phone.legs().received(2));
            assertThat(since(changed)).isLessThan(AUDIBLE_AFTER);
        }
        call.hangUp();
        assertThat(TrialLegs.end(call)).isEqualTo(TwoLegEnd.HUNG_UP);
        TrialPhone.await(
                () -> asterisk.console("core show channels count").contains("0 active channels"),
                () -> "the BYEs from the new address, but " + asterisk.console("core show channels"));
    }

    /** Half a second of speech more than there was. */
    private void awaitPackets(int leg, long before) {
        TrialPhone.await(() -> phone.legs().received(leg) >= before + 25, () -> "speech of leg " + leg);
    }

    /** The dialogs in which an INVITE has come since then. */
    private Set<String> inDialogs(int since) {
        List<String> lines = asterisk.log().lines();
        Set<String> dialogs = new HashSet<>();
        for (int i = since; i < lines.size(); i++) {
            if (lines.get(i).startsWith("INVITE sip:")) {
                lines.subList(i, Math.min(i + 20, lines.size())).stream()
                        .filter(line -> line.startsWith("Call-ID: "))
                        .findFirst()
                        .ifPresent(dialogs::add);
            }
        }
        return dialogs;
    }

    @ParameterizedTest
    @EnumSource(Transport.class)
    void goesOnTalkingWhenTheCableIsPutBackIn(Transport transport) {
        CallId call = talk(transport);
        link.pullOut();
        awaitStatus(RegistrationView.Status.LOST);
        link.plugIn();
        long back = System.nanoTime();
        awaitStatus(RegistrationView.Status.REGISTERED);
        assertThat(since(back)).isLessThan(REGISTERED_AFTER);
        phone.headset().listenAnew();
        phone.awaitTone(TrialPhone.AGENT_HERTZ, 200);
        assertThat(since(back)).isLessThan(AUDIBLE_AFTER);
        phone.hangUp(call);
        phone.awaitEnd(call);
    }

    @Test
    void endsACallThatTheExchangeForgotWhenItRestarted() {
        CallId call = talk(Transport.TCP);
        asterisk.crash();
        awaitStatus(RegistrationView.Status.LOST);
        asterisk = AsteriskPeer.start(link);
        long back = System.nanoTime();
        awaitStatus(RegistrationView.Status.REGISTERED);
        assertThat(since(back)).isLessThan(REGISTERED_AFTER);
        CallEnd end = phone.awaitEnd(call);
        assertThat(end.cause()).isEqualTo(CallEnd.Cause.CONNECTION_LOST);
        assertThat(end.side()).isEqualTo(CallEnd.Side.NETWORK);
        assertThat(since(back)).isLessThan(AUDIBLE_AFTER);
    }
}
