package org.offhook.testkit.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.offhook.core.call.CallEnd;
import org.offhook.core.call.CallId;
import org.offhook.core.call.CallInput.RejectedResponse;
import org.offhook.core.call.DialogId;
import org.offhook.core.error.ErrorCode;
import org.offhook.core.media.DtlsIdentity;
import org.offhook.core.media.Fingerprint;
import org.offhook.core.media.MediaPlan.DtlsPeer;
import org.offhook.core.media.MediaPlan.DtlsRole;
import org.offhook.core.media.ReflexiveAddress;
import org.offhook.core.thirdparty.LegInput;
import org.offhook.core.thirdparty.LegPlan;
import org.offhook.core.thirdparty.Side;
import org.offhook.core.thirdparty.loop.PairCalls;
import org.offhook.core.thirdparty.loop.PairLoop;
import org.offhook.core.thirdparty.loop.PairNews;

/** The loop of third-party calls in virtual time; the test plays both far ends. */
class PairLoopTest {
    /** From the last packet of ours to the re-INVITE that moves leg one. */
    private static final Duration HUSHED = Duration.ofMillis(80);

    private static final DialogId FAR = new DialogId("far");
    private static final LegPlan OURS = new LegPlan("102", Optional.empty(), LegPlan.Offer.OURS);
    private static final LegPlan NONE = new LegPlan("103", Optional.empty(), LegPlan.Offer.NONE);
    private static final String SDP = String.join(
            "\r\n",
            "v=0",
            "o=x 1 1 IN IP4 192.0.2.20",
            "s=-",
            "c=IN IP4 192.0.2.20",
            "t=0 0",
            "m=audio 30000 RTP/AVP 0",
            "");

    private final VirtualTime time = new VirtualTime();
    private final VirtualTaskLoop tasks = new VirtualTaskLoop(time);
    private final FakeLegs far = new FakeLegs().withAnnouncement("welcome");
    private final List<PairNews> news = new ArrayList<>();
    private final PairLoop loop = new PairLoop(far.signalling(), far.media(), tasks, time, new Random(42), "L");
    private final PairCalls.Legs legs = loop.begin(news::add);

    private void happens(CallId leg, LegInput input) {
        far.happens(leg, input);
        tasks.settle();
    }

    private CallId first() {
        return far.leg(0);
    }

    private CallId second() {
        return far.leg(1);
    }

    private void bothAnswered(LegPlan secondPlan) {
        legs.call(Side.FIRST, OURS, Optional.empty());
        tasks.settle();
        happens(first(), new LegInput.Answered(FAR, Optional.of(SDP)));
        legs.call(Side.SECOND, secondPlan, Optional.empty());
        tasks.settle();
        happens(second(), new LegInput.Answered(FAR, Optional.of(SDP)));
        far.takeOrders();
    }

    private void join() {
        legs.join();
        tasks.pass(HUSHED);
    }

    @Test
    void callsBothAndCrossesThem() {
        bothAnswered(NONE);
        assertThat(news)
                .containsExactly(
                        new PairNews.Placed(Side.FIRST, "call-id-of-L1"),
                        new PairNews.Answered(Side.FIRST),
                        new PairNews.Placed(Side.SECOND, "call-id-of-L2"),
                        new PairNews.Answered(Side.SECOND));
        join();
        assertThat(far.takeOrders()).containsExactly("L1 Hush", "L1 SendReinvite with SDP");
        happens(first(), new LegInput.ReinviteAnswered(FAR, Optional.of(SDP)));
        assertThat(far.takeOrders()).containsExactly("L1 SendAck", "L1 Release", "L2 SendAck with SDP");
        assertThat(news).last().isEqualTo(new PairNews.Joined());
        assertThat(far.reserved()).as("no socket of ours is left between them").isEmpty();
    }

    @Test
    void bridgesThroughOurSockets() {
        bothAnswered(OURS);
        join();
        assertThat(far.takeOrders()).containsExactly("L1 Bridge with L2 recording BY_RULE");
        assertThat(far.reserved()).hasSize(2);
        happens(second(), new LegInput.ByeReceived(FAR));
        legs.end(Side.FIRST);
        tasks.settle();
        assertThat(far.reserved()).isEmpty();
    }

    @Test
    void triesAgainAfterTwoToFourSecondsWhenReinvitesCollide() {
        bothAnswered(NONE);
        join();
        far.takeOrders();
        happens(first(), new LegInput.ReinviteRejected(FAR, 491));
        assertThat(far.takeOrders()).as("it hears us meanwhile").containsExactly("L1 Apply SENDRECV");
        tasks.pass(Duration.ofMillis(2_090));
        assertThat(far.takeOrders()).as("RFC 3261 §14.1: not before 2.1 s").isEmpty();
        tasks.pass(Duration.ofMillis(1_910).plus(HUSHED));
        assertThat(far.takeOrders())
                .as("RFC 3261 §14.1: within 4 s")
                .containsExactly("L1 Hush", "L1 SendReinvite with SDP");
    }

    @Test
    void movesLegOneOnceTheHandshakesOfItsSpeechAndItsReportsAreDone() {
        Fingerprint print = new Fingerprint("sha-256", "AB" + ":AB".repeat(31));
        String keyed = SDP.replace("RTP/AVP", "UDP/TLS/RTP/SAVP") + "a=setup:active\r\na=fingerprint:" + print + "\r\n";
        far.handshaking(new DtlsIdentity(print, "0123456789abcdef0123456789abcdef"));
        legs.call(Side.FIRST, OURS, Optional.empty());
        tasks.settle();
        happens(first(), new LegInput.Answered(FAR, Optional.of(keyed)));
        legs.call(Side.SECOND, NONE, Optional.empty());
        tasks.settle();
        happens(second(), new LegInput.Answered(FAR, Optional.of(keyed.replace("active", "actpass"))));
        far.takeOrders();
        legs.join();
        tasks.pass(Duration.ofSeconds(5));
        assertThat(far.takeOrders()).as("one of it runs").isEmpty();
        far.secured(first(), new DtlsPeer(DtlsRole.SERVER, print, "", 0));
        tasks.pass(Duration.ofMillis(99));
        assertThat(far.takeOrders()).as("that of the reports may run still").isEmpty();
        tasks.pass(Duration.ofMillis(1).plus(HUSHED));
        assertThat(far.takeOrders()).containsExactly("L1 Hush", "L1 SendReinvite with SDP");
    }

    @Test
    void movesLegOneOnceItHearsNothingMoreOfOurs() {
        bothAnswered(NONE);
        legs.join();
        tasks.pass(HUSHED.minusMillis(1));
        assertThat(far.takeOrders()).containsExactly("L1 Hush");
        tasks.pass(Duration.ofMillis(1));
        assertThat(far.takeOrders()).containsExactly("L1 SendReinvite with SDP");
    }

    @Test
    void joinsThemThroughOurSocketsWhenTheExchangeDoesNotTakeTheReinvite() {
        bothAnswered(NONE);
        join();
        far.takeOrders();
        happens(first(), new LegInput.ReinviteRejected(FAR, 488));
        tasks.settle();
        assertThat(far.takeOrders())
                .containsExactly(
                        "L1 Apply SENDRECV",
                        "L2 SendAck with SDP",
                        "L2 Apply SENDRECV",
                        "L1 Bridge with L2 recording NONE");
        assertThat(news).last().isEqualTo(new PairNews.Joined());
        tasks.pass(Duration.ofSeconds(30));
        assertThat(far.takeOrders()).as("no timer of the offer is left").isEmpty();
        legs.end(Side.FIRST);
        legs.end(Side.SECOND);
        tasks.settle();
        assertThat(far.reserved()).isEmpty();
    }

    @Test
    void letsLegOneHearWhatLegTwoPlaysBeforeItAnswers() {
        legs.call(Side.FIRST, OURS, Optional.empty());
        tasks.settle();
        happens(first(), new LegInput.Answered(FAR, Optional.of(SDP)));
        legs.call(Side.SECOND, OURS, Optional.empty());
        tasks.settle();
        far.takeOrders();
        happens(second(), new LegInput.Progressed(183, Optional.of(FAR), Optional.of(SDP)));
        assertThat(far.takeOrders()).containsExactly("L2 Apply SENDRECV", "L1 Relay from L2");
        happens(second(), new LegInput.Rejected(new RejectedResponse(486, "", Optional.empty(), Optional.empty())));
        assertThat(far.takeOrders()).containsExactly("L2 Release", "L2 Forget", "L1 Play SILENCE");
    }

    @Test
    void spreadsItsBackOffsOverTheWholeRange() {
        List<Long> waits = new ArrayList<>();
        bothAnswered(NONE);
        join();
        for (int i = 0; i < 5; i++) {
            far.takeOrders();
            happens(first(), new LegInput.ReinviteRejected(FAR, 491));
            far.takeOrders();
            long waited = 0;
            while (far.takeOrders().isEmpty() && waited < 5_000) {
                tasks.pass(Duration.ofMillis(10));
                waited += 10;
            }
            waits.add(waited);
            tasks.pass(HUSHED);
        }
        assertThat(waits).allMatch(wait -> wait >= 2_100 && wait <= 4_000).doesNotHaveDuplicates();
    }

    @Test
    void hangsLegTwoUpWhenItsOfferWaitsTooLong() {
        bothAnswered(NONE);
        join();
        far.takeOrders();
        tasks.pass(Duration.ofSeconds(25));
        assertThat(far.takeOrders()).containsExactly("L2 SendAck with SDP", "L2 SendBye", "L2 Forget");
        assertThat(news).last().isInstanceOf(PairNews.Ended.class);
    }

    @Test
    void givesACancelUpAfter64T1AndHangsALateAnswerUp() {
        legs.call(Side.FIRST, OURS, Optional.empty());
        tasks.settle();
        legs.end(Side.FIRST);
        tasks.settle();
        far.takeOrders();
        tasks.pass(Duration.ofSeconds(31));
        assertThat(news).noneMatch(PairNews.Ended.class::isInstance);
        tasks.pass(Duration.ofSeconds(1));
        assertThat(news).last().isInstanceOf(PairNews.Ended.class);
        assertThat(far.takeOrders()).containsExactly("L1 Release", "L1 Forget");
        happens(first(), new LegInput.Answered(FAR, Optional.of(SDP)));
        assertThat(far.takeOrders()).containsExactly("L1 SendAck", "L1 SendBye");
    }

    @Test
    void lettingThePhoneOfLegTwoRingIsHeardByLegOne() {
        legs.call(Side.FIRST, OURS, Optional.empty());
        tasks.settle();
        happens(first(), new LegInput.Answered(FAR, Optional.of(SDP)));
        legs.call(Side.SECOND, NONE, Optional.empty());
        tasks.settle();
        far.takeOrders();
        happens(second(), new LegInput.Progressed(180, Optional.of(FAR), Optional.empty()));
        assertThat(far.takeOrders()).containsExactly("L1 Play RINGBACK");
        happens(second(), new LegInput.Rejected(new RejectedResponse(486, "", Optional.empty(), Optional.empty())));
        assertThat(far.takeOrders()).containsExactly("L2 Forget", "L1 Play SILENCE");
        assertThat(news)
                .last()
                .isInstanceOfSatisfying(
                        PairNews.Ended.class,
                        ended -> assertThat(ended.end().cause()).isEqualTo(CallEnd.Cause.BUSY));
    }

    @Test
    void announcesAndReportsTheKey() {
        legs.call(Side.FIRST, OURS, Optional.of("welcome"));
        tasks.settle();
        happens(first(), new LegInput.Answered(FAR, Optional.of(SDP)));
        far.takeOrders();
        legs.announce();
        tasks.settle();
        assertThat(far.takeOrders()).containsExactly("L1 Announce");
        happens(first(), new LegInput.DigitReceived('1'));
        assertThat(news).last().isEqualTo(new PairNews.KeyPressed(Side.FIRST, '1'));
        legs.stopAnnouncement();
        tasks.settle();
        assertThat(far.takeOrders()).containsExactly("L1 Play SILENCE");
        far.announcementEnds(first());
        tasks.settle();
        assertThat(news).noneMatch(PairNews.AnnouncementOver.class::isInstance);
    }

    @Test
    void saysWhenTheAnnouncementWasHeardToItsEnd() {
        legs.call(Side.FIRST, OURS, Optional.of("welcome"));
        tasks.settle();
        happens(first(), new LegInput.Answered(FAR, Optional.of(SDP)));
        legs.announce();
        tasks.settle();
        far.announcementEnds(first());
        tasks.settle();
        assertThat(news).last().isEqualTo(new PairNews.AnnouncementOver(PairNews.Played.WHOLE));
    }

    @Test
    void callsNobodyForAnAnnouncementThatIsMissing() {
        legs.call(Side.FIRST, OURS, Optional.of("nonesuch"));
        tasks.settle();
        assertThat(far.takeOrders()).doesNotContain("L1 SendInvite with SDP");
        assertThat(news)
                .last()
                .isInstanceOfSatisfying(
                        PairNews.Ended.class,
                        ended -> assertThat(ended.end().error()).contains(ErrorCode.ANNOUNCEMENT_MISSING));
    }

    @Test
    void keepsNothingOnceBothAreOverForLongEnough() {
        bothAnswered(NONE);
        legs.end(Side.FIRST);
        legs.end(Side.SECOND);
        tasks.settle();
        tasks.pass(Duration.ofSeconds(41));
        assertThat(tasks.planned()).isZero();
        long ignored = loop.ignoredInputs();
        happens(first(), new LegInput.Answered(new DialogId("late"), Optional.of(SDP)));
        assertThat(loop.ignoredInputs()).isEqualTo(ignored + 1);
    }

    @Test
    void hangsEverythingUpWhenItCloses() {
        bothAnswered(NONE);
        loop.close();
        assertThat(far.takeOrders()).contains("L1 SendBye", "L2 SendBye");
    }

    private static ReflexiveAddress outside(int port) {
        return new ReflexiveAddress("198.51.100.7", port, "198.51.100.7", port + 1);
    }

    private void remapped(CallId leg, int port) {
        far.remapped(leg, outside(port));
        tasks.settle();
    }

    @Test
    void tellsWhereARouterMapsItsSocketsTwoSecondsAfterItWasSeenAndTheLatestEveryTenAtMost() {
        bothAnswered(OURS);
        remapped(first(), 50_000);
        assertThat(far.asked()).as("the exchange may see us elsewhere, too").isEqualTo(1);
        tasks.pass(Duration.ofMillis(1_990));
        assertThat(far.takeOrders()).isEmpty();
        tasks.pass(Duration.ofMillis(10));
        assertThat(far.takeOrders()).containsExactly("L1 SendReinvite with SDP");
        happens(first(), new LegInput.ReinviteAnswered(FAR, Optional.of(SDP)));
        far.takeOrders();
        remapped(first(), 50_002);
        remapped(first(), 50_004);
        tasks.pass(Duration.ofMillis(9_990));
        assertThat(far.takeOrders()).as("not so soon again").isEmpty();
        tasks.pass(Duration.ofSeconds(3));
        assertThat(far.takeOrders()).containsExactly("L1 SendReinvite with SDP");
        happens(first(), new LegInput.ReinviteAnswered(FAR, Optional.of(SDP)));
        far.takeOrders();
        tasks.pass(Duration.ofMinutes(1));
        assertThat(far.takeOrders()).as("the latest is told").isEmpty();
        assertThat(tasks.planned()).isZero();
    }

    @Test
    void tellsAPartyThatRingsOfTheMappingOnceItHasAnswered() {
        legs.call(Side.FIRST, OURS, Optional.empty());
        tasks.settle();
        remapped(first(), 50_000);
        far.takeOrders();
        tasks.pass(Duration.ofSeconds(20));
        assertThat(far.takeOrders()).isEmpty();
        happens(first(), new LegInput.Answered(FAR, Optional.of(SDP)));
        far.takeOrders();
        tasks.pass(Duration.ofSeconds(2));
        assertThat(far.takeOrders()).containsExactly("L1 SendReinvite with SDP");
    }

    @Test
    void tellsNoMappingWhileTheExchangeCannotBeReachedNorOnceItsSocketsHaveGone() {
        bothAnswered(NONE);
        remapped(first(), 50_000);
        far.pathLost(first());
        tasks.pass(Duration.ofSeconds(5));
        assertThat(far.takeOrders())
                .as("an answer that does not come would end it")
                .isEmpty();
        happens(first(), new LegInput.PathRestored("192.0.2.99"));
        assertThat(far.takeOrders()).containsExactly("L1 Locate 192.0.2.99", "L1 SendReinvite with SDP");
        happens(first(), new LegInput.ReinviteAnswered(FAR, Optional.of(SDP)));
        tasks.pass(Duration.ofSeconds(5));
        far.takeOrders();
        join();
        remapped(first(), 50_002);
        happens(first(), new LegInput.ReinviteAnswered(FAR, Optional.of(SDP)));
        far.takeOrders();
        tasks.pass(Duration.ofSeconds(5));
        assertThat(far.takeOrders()).as("their media passes us by").isEmpty();
    }

    @Test
    void endsALegWhoseExchangeCannotBeReachedForAMinute() {
        bothAnswered(OURS);
        far.pathLost(first());
        tasks.settle();
        tasks.pass(Duration.ofSeconds(59));
        far.pathLost(first());
        tasks.settle();
        assertThat(far.takeOrders()).isEmpty();
        tasks.pass(Duration.ofSeconds(1));
        assertThat(far.takeOrders()).containsExactly("L1 SendBye", "L1 Release", "L1 Forget");
        assertThat(news)
                .last()
                .isInstanceOfSatisfying(
                        PairNews.Ended.class,
                        ended -> assertThat(ended.end().cause()).isEqualTo(CallEnd.Cause.CONNECTION_LOST));
    }

    @Test
    void keepsALegWhoseExchangeIsReachedAgain() {
        bothAnswered(OURS);
        far.pathLost(first());
        tasks.settle();
        tasks.pass(Duration.ofSeconds(59));
        happens(first(), new LegInput.PathRestored("192.0.2.99"));
        happens(first(), new LegInput.ReinviteAnswered(FAR, Optional.of(SDP)));
        tasks.pass(Duration.ofMinutes(2));
        assertThat(news).noneMatch(PairNews.Ended.class::isInstance);
        assertThat(tasks.planned()).isZero();
    }
}
