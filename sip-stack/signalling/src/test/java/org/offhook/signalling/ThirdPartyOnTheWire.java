package org.offhook.signalling;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.InstantSource;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.offhook.core.account.Transport;
import org.offhook.core.thirdparty.LegPlan;
import org.offhook.core.thirdparty.Side;
import org.offhook.core.thirdparty.loop.PairCalls;
import org.offhook.core.thirdparty.loop.PairLoop;
import org.offhook.core.thirdparty.loop.PairNews;
import org.offhook.core.thirdparty.loop.TaskLoop;
import org.offhook.testkit.ScriptedSipPeer;
import org.offhook.testkit.SipText;
import org.offhook.testkit.core.FakeLegs;

/** Third-party calls with a scripted exchange that plays both parties. */
@Timeout(60)
abstract class ThirdPartyOnTheWire {
    static final String ONE = sdp("one", 30_000);
    static final String TWO = sdp("two", 32_000);

    final BlockingQueue<PairNews> news = new LinkedBlockingQueue<>();
    final FakeLegs media = new FakeLegs();
    ScriptedSipPeer peer;
    PhoneUnderTest phone;
    PairLoop loop;
    PairCalls.Legs legs;

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

    static String sdp(String name, int port) {
        return "v=0\r\no=" + name + " 1 1 IN IP4 127.0.0.1\r\ns=-\r\nc=IN IP4 127.0.0.1\r\nt=0 0\r\n" + "m=audio "
                + port + " RTP/AVP 0 101\r\na=rtpmap:101 telephone-event/8000\r\n";
    }

    static String mediaOf(String sdp) {
        return sdp.substring(sdp.indexOf("m="));
    }

    static String originOf(String sdp) {
        return sdp.lines().filter(line -> line.startsWith("o=")).findFirst().orElseThrow();
    }

    <N extends PairNews> N awaitNews(Class<N> kind) throws InterruptedException {
        for (PairNews one = news.poll(10, TimeUnit.SECONDS); one != null; one = news.poll(10, TimeUnit.SECONDS)) {
            if (kind.isInstance(one)) {
                return kind.cast(one);
            }
        }
        throw new AssertionError("no " + kind.getSimpleName() + "; ladder:\n" + String.join("\n", peer.ladder()));
    }

    void await(PairNews wanted) throws InterruptedException {
        PairNews one = news.poll(10, TimeUnit.SECONDS);
        while (one != null && !one.equals(wanted)) {
            one = news.poll(10, TimeUnit.SECONDS);
        }
        assertThat(one).as("ladder:\n" + String.join("\n", peer.ladder())).isEqualTo(wanted);
    }

    /** Leg two answers with its offer, and the loop knows. */
    void answerSecond(SipText invite) throws Exception {
        peer.respond(invite, 200, "two", peer.contact(), TWO);
        await(new PairNews.Answered(Side.SECOND));
    }

    SipText callFirst() throws Exception {
        legs.call(Side.FIRST, new LegPlan("102", Optional.of("1001"), LegPlan.Offer.OURS), Optional.empty());
        SipText invite = peer.expect("INVITE");
        peer.respond(invite, 200, "one", peer.contact(), ONE);
        peer.expect("ACK");
        return invite;
    }

    SipText callSecond() throws Exception {
        legs.call(
                Side.SECOND,
                new LegPlan("7275551212", Optional.of("8005550199"), LegPlan.Offer.NONE),
                Optional.empty());
        SipText invite = peer.expect("INVITE");
        peer.respond(invite, 180, "two", peer.contact());
        return invite;
    }

    /** Both dialogs up and crossed; returns both INVITEs. */
    SipText[] joined() throws Exception {
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
    String inDialog(String method, SipText invite, String tag, int cseq, String... extra) {
        return peer.request(
                method,
                invite.uri("Contact"),
                invite.header("To") + ";tag=" + tag,
                invite.header("From"),
                invite.header("Call-ID"),
                cseq,
                extra);
    }
}
