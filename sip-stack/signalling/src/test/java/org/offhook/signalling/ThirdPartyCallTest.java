package org.offhook.signalling;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.offhook.core.call.CallEnd;
import org.offhook.core.call.CallInput;
import org.offhook.core.thirdparty.LegPlan;
import org.offhook.core.thirdparty.Side;
import org.offhook.core.thirdparty.loop.PairLoop;
import org.offhook.core.thirdparty.loop.PairNews;
import org.offhook.core.thirdparty.loop.TaskLoop;
import org.offhook.testkit.SipText;
import org.offhook.testkit.core.FakeLegs;

/** Third-party calls on the wire: a scripted exchange reaches both parties. RFC 3725 §4.4. */
class ThirdPartyCallTest extends ThirdPartyOnTheWire {
    @Test
    void crossesTheDescriptionsOfBothParties() throws Exception {
        SipText first = callFirst();
        assertThat(first.requestUri()).isEqualTo("sip:102@pbx.example");
        assertThat(first.body()).as("our sockets, for ringback").contains("m=audio 40002 ");
        SipText second = callSecond();
        assertThat(second.requestUri()).isEqualTo("sip:7275551212@pbx.example");
        assertThat(second.body()).as("no offer: the party makes it").isEmpty();
        assertThat(second.header("Call-ID")).isNotEqualTo(first.header("Call-ID"));
        answerSecond(second);
        assertThat(peer.isQuietFor(300)).as("the ACK waits for the answer").isTrue();

        legs.join();
        SipText moving = peer.expect("INVITE");
        assertThat(moving.header("Call-ID")).isEqualTo(first.header("Call-ID"));
        assertThat(moving.parameter("To", "tag")).contains("one");
        assertThat(moving.cseq()).isEqualTo(first.cseq() + 1);
        assertThat(moving.header("Contact")).isEqualTo(first.header("Contact"));
        assertThat(mediaOf(moving.body())).isEqualTo(mediaOf(TWO));
        String[] before = originOf(first.body()).split(" ");
        String[] after = originOf(moving.body()).split(" ");
        assertThat(after[1]).as("RFC 3264 §8: the same session").isEqualTo(before[1]);
        assertThat(Long.parseLong(after[2])).isEqualTo(Long.parseLong(before[2]) + 1);

        peer.respond(moving, 200, "one", peer.contact(), ONE);
        SipText ackOne = peer.expect("ACK");
        SipText ackTwo = peer.expect("ACK");
        assertThat(ackOne.header("Call-ID")).isEqualTo(first.header("Call-ID"));
        assertThat(ackOne.cseq()).isEqualTo(moving.cseq());
        assertThat(ackOne.body()).isEmpty();
        assertThat(ackTwo.header("Call-ID")).isEqualTo(second.header("Call-ID"));
        assertThat(mediaOf(ackTwo.body())).isEqualTo(mediaOf(ONE));
        awaitNews(PairNews.Joined.class);
        assertThat(media.reserved()).isEmpty();
        assertThat(peer.ladder())
                .containsSubsequence(
                        "phone: INVITE (1 INVITE)",
                        "peer: 200 (1 INVITE)",
                        "phone: ACK (1 ACK)",
                        "phone: INVITE (1 INVITE)",
                        "peer: 180 (1 INVITE)",
                        "peer: 200 (1 INVITE)",
                        "phone: INVITE (2 INVITE)",
                        "peer: 200 (2 INVITE)",
                        "phone: ACK (2 ACK)",
                        "phone: ACK (1 ACK)");
    }

    @Test
    void showsEachPartyTheCallerIdThatThePlanSays() throws Exception {
        SipText first = callFirst();
        SipText second = callSecond();
        assertThat(first.header("From")).startsWith("\"1001\" <sip:1001@pbx.example>");
        assertThat(first.header("P-Preferred-Identity")).isEqualTo("<sip:1001@pbx.example>");
        assertThat(second.header("From")).startsWith("\"8005550199\" <sip:1001@pbx.example>");
        assertThat(second.header("P-Preferred-Identity")).isEqualTo("<sip:8005550199@pbx.example>");
    }

    @Test
    void tellsTheSipCallIdsOfBothLegs() throws Exception {
        SipText first = callFirst();
        assertThat(awaitNews(PairNews.Placed.class))
                .isEqualTo(new PairNews.Placed(Side.FIRST, first.header("Call-ID")));
        SipText second = callSecond();
        assertThat(awaitNews(PairNews.Placed.class))
                .isEqualTo(new PairNews.Placed(Side.SECOND, second.header("Call-ID")));
    }

    @Test
    void repeatsTheAckForARepeatedAnswerOfEither() throws Exception {
        SipText first = callFirst();
        SipText second = callSecond();
        answerSecond(second);
        legs.join();
        SipText moving = peer.expect("INVITE");
        peer.respond(moving, 200, "one", peer.contact(), ONE);
        peer.expect("ACK");
        SipText ackTwo = peer.expect("ACK");
        peer.respond(moving, 200, "one", peer.contact(), ONE);
        assertThat(peer.expect("ACK").header("Call-ID")).isEqualTo(first.header("Call-ID"));
        peer.respond(second, 200, "two", peer.contact(), TWO);
        assertThat(peer.expect("ACK").body()).isEqualTo(ackTwo.body());
    }

    @Test
    void relaysWhatLegTwoPlaysBeforeItAnswers() throws Exception {
        callFirst();
        legs.call(Side.SECOND, new LegPlan("7275551212", Optional.empty(), LegPlan.Offer.OURS), Optional.empty());
        SipText invite = peer.expect("INVITE");
        peer.respond(invite, 183, "two", peer.contact(), TWO);
        awaitOrder("Relay from");
        peer.respond(invite, 200, "two", peer.contact(), TWO);
        await(new PairNews.Answered(Side.SECOND));
        legs.join();
        awaitNews(PairNews.Joined.class);
        awaitOrder("Bridge with");
    }

    /** RFC 6337 §3.1.1: the branch that answered before has answered; another one's answer is another. */
    @Test
    void takesAnAnswerWithoutADescriptionForTheEarlyOneOfItsDialog() throws Exception {
        legs.call(Side.FIRST, new LegPlan("102", Optional.empty(), LegPlan.Offer.OURS), Optional.empty());
        SipText invite = peer.expect("INVITE");
        peer.respond(invite, 183, "one", peer.contact(), ONE);
        awaitOrder("Apply");
        peer.respond(invite, 200, "one", peer.contact());
        peer.expect("ACK");
        await(new PairNews.Answered(Side.FIRST));
    }

    /** RFC 3311 §5.2: 491 while our offer is open, an answer once the early one is here. */
    @Test
    void answersAnOfferThatComesBeforeTheAnswer() throws Exception {
        legs.call(Side.FIRST, new LegPlan("102", Optional.empty(), LegPlan.Offer.OURS), Optional.empty());
        SipText invite = peer.expect("INVITE");
        peer.respond(invite, 180, "one", peer.contact());
        peer.send(inDialog("UPDATE", invite, "one", 5, peer.contact(), ONE));
        peer.expectStatus(491);
        peer.respond(invite, 183, "one", peer.contact(), ONE);
        awaitOrder("Apply");
        peer.send(inDialog("UPDATE", invite, "one", 6, peer.contact(), ONE.replace("30000", "30100")));
        assertThat(peer.expectStatus(200).body()).contains("m=audio 40002 ");
        awaitOrder("Apply");
        peer.respond(invite, 200, "one", peer.contact(), ONE);
        peer.expect("ACK");
        await(new PairNews.Answered(Side.FIRST));
    }

    /** What our media path was told to do. */
    private void awaitOrder(String words) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        List<String> seen = new ArrayList<>();
        while (seen.stream().noneMatch(order -> order.contains(words))) {
            assertThat(System.nanoTime()).as("%s, but %s", words, seen).isLessThan(deadline);
            Thread.onSpinWait();
            seen.addAll(media.takeOrders());
        }
    }

    @Test
    void aByeOfOneIsReportedAndTheOtherCanBeHungUp() throws Exception {
        SipText[] invites = joined();
        peer.send(inDialog("BYE", invites[0], "one", 70));
        peer.expectStatus(200);
        assertThat(awaitNews(PairNews.Ended.class).end().cause()).isEqualTo(CallEnd.Cause.HUNG_UP);
        legs.end(Side.SECOND);
        SipText bye = peer.expect("BYE");
        assertThat(bye.header("Call-ID")).isEqualTo(invites[1].header("Call-ID"));
    }

    @Test
    void hangsUpWhoAnswersTheCancelAndRefusesTheirOffer() throws Exception {
        SipText second = callSecond();
        legs.end(Side.SECOND);
        SipText cancel = peer.expect("CANCEL");
        peer.respond(second, 200, "two", peer.contact(), TWO);
        peer.respond(cancel, 200, "two");
        SipText ack = peer.expect("ACK");
        assertThat(ack.body())
                .as("the offer in the 200 has an answer, RFC 3261 §13.2.2.4")
                .contains("m=audio 0 ");
        peer.expect("BYE");
        assertThat(awaitNews(PairNews.Ended.class).end().cause()).isEqualTo(CallEnd.Cause.CANCELLED);
    }

    @Test
    void runsBesideThePhonesOwnCall() throws Exception {
        phone.dial();
        SipText own = peer.expect("INVITE");
        SipText first = callFirst();
        peer.respond(own, 180, "own", peer.contact());
        assertThat(phone.inbox.next(CallInput.ProvisionalReceived.class).status())
                .isEqualTo(180);
        peer.send(inDialog("BYE", first, "one", 80));
        peer.expectStatus(200);
        awaitNews(PairNews.Ended.class);
        peer.respond(own, 200, "own", peer.contact(), PhoneUnderTest.ANSWER);
        phone.inbox.next(CallInput.InviteAnswered.class);
    }

    @Test
    void cannotCallAnybodyWithoutAnAccount() throws Exception {
        JainSignalling alone = new JainSignalling(PhoneUnderTest.settings());
        alone.start(new SpyInbox());
        try (PairLoop other = new PairLoop(
                alone.legs(),
                new FakeLegs().media(),
                TaskLoop.onThread("alone"),
                InstantSource.system(),
                new Random(),
                "x")) {
            other.begin(news::add)
                    .call(Side.SECOND, new LegPlan("1", Optional.empty(), LegPlan.Offer.NONE), Optional.empty());
            assertThat(awaitNews(PairNews.Ended.class).end().cause()).isEqualTo(CallEnd.Cause.CONNECTION_LOST);
        } finally {
            alone.close();
        }
    }
}
