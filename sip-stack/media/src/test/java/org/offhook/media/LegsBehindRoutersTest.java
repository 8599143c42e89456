package org.offhook.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.offhook.core.call.CallId;
import org.offhook.core.error.ErrorCode;
import org.offhook.core.media.Direction;
import org.offhook.core.media.LocalMedia;
import org.offhook.core.media.LocalTone;
import org.offhook.core.media.MediaPlan;
import org.offhook.core.media.MediaPlan.DtlsPeer;
import org.offhook.core.media.MediaTerms;
import org.offhook.core.media.ReflexiveAddress;
import org.offhook.core.negotiation.Negotiated.Agreed;
import org.offhook.core.negotiation.Negotiation;
import org.offhook.core.port.LegMediaPort;
import org.offhook.core.thirdparty.LegInput;
import org.offhook.core.thirdparty.Recording;
import org.offhook.media.StunServerForTests.Manner;
import org.offhook.media.leg.Announcements;
import org.offhook.media.leg.LegMedia;
import org.offhook.media.record.RecordingShelf;
import org.offhook.media.transport.PortRange;
import org.offhook.media.transport.StunServer;
import org.offhook.rtp.tone.CallTone;

/** Legs of two-leg calls on an account with ICE and a STUN server: what holds for a call of the phone's own holds for them. */
class LegsBehindRoutersTest {
    private static final MediaTerms TERMS = MediaTerms.PLAIN.withIce(true);
    private static final CallId FIRST = new CallId("L1");
    private static final CallId SECOND = new CallId("L2");

    private static final class Inbox implements LegMediaPort.LegMediaInbox {
        final List<LegInput> heard = new CopyOnWriteArrayList<>();

        @Override
        public void legInput(CallId leg, LegInput input) {
            heard.add(input);
        }

        @Override
        public void pathLost(CallId leg) {}

        @Override
        public void secured(CallId leg, DtlsPeer peer) {}

        @Override
        public void announcementLoaded(CallId leg, Optional<ErrorCode> problem) {}

        @Override
        public void announcementPlayed(CallId leg) {}

        <I extends LegInput> I next(Class<I> kind) {
            Eventually.holds(
                    kind.getSimpleName(),
                    Duration.ofSeconds(50),
                    () -> heard.stream().anyMatch(kind::isInstance));
            I found = heard.stream()
                    .filter(kind::isInstance)
                    .map(kind::cast)
                    .findFirst()
                    .orElseThrow();
            heard.remove(found);
            return found;
        }
    }

    /** Calls a party that speaks ICE, and gives both sides what they agreed on. */
    private static LocalMedia call(LegMedia media, Inbox inbox, CallId leg, MediaEndpoint party) {
        media.reserve(leg);
        LocalMedia local = inbox.next(LegInput.MediaReserved.class).media();
        Negotiation.Written offer = Negotiation.of(local, 7).offer(Direction.SENDRECV);
        party.locate(TERMS, seen -> {});
        Agreed answered = (Agreed) Negotiation.of(party.described("127.0.0.1", TERMS, failed -> {}), 8)
                .answer(offer.sdp(), Direction.SENDRECV);
        Agreed agreed = (Agreed) offer.next().readAnswer(answered.sdp().orElseThrow());
        assertThat(agreed.stream().orElseThrow().ice()).isPresent();
        party.apply(new MediaPlan(1, answered.stream(), answered.direction(), false, LocalTone.NONE));
        media.apply(leg, new MediaPlan(1, agreed.stream(), agreed.direction(), false, LocalTone.NONE));
        return local;
    }

    @Test
    void bothPartiesAreCheckedAreHeardAndHearAndAreToldTheNewMapping() throws Exception {
        ToneEar one = new ToneEar(1_100);
        ToneEar two = new ToneEar(620);
        try (StunServerForTests server = new StunServerForTests(Manner.WELL);
                MediaEngine engine = new MediaEngine(
                        "legs",
                        InetAddress.ofLiteral("127.0.0.1"),
                        PortRange.ANY,
                        Optional.of(new StunServer(server.address(), Duration.ofMinutes(1))));
                MediaEngine parties = MediaEngine.onLoopback("parties");
                MediaEndpoint first = MediaEndpoint.open(
                        parties, new ToneSource(CallTone.steady(620, -20)), one, MediaEndpoint.DigitListener.NONE);
                MediaEndpoint second = MediaEndpoint.open(
                        parties, new ToneSource(CallTone.steady(1_100, -20)), two, MediaEndpoint.DigitListener.NONE)) {
            LegMedia media = new LegMedia(
                    engine,
                    () -> Optional.of("127.0.0.1"),
                    new Announcements(Path.of("none")),
                    RecordingShelf.NONE,
                    TERMS);
            Inbox inbox = new Inbox();
            media.attach(inbox);
            LocalMedia local = call(media, inbox, FIRST, first);
            assertThat(local.outside().map(ReflexiveAddress::rtpPort)).contains(server.doorOf(local.rtpPort()));
            call(media, inbox, SECOND, second);
            media.bridge(FIRST, SECOND, Recording.NONE);
            Eventually.holds("the second in the first's ear", () -> one.longestRunMillis(0) >= 400);
            Eventually.holds("the first in the second's ear", () -> two.longestRunMillis(0) >= 400);

            server.forget();
            media.locate(FIRST, "192.0.2.99");
            LegInput.MediaLocated located = inbox.next(LegInput.MediaLocated.class);
            assertThat(located.address()).isEqualTo("192.0.2.99");
            assertThat(located.outside().map(ReflexiveAddress::rtpPort)).contains(server.doorOf(local.rtpPort()));
            media.release(FIRST);
            media.release(SECOND);
            media.locate(FIRST, "192.0.2.98");
            assertThat(inbox.next(LegInput.MediaLocated.class).outside()).isEmpty();
        }
    }

    @Test
    void whatTheQuestionsShowOfARouterThatForgotIsTold() throws Exception {
        try (StunServerForTests server = new StunServerForTests(Manner.WELL);
                MediaEngine engine = new MediaEngine(
                        "legs",
                        InetAddress.ofLiteral("127.0.0.1"),
                        PortRange.ANY,
                        Optional.of(new StunServer(server.address(), Duration.ofMinutes(1), Duration.ofMillis(100))))) {
            LegMedia media = new LegMedia(
                    engine, () -> Optional.of("127.0.0.1"), new Announcements(Path.of("none")), RecordingShelf.NONE);
            Inbox inbox = new Inbox();
            media.attach(inbox);
            media.reserve(FIRST);
            LocalMedia local = inbox.next(LegInput.MediaReserved.class).media();
            int before = server.doorOf(local.rtpPort());
            server.forget();
            assertThat(inbox.next(LegInput.MediaRemapped.class).outside().rtpPort())
                    .isNotEqualTo(before);
            media.release(FIRST);
        }
    }
}
