package org.offhook.core.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.offhook.core.call.CallEffect.SendReinvite;
import org.offhook.core.call.CallEffect.StartTimer;
import org.offhook.core.call.CallInput.CallTimer;
import org.offhook.core.media.IceCredentials;
import org.offhook.core.media.LocalMedia;
import org.offhook.core.media.MediaTerms;
import org.offhook.core.media.ReflexiveAddress;

/** A router maps the sockets of a call anew while our own address stays (RFC 3264 §8.3.1, RFC 3261 §14.1). */
class MappingMachineTest extends CallOnTrial {
    private static final ReflexiveAddress OUTSIDE = seen(61_000);

    private static ReflexiveAddress seen(int port) {
        return new ReflexiveAddress("203.0.113.9", port, "203.0.113.9", port + 1);
    }

    private void connect() {
        dial();
        take(CallSamples.answered(CallSamples.FAR));
        orders.clear();
    }

    private List<CallEffect> remap(int port) {
        return take(new CallInput.MediaRemapped(seen(port)));
    }

    private List<CallEffect> answer(String direction) {
        return take(new CallInput.ReinviteAnswered(
                CallSamples.FAR, Optional.of(CallSamples.sdp("192.0.2.20", 30_000, direction, "0 101"))));
    }

    private List<String> offers() {
        return orders.stream()
                .filter(SendReinvite.class::isInstance)
                .map(order -> ((SendReinvite) order).sdpOffer())
                .toList();
    }

    @Test
    void tellsTheFarEndWhereToSendFromNowOn() {
        connect();
        assertThat(remap(61_000)).singleElement().isInstanceOf(SendReinvite.class);
        assertThat(offers().getLast()).contains("c=IN IP4 203.0.113.9", "m=audio 61000 RTP/AVP 0", "a=sendrecv");
        answer("sendrecv");
        assertThat(state).isInstanceOf(CallState.Connected.class);
        assertThat(offers()).hasSize(1);
    }

    @Test
    void tellsNothingThatTheFarEndKnows() {
        connect();
        remap(61_000);
        answer("sendrecv");
        assertThat(remap(61_000)).isEmpty();
        assertThat(state).isInstanceOf(CallState.Connected.class);
    }

    @Test
    void tellsNothingWhereThereIsNoRouter() {
        connect();
        LocalMedia here = CallSamples.MEDIA;
        assertThat(take(new CallInput.MediaRemapped(
                        new ReflexiveAddress(here.address(), here.rtpPort(), here.address(), here.rtpPort() + 1))))
                .isEmpty();
    }

    @Test
    void letsAHoldThatIsUnderWayFinishAndTellsItAfterwards() {
        connect();
        take(CallSamples.HOLD_IT);
        assertThat(remap(61_000)).as("one re-INVITE of ours at a time").isEmpty();
        assertThat(answer("recvonly")).hasAtLeastOneElementOfType(SendReinvite.class);
        assertThat(offers().getLast()).contains("m=audio 61000 ", "a=sendonly");
        answer("recvonly");
        assertThat(offers()).hasSize(2);
    }

    @Test
    void tellsItAfterAHoldThatWasRefused() {
        connect();
        take(CallSamples.HOLD_IT);
        take(CallSamples.RESUME);
        remap(61_000);
        take(new CallInput.ReinviteRejected(CallSamples.FAR, 488));
        assertThat(offers().getLast()).contains("m=audio 61000 ", "a=sendrecv");
    }

    @Test
    void tellsItOnceOurOfferInAnAnswerIsAnswered() {
        connect();
        take(new CallInput.ReinviteReceived(CallSamples.FAR, Optional.empty()));
        assertThat(remap(61_000)).isEmpty();
        take(new CallInput.AckReceived(CallSamples.FAR, Optional.of(CallSamples.ANSWER)));
        assertThat(offers()).singleElement().satisfies(sdp -> assertThat(sdp).contains("m=audio 61000 "));
    }

    @Test
    void saysItInItsAnswerWhereTheFarEndAsksFirst() {
        connect();
        take(CallSamples.HOLD_IT);
        take(CallSamples.collided());
        remap(61_000);
        orders.clear();
        List<CallEffect> effects =
                take(new CallInput.ReinviteReceived(CallSamples.FAR, Optional.of(CallSamples.OFFER)));
        assertThat(effects)
                .filteredOn(CallEffect.RespondToReinvite.class::isInstance)
                .singleElement()
                .satisfies(order -> assertThat(((CallEffect.RespondToReinvite) order).sdp())
                        .hasValueSatisfying(sdp -> assertThat(sdp).contains("m=audio 61000 ")));
    }

    @Test
    void waitsForTheBackOffAndTellsTheLatest() {
        connect();
        remap(61_000);
        assertThat(take(CallSamples.collided())).hasOnlyElementsOfType(StartTimer.class);
        assertThat(remap(61_010)).isEmpty();
        take(CallSamples.RESUME);
        assertThat(offers())
                .as("RFC 3261 §14.1: not before the back-off is over")
                .hasSize(1);
        take(new CallInput.TimerFired(CallTimer.GLARE));
        assertThat(offers().getLast()).contains("m=audio 61010 ");
    }

    @Test
    void goesOnAndDoesNotAskForEverWhenItIsRefused() {
        connect();
        remap(61_000);
        orders.clear();
        take(new CallInput.ReinviteRejected(CallSamples.FAR, 488));
        assertThat(state).isInstanceOf(CallState.Connected.class);
        assertThat(offers()).isEmpty();
        remap(61_010);
        assertThat(offers()).hasSize(1);
    }

    @Test
    void leavesACallWithIceToItsChecks() {
        String password = "0123456789abcdef0123456789";
        take(CallSamples.DIAL);
        take(new CallInput.MediaReserved(new LocalMedia(
                "192.0.2.10",
                40_000,
                MediaTerms.PLAIN.withIce(true),
                List.of(),
                Optional.empty(),
                Optional.of(OUTSIDE),
                Optional.of(new IceCredentials("abcdefgh", password)))));
        take(new CallInput.InviteAnswered(
                CallSamples.FAR,
                Optional.of(CallSamples.ANSWER
                        + "a=ice-lite\r\na=ice-ufrag:8hhY\r\na=ice-pwd:asd88fgpdd777uzjYhagZg\r\n"
                        + "a=candidate:1 1 UDP 2130706431 192.0.2.20 30000 typ host\r\n"
                        + "a=candidate:1 2 UDP 2130706430 192.0.2.20 30001 typ host\r\n")));
        assertThat(plan().stream().orElseThrow().ice()).isPresent();
        orders.clear();
        assertThat(remap(61_010)).isEmpty();
    }
}
