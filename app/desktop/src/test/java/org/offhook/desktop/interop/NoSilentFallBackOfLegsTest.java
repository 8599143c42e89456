package org.offhook.desktop.interop;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.offhook.agent.twoleg.TwoLegCalls;
import org.offhook.agent.twoleg.TwoLegPlan.Joining;
import org.offhook.core.media.Encryption;
import org.offhook.testkit.SipText;

/** The same of two-leg calls: a party that talks encrypted is never brought to talk plain by the other one's description. */
class NoSilentFallBackOfLegsTest extends FallBackOnTheWire {
    private static final String OTHER = "other";

    private record Begun(TwoLegCalls.Running call, SipText first) {}

    private Begun begin() throws InterruptedException {
        TwoLegCalls.Running call = phone().legs().start("102", TrialLegs.dialled("103"), Joining.BETWEEN_PARTIES);
        return new Begun(call, peer.expect("INVITE"));
    }

    /** Leg one answers with a key. */
    private Begun callFirst(Encryption encryption) throws Exception {
        register(encryption);
        Begun begun = begin();
        peer.respond(begun.first(), 200, FAR, peer.contact(), sdp(Words.SECURE));
        peer.expect("ACK");
        return begun;
    }

    /** Leg two's 2xx makes the offer. */
    private SipText callSecond(Words offer) throws Exception {
        SipText second = peer.expect("INVITE");
        assertThat(second.body()).isEmpty();
        peer.respond(second, 200, OTHER, peer.contact(), sdp(offer));
        return second;
    }

    private void end(SipText first) throws Exception {
        SipText bye = peer.expect("BYE");
        assertThat(bye.header("Call-ID")).isEqualTo(first.header("Call-ID"));
        peer.respond(bye, 200, FAR);
    }

    @Test
    void aPartyThatTalksEncryptedStaysWithOurSocketsWhereTheOtherDoesNot() throws Exception {
        Begun begun = callFirst(Encryption.OPTIONAL);
        SipText second = callSecond(Words.PLAIN);
        SipText ack = peer.expect("ACK");
        assertThat(ack.header("Call-ID"))
                .as("no re-INVITE to the one, our own answer to the other")
                .isEqualTo(second.header("Call-ID"));
        assertThat(ack.body()).containsPattern("m=audio [1-9]\\d* RTP/AVP ").doesNotContain("a=crypto");
        begun.call().hangUp();
        for (int leg = 0; leg < 2; leg++) {
            SipText bye = peer.expect("BYE");
            peer.respond(bye, 200, "");
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"PLAIN", "PLAIN_WITH_UNKNOWN_SUITE"})
    void whereEncryptionIsAMustAPartyWithoutItIsLetGo(Words offer) throws Exception {
        Begun begun = callFirst(Encryption.MANDATORY);
        SipText second = callSecond(offer);
        SipText next = peer.next();
        if (next.method().equals("INVITE")) { // it has some key: who it is for may judge it
            assertThat(offer).isEqualTo(Words.PLAIN_WITH_UNKNOWN_SUITE);
            peer.respond(next, 488, FAR);
            peer.expect("ACK");
            next = peer.next();
        }
        assertThat(next.header("Call-ID")).isEqualTo(second.header("Call-ID"));
        assertThat(next.body()).as("the ACK refuses its offer").contains("m=audio 0 ");
        SipText bye = peer.expect("BYE");
        assertThat(bye.header("Call-ID")).isEqualTo(second.header("Call-ID"));
        assertThat(bye.header("Reason")).contains("cause=488");
        peer.respond(bye, 200, OTHER);
        end(begun.first());
    }

    @Test
    void aPlainAnswerToTheOthersEncryptedOfferEndsTheCall() throws Exception {
        SipText first = callFirst(Encryption.MANDATORY).first();
        callSecond(Words.SECURE);
        SipText moving = peer.expect("INVITE");
        assertThat(moving.body()).contains("RTP/SAVP", FAR_KEY);
        peer.respond(moving, 200, FAR, peer.contact(), sdp(Words.PLAIN));
        assertThat(peer.expect("ACK").header("Call-ID")).isEqualTo(first.header("Call-ID"));
        for (int message = 0; message < 3; message++) { // the refusing ACK of the one, and two BYEs
            SipText next = peer.next();
            assertThat(next.method()).isIn("ACK", "BYE");
            assertThat(next.body()).doesNotContain("a=crypto").doesNotContainPattern("m=audio [1-9]");
            if (next.method().equals("BYE")) {
                peer.respond(next, 200, "");
            }
        }
    }

    @Test
    void aPartyThatAnsweredWithAKeyWhileItRangDoesNotLeaveItOutInItsLastWord() throws Exception {
        register(Encryption.OPTIONAL);
        SipText first = begin().first();
        peer.respond(first, 183, FAR, peer.contact(), sdp(Words.SECURE));
        assertThat(FarEndOnTheWire.opened(far.speech(), ours(first)))
                .as("silence, but encrypted")
                .isNotEmpty();
        peer.respond(first, 200, FAR, peer.contact(), sdp(Words.PLAIN));
        peer.expect("ACK");
        SipText bye = peer.expect("BYE");
        assertThat(bye.header("Reason")).contains("cause=488");
        peer.respond(bye, 200, FAR);
    }
}
