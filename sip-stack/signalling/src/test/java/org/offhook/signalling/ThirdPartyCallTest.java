package org.offhook.signalling;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.offhook.core.account.Transport;
import org.offhook.core.call.CallEnd;
import org.offhook.core.call.CallInput;
import org.offhook.core.registration.RegistrationInput;
import org.offhook.core.thirdparty.LegPlan;
import org.offhook.core.thirdparty.Side;
import org.offhook.core.thirdparty.loop.PairCalls;
import org.offhook.core.thirdparty.loop.PairLoop;
import org.offhook.core.thirdparty.loop.PairNews;
import org.offhook.core.thirdparty.loop.TaskLoop;
import org.offhook.testkit.ScriptedSipPeer;
import org.offhook.testkit.SipText;
import org.offhook.testkit.core.FakeLegs;

/** Third-party calls on the wire: a scripted exchange reaches both parties. RFC 3725 §4.4. */
@Timeout(60)
class ThirdPartyCallTest {
    private static final String ONE = sdp("one", 30_000);
    private static final String TWO = sdp("two", 32_000);

    private final BlockingQueue<PairNews> news = new LinkedBlockingQueue<>();
    private final FakeLegs media = new FakeLegs();
    private ScriptedSipPeer peer;
    private PhoneUnderTest phone;
    private PairLoop loop;
    private PairCalls.Legs legs;

    @BeforeEach
    void open() throws Exception {
        peer = ScriptedSipPeer.udp();
        phone = new PhoneUnderTest(peer, Transport.UDP);
        phone.register();
        loop = new PairLoop(
                phone.signalling.legs(),
                media.media(),
                TaskLoop.onThread("legs"),
                InstantSource.system(),
                new Random(7),
                "leg-");
        legs = loop.begin(news::add);
    }

    @AfterEach
    void close() throws Exception {
        phone.close();
        peer.close();
    }

    private static String sdp(String name, int port) {
        return "v=0\r\no=" + name + " 1 1 IN IP4 127.0.0.1\r\ns=-\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\n" + "m=audio "
                + port + " RTP/AVP 0 101\r\na=rtpmap:101 telephone-event/8000\r\n";
    }

    private static String mediaOf(String sdp) {
        return sdp.substring(sdp.indexOf("m="));
    }

    private static String originOf(String sdp) {
        return sdp.lines().filter(line -> line.startsWith("o=")).findFirst().orElseThrow();
    }

    private <N extends PairNews> N awaitNews(Class<N> kind) throws InterruptedException {
        for (PairNews one = news.poll(10, TimeUnit.SECONDS); one != null; one = news.poll(10, TimeUnit.SECONDS)) {
            if (kind.isInstance(one)) {
                return kind.cast(one);
            }
        }
        throw new AssertionError("no " + kind.getSimpleName() + "; ladder:\n" + String.join("\n", peer.ladder()));
    }

    private void await(PairNews wanted) throws InterruptedException {
        PairNews one = news.poll(10, TimeUnit.SECONDS);
        while (one != null && !one.equals(wanted)) {
            one = news.poll(10, TimeUnit.SECONDS);
        }
        assertThat(one).as("ladder:\n" + String.join("\n", peer.ladder())).isEqualTo(wanted);
    }

    /** Leg two answers with its offer, and the loop knows. */
    private void answerSecond(SipText invite) throws Exception {
        peer.respond(invite, 200, "two", peer.contact(), TWO);
        await(new PairNews.Answered(Side.SECOND));
    }

    private SipText callFirst() throws Exception {
        legs.call(Side.FIRST, new LegPlan("102", Optional.of("1001"), LegPlan.Offer.OURS), Optional.empty());
        SipText invite = peer.expect("INVITE");
        peer.respond(invite, 200, "one", peer.contact(), ONE);
        peer.expect("ACK");
        return invite;
    }

    private SipText callSecond() throws Exception {
        legs.call(
                Side.SECOND,
                new LegPlan("7275551212", Optional.of("8005550199"), LegPlan.Offer.NONE),
                Optional.empty());
        SipText invite = peer.expect("INVITE");
        peer.respond(invite, 180, "two", peer.contact());
        return invite;
    }

    /** Both dialogs up and crossed; returns both INVITEs. */
    private SipText[] joined() throws Exception {
        SipText first = callFirst();
        SipText second = callSecond();
        answerSecond(second);
        legs.join();
        SipText moving = peer.expect("INVITE");
        peer.respond(moving, 200, "one", peer.contact(), ONE);
        peer.expect("ACK");
        peer.expect("ACK");
        awaitNews(PairNews.Joined.class);
        return new SipText[] {first, second};
    }

    /** A request of a party in its dialog. */
    private String inDialog(String method, SipText invite, String tag, int cseq, String... extra) {
        return peer.request(
                method,
                invite.uri("Contact"),
                invite.header("To") + ";tag=" + tag,
                invite.header("From"),
                invite.header("Call-ID"),
                cseq,
                extra);
    }

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
    void answersItsOwnReinvitesChallenge() throws Exception {
        callFirst();
        SipText second = callSecond();
        answerSecond(second);
        legs.join();
        SipText moving = peer.expect("INVITE");
        peer.respond(moving, 401, "one", "WWW-Authenticate: Digest realm=\"pbx.example\",nonce=\"n\",qop=\"auth\"");
        peer.expect("ACK");
        SipText again = peer.expect("INVITE");
        assertThat(again.cseq()).isEqualTo(moving.cseq() + 1);
        assertThat(again.find("Authorization")).isPresent();
        peer.respond(again, 200, "one", peer.contact(), ONE);
        SipText ack = peer.expect("ACK");
        assertThat(ack.cseq()).isEqualTo(again.cseq());
        assertThat(ack.find("Authorization")).as("RFC 3261 §22.1").isPresent();
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
    void backsOffAndTriesAgainWhenReinvitesCollide() throws Exception {
        SipText first = callFirst();
        SipText second = callSecond();
        answerSecond(second);
        legs.join();
        SipText moving = peer.expect("INVITE");
        peer.send(inDialog("INVITE", first, "one", 50, peer.contact(), ONE));
        assertThat(peer.expectStatus(491).header("CSeq")).as("RFC 3261 §14.2").isEqualTo("50 INVITE");
        peer.respond(moving, 491, "one");
        peer.expect("ACK");
        long refused = System.nanoTime();
        SipText again = peer.next();
        while (again.isResponse()) { // our 491 once more: the peer has not acknowledged it
            again = peer.next();
        }
        assertThat(again.method()).isEqualTo("INVITE");
        assertThat(System.nanoTime() - refused)
                .as("RFC 3261 §14.1: the owner of the Call-ID waits 2.1 to 4 s")
                .isGreaterThan(TimeUnit.MILLISECONDS.toNanos(2_000));
        assertThat(again.cseq()).isEqualTo(moving.cseq() + 1);
        peer.respond(again, 200, "one", peer.contact(), ONE);
        awaitNews(PairNews.Joined.class);
    }

    @Test
    void answersLegTwosOfferItselfWhenLegOneRefusesTheReinvite() throws Exception {
        SipText first = callFirst();
        SipText second = callSecond();
        answerSecond(second);
        legs.join();
        SipText moving = peer.expect("INVITE");
        peer.respond(moving, 488, "one");
        SipText refused = peer.expect("ACK");
        assertThat(refused.header("Call-ID")).isEqualTo(first.header("Call-ID"));
        SipText ack = peer.expect("ACK");
        assertThat(ack.header("Call-ID")).isEqualTo(second.header("Call-ID"));
        assertThat(mediaOf(ack.body())).as("our sockets").startsWith("m=audio 40004 RTP/AVP 0 101");
        awaitNews(PairNews.Joined.class);
        assertThat(media.reserved()).hasSize(2);
        assertThat(peer.isQuietFor(700))
                .as("both dialogs are up, nothing is owed")
                .isTrue();
        legs.end(Side.FIRST);
        assertThat(peer.expect("BYE").header("Call-ID")).isEqualTo(first.header("Call-ID"));
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
    void tellsBothPartiesWhereItIsAfterTheAddressChanged() throws Exception {
        SipText[] both = joined();
        phone.signalling.phone().registrationInput(new RegistrationInput.NetworkChanged(true));
        phone.signalling.rebind();
        phone.signalling.register(phone.account, 300, 2);
        SipText register = peer.expect("REGISTER");
        peer.respond(register, 200, "reg", "Contact: " + register.header("Contact"), "Expires: 300");
        SipText[] asked = {peer.expect("INVITE"), peer.expect("INVITE")};
        for (SipText again : asked) {
            boolean one = again.header("Call-ID").equals(both[0].header("Call-ID"));
            assertThat(again.header("Call-ID")).isEqualTo(both[one ? 0 : 1].header("Call-ID"));
            assertThat(again.uri("Contact")).isEqualTo(register.uri("Contact"));
            assertThat(mediaOf(again.body()))
                    .as("their media goes on between them")
                    .isEqualTo(mediaOf(one ? TWO : ONE));
            peer.respond(again, 200, one ? "one" : "two", peer.contact(), one ? ONE : TWO);
            assertThat(peer.expect("ACK").header("Call-ID")).isEqualTo(again.header("Call-ID"));
        }
        assertThat(asked[0].header("Call-ID")).as("each of them").isNotEqualTo(asked[1].header("Call-ID"));
    }

    @Test
    void passesAReinviteAcross() throws Exception {
        SipText[] invites = joined();
        String hold = TWO.replace("RTP/AVP 0 101\r\n", "RTP/AVP 0 101\r\na=sendonly\r\n");
        peer.send(inDialog("INVITE", invites[1], "two", 60, peer.contact(), hold));
        SipText passed = peer.next();
        if (passed.isResponse()) {
            assertThat(passed.status()).isEqualTo(100);
            passed = peer.next();
        }
        assertThat(passed.method()).isEqualTo("INVITE");
        assertThat(passed.header("Call-ID")).isEqualTo(invites[0].header("Call-ID"));
        assertThat(mediaOf(passed.body())).isEqualTo(mediaOf(hold));
        String held = ONE.replace("RTP/AVP 0 101\r\n", "RTP/AVP 0 101\r\na=recvonly\r\n");
        peer.respond(passed, 200, "one", peer.contact(), held);
        peer.expect("ACK");
        SipText answer = peer.expectStatus(200);
        assertThat(answer.header("Call-ID")).isEqualTo(invites[1].header("Call-ID"));
        assertThat(mediaOf(answer.body())).isEqualTo(mediaOf(held));
        peer.send(inDialog("ACK", invites[1], "two", 60));
        assertThat(peer.isQuietFor(700)).as("the 200 has its ACK").isTrue();
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
