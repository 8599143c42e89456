package org.offhook.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.offhook.core.account.ServerAddress;
import org.offhook.core.call.CallId;
import org.offhook.core.call.CallInput;
import org.offhook.core.media.Direction;
import org.offhook.core.media.LocalMedia;
import org.offhook.core.media.LocalTone;
import org.offhook.core.media.MediaPlan;
import org.offhook.core.media.ReflexiveAddress;
import org.offhook.core.negotiation.Negotiated.Agreed;
import org.offhook.core.negotiation.Negotiation;
import org.offhook.media.StunServerForTests.Manner;
import org.offhook.media.transport.PortRange;
import org.offhook.media.transport.StunServer;
import org.offhook.rtp.tone.CallTone;

/** Calls of a phone that asks a STUN server how it looks from outside of its router. */
class MappedAddressTest {
    private static final CallId CALL = new CallId("7");

    /** A machine that is busy with other things answers late; how late is no matter here. */
    private static StunServer patiently(StunServerForTests server) {
        return new StunServer(server.address(), Duration.ofMinutes(1));
    }

    private record Phone(PhoneMedia media, FakeDevices devices, SpyInbox inbox) implements AutoCloseable {
        static Phone asking(StunServer server) {
            FakeDevices devices = new FakeDevices(new ToneSource(CallTone.steady(440, -20)));
            PhoneMedia media = new PhoneMedia(
                    new MediaEngine("phone", InetAddress.ofLiteral("127.0.0.1"), PortRange.ANY, Optional.of(server)),
                    devices,
                    () -> Optional.of("127.0.0.1"),
                    RecordingRule.NEVER);
            SpyInbox inbox = new SpyInbox();
            media.start(inbox);
            return new Phone(media, devices, inbox);
        }

        LocalMedia reserve(CallId call) {
            long before = reservations();
            media.reserve(call);
            Eventually.holds("sockets are described", Duration.ofSeconds(50), () -> reservations() > before);
            return inbox.inputs.stream()
                    .filter(CallInput.MediaReserved.class::isInstance)
                    .map(input -> ((CallInput.MediaReserved) input).media())
                    .reduce((first, last) -> last)
                    .orElseThrow();
        }

        /** How the call's sockets look from outside once the machine is at another address. */
        Optional<ReflexiveAddress> locate(String address) {
            media.locate(CALL, address);
            Eventually.holds(
                    "the sockets are located",
                    Duration.ofSeconds(50),
                    () -> located().isPresent());
            assertThat(located().orElseThrow().address()).isEqualTo(address);
            return located().orElseThrow().outside();
        }

        private Optional<CallInput.MediaLocated> located() {
            return inbox.inputs.stream()
                    .filter(CallInput.MediaLocated.class::isInstance)
                    .map(CallInput.MediaLocated.class::cast)
                    .findFirst();
        }

        private List<ReflexiveAddress> remapped() {
            return inbox.inputs.stream()
                    .filter(CallInput.MediaRemapped.class::isInstance)
                    .map(input -> ((CallInput.MediaRemapped) input).outside())
                    .toList();
        }

        private long reservations() {
            return inbox.inputs.stream()
                    .filter(CallInput.MediaReserved.class::isInstance)
                    .count();
        }

        @Override
        public void close() {
            media.close();
        }
    }

    /** The far end beyond the router. */
    private static LocalMedia seenFromInside(StunServerForTests server, MediaEndpoint end, LocalMedia phone)
            throws IOException {
        LocalMedia there = end.described("127.0.0.1", phone.terms(), failed -> {});
        int stand = server.standFor(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), there.rtpPort()));
        return new LocalMedia("127.0.0.1", stand, there.terms(), there.keys());
    }

    @Test
    void aPeerThatKnowsOnlyTheDescriptionIsHeardAndHears() throws Exception {
        ToneEar customer = new ToneEar(440, 620);
        try (StunServerForTests server = new StunServerForTests(Manner.WELL);
                Phone phone = Phone.asking(patiently(server));
                MediaEngine far = MediaEngine.onLoopback("far");
                MediaEndpoint end = MediaEndpoint.open(
                        far, new ToneSource(CallTone.steady(620, -20)), customer, (digit, time) -> {})) {
            LocalMedia local = phone.reserve(CALL);
            ReflexiveAddress outside = local.outside().orElseThrow();
            assertThat(outside)
                    .isEqualTo(new ReflexiveAddress(
                            "127.0.0.1",
                            server.doorOf(local.rtpPort()),
                            "127.0.0.1",
                            server.doorOf(local.rtpPort() + 1)));
            Negotiation.Written offer = Negotiation.of(local, 7).offer(Direction.SENDRECV);
            assertThat(offer.sdp())
                    .contains("m=audio " + outside.rtpPort() + " RTP/AVP ")
                    .contains(outside.rtcpPort() == outside.rtpPort() + 1 ? "" : "a=rtcp:" + outside.rtcpPort());
            Agreed answered = (Agreed)
                    Negotiation.of(seenFromInside(server, end, local), 8).answer(offer.sdp(), Direction.SENDRECV);
            Agreed agreed = (Agreed) offer.next().readAnswer(answered.sdp().orElseThrow());
            phone.media().prepare(CALL);
            end.apply(new MediaPlan(1, answered.stream(), answered.direction(), false, LocalTone.NONE));
            phone.media().apply(CALL, new MediaPlan(1, agreed.stream(), agreed.direction(), false, LocalTone.NONE));
            Eventually.holds("the agent hears", () -> phone.devices().speaker.longestRunMillis(1) >= 400);
            Eventually.holds("the customer hears", () -> customer.longestRunMillis(0) >= 400);
        }
    }

    @Test
    void asksAnewWhenTheMachineIsAtAnotherAddress() throws Exception {
        try (StunServerForTests server = new StunServerForTests(Manner.WELL);
                Phone phone = Phone.asking(patiently(server))) {
            LocalMedia local = phone.reserve(CALL);
            server.forget();
            ReflexiveAddress anew = phone.locate("192.0.2.99").orElseThrow();
            assertThat(anew.rtpPort()).isEqualTo(server.doorOf(local.rtpPort()));
            assertThat(anew.rtcpPort()).isEqualTo(server.doorOf(local.rtpPort() + 1));
            Negotiation before =
                    Negotiation.of(local, 7).offer(Direction.SENDRECV).next();
            assertThat(before.at("192.0.2.99", Optional.of(anew))
                            .offer(Direction.SENDRECV)
                            .sdp())
                    .contains("c=IN IP4 127.0.0.1", "m=audio " + anew.rtpPort() + ' ');
        }
    }

    @Test
    void waitsForAServerThatWasSilentOnTheOldNetwork() throws Exception {
        try (StunServerForTests server = new StunServerForTests(Manner.NEVER);
                Phone phone = Phone.asking(new StunServer(server.address(), Duration.ofSeconds(1)))) {
            assertThat(phone.reserve(CALL).outside()).isEmpty();
            server.manner(Manner.WELL);
            assertThat(phone.locate("192.0.2.99")).isPresent();
        }
    }

    @Test
    void keepsTheRoutersBindingsWhileTheCallLastsAndNoLonger() throws Exception {
        try (StunServerForTests server = new StunServerForTests(Manner.WELL);
                Phone phone =
                        Phone.asking(new StunServer(server.address(), Duration.ofMinutes(1), Duration.ofMillis(100)))) {
            LocalMedia local = phone.reserve(CALL);
            phone.locate("127.0.0.1");
            int before = server.questions(local.rtpPort());
            Eventually.holds(
                    "RTP and RTCP socket are asked about again and again",
                    () -> server.questions(local.rtpPort()) >= before + 5
                            && server.questions(local.rtpPort() + 1) >= before + 5);
            phone.media().release(CALL);
            Eventually.holds("nobody asks any more", () -> {
                int then = server.questions(local.rtpPort());
                LockSupport.parkNanos(Duration.ofMillis(350).toNanos());
                return server.questions(local.rtpPort()) == then;
            });
        }
    }

    @Test
    void whatTheQuestionsShowOfARouterThatForgotIsToldOnce() throws Exception {
        try (StunServerForTests server = new StunServerForTests(Manner.WELL);
                Phone phone =
                        Phone.asking(new StunServer(server.address(), Duration.ofMinutes(1), Duration.ofMillis(100)))) {
            LocalMedia local = phone.reserve(CALL);
            int before = server.doorOf(local.rtpPort());
            Eventually.holds("some more answers", () -> server.questions(local.rtpPort()) > 3);
            assertThat(phone.remapped()).as("nothing has changed").isEmpty();
            server.forget();
            Eventually.holds("it is told", () -> !phone.remapped().isEmpty());
            Eventually.holds(
                    "both sockets have asked",
                    () -> server.doorOf(local.rtpPort()) != 0 && server.doorOf(local.rtpPort() + 1) != 0);
            int after = server.doorOf(local.rtpPort());
            int asked = server.questions(local.rtpPort());
            Eventually.holds("some more answers", () -> server.questions(local.rtpPort()) > asked + 3);
            assertThat(after).isNotEqualTo(before);
            assertThat(phone.remapped())
                    .as("once, or twice where the two sockets asked on either side of it")
                    .doesNotHaveDuplicates()
                    .hasSizeLessThanOrEqualTo(2)
                    .endsWith(
                            new ReflexiveAddress("127.0.0.1", after, "127.0.0.1", server.doorOf(local.rtpPort() + 1)));
        }
    }

    @Test
    void aCallThatItsRouterCutOffIsHeardAgainOnceTheFarEndIsTold() throws Exception {
        ToneEar customer = new ToneEar(440);
        try (StunServerForTests server = new StunServerForTests(Manner.WELL);
                Phone phone =
                        Phone.asking(new StunServer(server.address(), Duration.ofMinutes(1), Duration.ofHours(1)));
                MediaEngine far = MediaEngine.onLoopback("far");
                MediaEndpoint end = MediaEndpoint.open(
                        far, new ToneSource(CallTone.steady(620, -20)), customer, (digit, time) -> {})) {
            LocalMedia local = phone.reserve(CALL);
            Negotiation.Written offer = Negotiation.of(local, 7).offer(Direction.SENDRECV);
            Agreed answered = (Agreed)
                    Negotiation.of(seenFromInside(server, end, local), 8).answer(offer.sdp(), Direction.SENDRECV);
            Agreed agreed = (Agreed) offer.next().readAnswer(answered.sdp().orElseThrow());
            phone.media().prepare(CALL);
            end.apply(new MediaPlan(1, answered.stream(), answered.direction(), false, LocalTone.NONE));
            phone.media().apply(CALL, new MediaPlan(1, agreed.stream(), agreed.direction(), false, LocalTone.NONE));
            ToneEar agent = phone.devices().speaker;
            Eventually.holds("the agent hears", () -> agent.longestRunMillis(1) >= 400);

            server.restart();
            Eventually.holds("it is told", () -> !phone.remapped().isEmpty());
            Negotiation.Written again = agreed.next()
                    .at(local.address(), Optional.of(phone.remapped().getLast()))
                    .offer(Direction.SENDRECV);
            Agreed reanswered = (Agreed) answered.next().answer(again.sdp(), Direction.SENDRECV);
            Agreed reagreed = (Agreed) again.next().readAnswer(reanswered.sdp().orElseThrow());
            int heard = agent.heardMillis(1);
            int said = customer.heardMillis(0);
            end.apply(new MediaPlan(2, reanswered.stream(), reanswered.direction(), false, LocalTone.NONE));
            phone.media().apply(CALL, new MediaPlan(2, reagreed.stream(), reagreed.direction(), false, LocalTone.NONE));
            Eventually.holds("the agent hears again", () -> agent.heardMillis(1) >= heard + 400);
            Eventually.holds("the customer hears", () -> customer.heardMillis(0) >= said + 400);
        }
    }

    @Test
    void anAddressThatASilentServerTellsLateIsToldAsWell() throws Exception {
        try (StunServerForTests server = new StunServerForTests(Manner.NEVER);
                Phone phone = Phone.asking(
                        new StunServer(server.address(), Duration.ofMillis(200), Duration.ofMillis(100)))) {
            LocalMedia local = phone.reserve(CALL);
            assertThat(local.outside()).isEmpty();
            server.manner(Manner.WELL);
            Eventually.holds("it is told", () -> !phone.remapped().isEmpty());
            assertThat(phone.remapped().getFirst().rtpPort()).isEqualTo(server.doorOf(local.rtpPort()));
        }
    }

    @Test
    void lostAnswersAreAskedForAgain() throws Exception {
        try (StunServerForTests server = new StunServerForTests(Manner.LATE);
                Phone phone = Phone.asking(patiently(server))) {
            LocalMedia local = phone.reserve(CALL);
            assertThat(local.outside().map(ReflexiveAddress::rtpPort)).contains(server.doorOf(local.rtpPort()));
        }
    }

    @Test
    void garbageAndStrangersAnswersChangeNothing() throws Exception {
        try (StunServerForTests server = new StunServerForTests(Manner.ODDLY);
                Phone phone = Phone.asking(patiently(server))) {
            LocalMedia local = phone.reserve(CALL);
            assertThat(local.outside().map(ReflexiveAddress::rtpPort)).contains(server.doorOf(local.rtpPort()));
        }
    }

    @Test
    void aSilentServerIsNotWaitedForAndTheNextCallDoesNotWaitAtAll() throws Exception {
        try (StunServerForTests server = new StunServerForTests(Manner.NEVER);
                Phone phone = Phone.asking(StunServer.at(server.address()))) {
            assertThat(phone.reserve(CALL).outside()).isEmpty();
            assertThat(server.questions()).isBetween(1, 6);
            assertThat(phone.reserve(new CallId("8")).outside()).isEmpty();
        }
    }

    @Test
    void aNameThatNobodyKnowsCostsNothing() {
        try (Phone phone = Phone.asking(StunServer.at(ServerAddress.of("stun.invalid")))) {
            assertThat(phone.reserve(CALL).outside()).isEmpty();
        }
    }
}
