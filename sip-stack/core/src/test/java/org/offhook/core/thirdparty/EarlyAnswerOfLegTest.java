package org.offhook.core.thirdparty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.offhook.core.thirdparty.LegSamples.FAR;
import static org.offhook.core.thirdparty.LegSamples.ONE;
import static org.offhook.core.thirdparty.LegSamples.OTHER;

import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.offhook.core.call.DialogId;
import org.offhook.core.media.Encryption;
import org.offhook.core.media.LocalMedia;
import org.offhook.core.media.MediaPlan.RtpStream;
import org.offhook.core.media.MediaTerms;
import org.offhook.core.media.SrtpKey;
import org.offhook.core.media.SrtpSuite;

/** What a party has said to our offer before it answers holds for its answer, each branch of a fork for itself (RFC 6337 §3.1.1). */
class EarlyAnswerOfLegTest {
    private static final SrtpSuite SUITE = SrtpSuite.AES_CM_128_HMAC_SHA1_80;
    private static final String SECURE = ONE.replace("RTP/AVP", "RTP/SAVP") + "a=crypto:1 " + SUITE + " inline:"
            + Base64.getEncoder().encodeToString(new byte[30]) + "\r\n";

    private LegState at = new LegState.New();

    private List<String> take(LegInput input) {
        LegStep step = LegMachine.step(at, input, LegSamples.NOW);
        at = step.next();
        return step.effects().stream().map(LegSamples::shown).toList();
    }

    /** Encrypted where the party does it too. */
    private void callsOptionally() {
        take(LegSamples.call(LegSamples.OURS));
        SrtpKey key = SrtpKey.of(SUITE, new byte[SUITE.keyBytes() + SUITE.saltBytes()]);
        take(new LegInput.MediaReserved(new LocalMedia(
                "192.0.2.10",
                40_000,
                MediaTerms.PLAIN.withEncryption(Encryption.OPTIONAL),
                List.of(key),
                Optional.empty())));
    }

    private List<String> plays(DialogId dialog, String sdp) {
        return take(new LegInput.Progressed(183, Optional.of(dialog), Optional.of(sdp)));
    }

    private boolean talksEncrypted() {
        return ((LegState.Talking) at).plan().stream().map(RtpStream::encrypted).orElseThrow();
    }

    @Test
    void aPartyThatAnsweredWithAKeyWhileItRangDoesNotLeaveItOutInItsLastWord() {
        callsOptionally();
        assertThat(plays(FAR, SECURE)).containsExactly("ApplyMedia SENDRECV", "PlaysEarly");
        assertThat(take(new LegInput.Answered(FAR, Optional.of(ONE))))
                .containsExactly(
                        "SendAck",
                        "SendBye with Reason",
                        "ReleaseMedia",
                        "ForgetLeg",
                        "join: Gone",
                        "Ended MEDIA_NOT_ACCEPTED");
    }

    @Test
    void norInAnotherEarlyAnswer() {
        callsOptionally();
        plays(FAR, SECURE);
        assertThat(plays(FAR, ONE)).as("what was agreed stays").isEmpty();
        assertThat(take(new LegInput.Answered(FAR, Optional.of(SECURE)))).contains("SendAck", "Answered");
        assertThat(talksEncrypted()).isTrue();
    }

    @Test
    void anotherBranchSpeaksForItself() {
        callsOptionally();
        plays(FAR, SECURE);
        assertThat(take(new LegInput.Answered(OTHER, Optional.of(ONE)))).contains("SendAck (other)", "Answered");
        assertThat(talksEncrypted()).isFalse();
    }

    @Test
    void anAnswerWithoutADescriptionConfirmsTheEarlyOneOfItsDialog() {
        callsOptionally();
        plays(FAR, SECURE);
        assertThat(take(new LegInput.Answered(FAR, Optional.empty())))
                .containsExactly("SendAck", "ApplyMedia SENDRECV", "Answered");
        assertThat(talksEncrypted()).isTrue();
    }

    @Test
    void theSameEarlyAnswerOnceMoreChangesNothing() {
        callsOptionally();
        plays(FAR, SECURE);
        assertThat(plays(FAR, SECURE)).isEmpty();
    }

    @Test
    void anOfferBeforeTheAnswerIsAnsweredOnceOursIs() {
        callsOptionally();
        assertThat(take(new LegInput.ReinviteReceived(FAR, Optional.of(SECURE))))
                .as("RFC 3311 §5.2: ours is open")
                .containsExactly("RespondToReinvite 491");
        plays(FAR, SECURE);
        assertThat(take(new LegInput.ReinviteReceived(FAR, Optional.of(ONE))))
                .as("nor does it drop the key")
                .containsExactly("RespondToReinvite 488");
        assertThat(take(new LegInput.ReinviteReceived(FAR, Optional.of(SECURE.replace("sendrecv", "sendonly")))))
                .containsExactly("RespondToReinvite 200 with SDP", "ApplyMedia RECVONLY");
        assertThat(take(new LegInput.Answered(FAR, Optional.of(SECURE))))
                .as("the later offer holds, whatever the answer repeats")
                .containsExactly("SendAck", "ApplyMedia RECVONLY", "Answered");
    }

    @Test
    void anOfferInACallThatIsBeingCancelledComesToNothing() {
        callsOptionally();
        plays(FAR, SECURE);
        take(LegSamples.END);
        assertThat(take(new LegInput.ReinviteReceived(FAR, Optional.of(SECURE))))
                .containsExactly("RespondToReinvite 481");
    }
}
