package org.offhook.desktop.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.time.Duration;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.offhook.agent.twoleg.TwoLegCalls;
import org.offhook.agent.twoleg.TwoLegEnd;
import org.offhook.agent.twoleg.TwoLegPlan.Joining;
import org.offhook.core.account.Transport;
import org.offhook.core.call.CallId;
import org.offhook.core.media.Encryption;
import org.offhook.core.media.MediaTerms;
import org.offhook.core.phone.CallView;
import org.offhook.testkit.peer.ExchangePeer.Extension;
import org.offhook.testkit.peer.KamailioPeer;
import org.offhook.testkit.peer.SippPeer;
import org.offhook.testkit.peer.SippPeer.FarEnd;

/** Parties of two-leg calls that do what most do not, by sipp through a real Kamailio. */
@Timeout(60)
class OddPartiesInteropTest extends OnKamailio {
    private static final int PARTY_HERTZ = 850;

    private final List<TrialPhone> phones = new ArrayList<>();

    @AfterEach
    void stop() {
        phones.forEach(TrialPhone::close);
    }

    private TrialPhone phone(int extension, MediaTerms terms, int hertz) {
        TrialPhone phone =
                TrialPhone.speaking(InetAddress.getLoopbackAddress(), Peers.trusting(kamailio), terms, hertz);
        phones.add(phone);
        Extension of = kamailio.extensions().get(extension);
        phone.register(Peers.account(kamailio, Transport.UDP, of.user(), of.password()));
        return phone;
    }

    private static String party() {
        return kamailio.extensions().get(2).user();
    }

    private static CallId answered(TrialPhone party) {
        CallId call = party.awaitOffered();
        party.answer(call);
        party.awaitPhase(call, CallView.Phase.CONNECTED);
        return call;
    }

    /** When sipp was sent INVITEs, by its own clock. */
    private static List<LocalTime> invitedAt(SippPeer sipp) {
        Matcher received = Pattern.compile("-+ \\S+ (\\S+)\\s+UDP message received[^\\n]*\\s+INVITE ")
                .matcher(sipp.messages());
        List<LocalTime> times = new ArrayList<>();
        while (received.find()) {
            times.add(LocalTime.parse(received.group(1)));
        }
        return times;
    }

    @Test
    void joinsThemAllTheSameWhenTheReinviteForItCollidesWithOneOfLegOne() {
        TrialPhone controller = phone(0, MediaTerms.PLAIN, TrialPhone.AGENT_HERTZ);
        TrialPhone party = phone(2, MediaTerms.PLAIN, PARTY_HERTZ);
        try (SippPeer sipp = SippPeer.farEnd(FarEnd.COLLIDES)) {
            TwoLegCalls.Running call = controller
                    .legs()
                    .start(KamailioPeer.numberOf(sipp.address()), TrialLegs.dialled(party()), Joining.BETWEEN_PARTIES);
            CallId second = answered(party);
            party.awaitTone(PARTY_HERTZ, 600); // its own, which sipp has heard and returns
            controller.legs().assertNothingReachesUs(InetAddress.getLoopbackAddress());
            party.hangUp(second);
            assertThat(TrialLegs.end(call)).isEqualTo(TwoLegEnd.HUNG_UP);
            sipp.awaitDone(PATIENCE);
            List<LocalTime> invited = invitedAt(sipp);
            assertThat(invited).as("the call, the move, and the move again").hasSize(3);
            assertThat(Duration.between(invited.get(1), invited.get(2)))
                    .as("RFC 3261 section 14.1: the Call-ID is the controller's")
                    .isBetween(Duration.ofMillis(2_100), Duration.ofMillis(4_500));
        }
    }

    @Test
    void joinsThemThroughItsOwnSocketsWhereLegOneIsNotMoved() {
        TrialPhone controller = phone(0, MediaTerms.PLAIN, TrialPhone.AGENT_HERTZ);
        TrialPhone party = phone(2, MediaTerms.PLAIN, PARTY_HERTZ);
        try (SippPeer sipp = SippPeer.farEnd(FarEnd.STAYS)) {
            TwoLegCalls.Running call = controller
                    .legs()
                    .start(KamailioPeer.numberOf(sipp.address()), TrialLegs.dialled(party()), Joining.BETWEEN_PARTIES);
            CallId second = answered(party);
            party.awaitTone(PARTY_HERTZ, 600); // its own, which sipp has heard and returns
            assertThat(controller.legs().sockets()).isEqualTo(2);
            party.hangUp(second);
            assertThat(TrialLegs.end(call)).isEqualTo(TwoLegEnd.HUNG_UP);
            sipp.awaitDone(PATIENCE);
        }
    }

    @Test
    void takesWhatLegTwoSaidBeforeItsAnswerForTheAnswer() {
        TrialPhone controller = phone(0, MediaTerms.PLAIN, TrialPhone.AGENT_HERTZ);
        TrialPhone party = phone(2, MediaTerms.PLAIN, PARTY_HERTZ);
        try (SippPeer sipp = SippPeer.farEnd(FarEnd.CONFIRMS)) {
            TwoLegCalls.Running call = controller
                    .legs()
                    .start(party(), TrialLegs.dialled(KamailioPeer.numberOf(sipp.address())), Joining.RECORDED);
            CallId first = answered(party);
            TrialPhone.await(() -> sipp.messages().contains("\nACK "), () -> "its ACK in " + sipp.messages());
            party.headset().listenAnew();
            party.awaitTone(Peers.TONE_HERTZ, 600);
            party.hangUp(first);
            assertThat(TrialLegs.end(call)).isEqualTo(TwoLegEnd.HUNG_UP);
            sipp.awaitDone(PATIENCE);
        }
    }

    @Test
    void endsALegThatNeverDoesItsHandshakeAndTellsItWhy() {
        MediaTerms handshakes = MediaTerms.PLAIN.withEncryption(Encryption.DTLS_MANDATORY);
        TrialPhone controller = phone(0, handshakes, TrialPhone.AGENT_HERTZ);
        TrialPhone party = phone(2, handshakes, PARTY_HERTZ);
        try (SippPeer sipp = SippPeer.farEnd(FarEnd.SILENT_HANDSHAKE)) {
            TwoLegCalls.Running call = controller
                    .legs()
                    .start(KamailioPeer.numberOf(sipp.address()), TrialLegs.dialled(party()), Joining.RECORDED);
            party.awaitOffered();
            assertThat(TrialLegs.end(call)).isEqualTo(TwoLegEnd.FIRST_LEFT);
            sipp.awaitDone(PATIENCE);
            assertThat(controller.legs().sockets()).isZero();
        }
    }
}
