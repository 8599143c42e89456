package org.offhook.rtp.ice;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.offhook.rtp.ice.IceTerms.RemoteCandidate;
import org.offhook.rtp.stun.StunMessage;
import org.offhook.rtp.stun.StunMessage.Kind;
import org.offhook.rtp.stun.StunReader;
import org.offhook.rtp.stun.StunReading;
import org.offhook.rtp.stun.StunWriter;
import org.offhook.rtp.stun.TransactionId;
import org.offhook.testkit.base.Seed;

/** Checks and nominations, datagram by datagram in virtual time. */
class IceAgentTest {
    private static final long MILLI = 1_000_000L;
    private static final InetSocketAddress HERE = at("198.51.100.1", 40_000);
    private static final InetSocketAddress FIRST = at("192.0.2.1", 5_000);
    private static final InetSocketAddress SECOND = at("192.0.2.2", 5_000);
    private static final String OWN = "ownfrag";
    private static final String OWN_PASSWORD = "our password of the call";
    private static final String PEER = "peerfrag";
    private static final String PEER_PASSWORD = "their password of the call";

    private final Random random = new Random(Seed.of("IceAgentTest"));
    private final List<Sent> sent = new ArrayList<>();
    private long now;

    private record Sent(long millis, int component, InetSocketAddress to, StunMessage message) {}

    private static InetSocketAddress at(String address, int port) {
        return new InetSocketAddress(InetAddress.ofLiteral(address), port);
    }

    private static StunMessage read(byte[] bytes) {
        return ((StunReading.Read) StunReader.read(bytes, bytes.length)).message();
    }

    private static IceTerms terms(boolean lite, boolean controlling, RemoteCandidate... candidates) {
        return new IceTerms(OWN, OWN_PASSWORD, PEER, PEER_PASSWORD, lite, controlling, List.of(candidates));
    }

    private IceAgent agent(IceTerms terms) {
        return new IceAgent(
                terms,
                (component, to, datagram) -> sent.add(new Sent(now / MILLI, component, to, read(datagram))),
                random,
                now);
    }

    private void run(IceAgent agent, long millis) {
        long end = now + millis * MILLI;
        agent.poll(now);
        while (agent.nextNanos() - end <= 0) {
            assertThat(agent.nextNanos()).as("what is due lies ahead").isGreaterThan(now);
            now = agent.nextNanos();
            agent.poll(now);
        }
        now = end;
    }

    private Sent last() {
        return sent.getLast();
    }

    /** The peer answers the check that went out last. */
    private void answer(IceAgent agent, Sent check) {
        StunMessage answer = read(
                new StunWriter(Kind.SUCCESS, check.message().id()).mapped(HERE).signed(PEER_PASSWORD));
        assertThat(agent.take(check.component(), check.to(), answer, now)).isTrue();
    }

    private StunWriter check() {
        return new StunWriter(Kind.REQUEST, TransactionId.random(random))
                .username(OWN + ':' + PEER)
                .priority(1_000);
    }

    @Test
    void aLitePeerIsCheckedThenChosenAndBothAreSaidAsRfc8445HasIt() {
        IceAgent agent = agent(terms(true, false, new RemoteCandidate(1, FIRST, 9)));
        assertThat(agent.isControlling())
                .as("a full agent controls a lite one, whoever offered")
                .isTrue();
        agent.poll(now);
        StunMessage check = last().message();
        assertThat(check.username()).contains(PEER + ':' + OWN);
        assertThat(check.authentic(PEER_PASSWORD.getBytes(java.nio.charset.StandardCharsets.UTF_8)))
                .isTrue();
        assertThat(check.controlling()).isPresent();
        assertThat(check.priority()).hasValue((110L << 24) + (65_535L << 8) + 255);
        assertThat(check.useCandidate()).isFalse();
        answer(agent, last());
        assertThat(agent.selected(1)).as("not before it is nominated").isEmpty();
        assertThat(agent.reachable(1)).containsExactly(FIRST);
        assertThat(last().message().useCandidate()).isTrue();
        answer(agent, last());
        assertThat(agent.selected(1)).contains(FIRST);
        assertThat(sent).hasSize(2);
    }

    @Test
    void eachComponentIsSettledByItself() {
        IceAgent agent = agent(
                terms(true, true, new RemoteCandidate(1, FIRST, 9), new RemoteCandidate(2, at("192.0.2.1", 5_001), 8)));
        run(agent, 50);
        assertThat(sent).extracting(Sent::component).containsExactly(1, 2);
        assertThat(sent).extracting(Sent::millis).as("paced by Ta").containsExactly(0L, 50L);
        answer(agent, sent.get(1));
        answer(agent, last());
        assertThat(agent.selected(2)).contains(at("192.0.2.1", 5_001));
        assertThat(agent.selected(1)).isEmpty();
    }

    @Test
    void theBestThatAnswersIsTakenWithoutWaitingForTheDead() {
        IceAgent agent = agent(terms(true, true, new RemoteCandidate(1, FIRST, 9), new RemoteCandidate(1, SECOND, 5)));
        run(agent, 100);
        Sent worse =
                sent.stream().filter(one -> one.to().equals(SECOND)).findFirst().orElseThrow();
        answer(agent, worse);
        assertThat(sent).noneMatch(one -> one.message().useCandidate());
        run(agent, 600);
        assertThat(last().message().useCandidate()).isTrue();
        Sent nomination = sent.stream()
                .filter(one -> one.message().useCandidate())
                .findFirst()
                .orElseThrow();
        assertThat(nomination.to()).isEqualTo(SECOND);
        assertThat(nomination.millis()).isEqualTo(600);
        answer(agent, nomination);
        assertThat(agent.selected(1)).contains(SECOND);
    }

    @Test
    void aCheckIsRepeatedAndNobodyIsBelievedWithoutThePassword() {
        IceAgent agent = agent(terms(true, true, new RemoteCandidate(1, FIRST, 9)));
        run(agent, 2_000);
        assertThat(sent).extracting(Sent::millis).containsExactly(0L, 500L, 1_500L);
        StunMessage forged = read(
                new StunWriter(Kind.SUCCESS, last().message().id()).mapped(HERE).signed("guessed"));
        assertThat(agent.take(1, FIRST, forged, now)).isFalse();
        StunMessage unsigned = read(
                new StunWriter(Kind.SUCCESS, last().message().id()).mapped(HERE).fingerprinted());
        assertThat(agent.take(1, FIRST, unsigned, now)).isFalse();
        assertThat(agent.reachable(1)).isEmpty();
        run(agent, 30_000);
        assertThat(sent).as("given up after ten seconds").hasSizeLessThan(10);
        assertThat(agent.selected(1)).isEmpty();
    }

    @Test
    void anAnswerFromElsewhereMakesTheWayUseless() {
        IceAgent agent = agent(terms(true, true, new RemoteCandidate(1, FIRST, 9)));
        agent.poll(now);
        StunMessage answer = read(
                new StunWriter(Kind.SUCCESS, last().message().id()).mapped(HERE).signed(PEER_PASSWORD));
        agent.take(1, SECOND, answer, now);
        run(agent, 1_000);
        assertThat(agent.reachable(1)).isEmpty();
        assertThat(sent).hasSize(1);
    }

    @Test
    void aFullPeerThatControlsNominatesOnceOurOwnCheckWentThrough() {
        IceAgent agent = agent(terms(false, false, new RemoteCandidate(1, FIRST, 9)));
        agent.poll(now);
        Sent ours = last();
        assertThat(ours.message().controlled()).isPresent();
        agent.take(1, FIRST, read(check().controlling(1).useCandidate().signed(OWN_PASSWORD)), now);
        assertThat(last().message().kind()).isEqualTo(Kind.SUCCESS);
        assertThat(last().message().mappedAddress()).contains(FIRST);
        assertThat(agent.selected(1)).isEmpty();
        answer(agent, ours);
        assertThat(agent.selected(1)).contains(FIRST);
    }

    @Test
    void aPeerBehindARouterIsFoundByItsOwnCheck() {
        IceAgent agent = agent(terms(false, false, new RemoteCandidate(1, FIRST, 9)));
        run(agent, 100);
        InetSocketAddress outside = at("203.0.113.5", 61_000);
        agent.take(1, outside, read(check().controlling(1).useCandidate().signed(OWN_PASSWORD)), now);
        run(agent, 100);
        Sent back = sent.stream()
                .filter(one -> one.to().equals(outside) && one.message().kind() == Kind.REQUEST)
                .findFirst()
                .orElseThrow();
        answer(agent, back);
        assertThat(agent.selected(1)).contains(outside);
    }

    @Test
    void whoTellsNoPasswordIsToldSoAndChangesNothing() {
        IceAgent agent = agent(terms(false, false, new RemoteCandidate(1, FIRST, 9)));
        agent.poll(now);
        agent.take(1, SECOND, read(check().controlling(1).useCandidate().signed("guessed")), now);
        assertThat(last().message().errorCode()).isEqualTo(401);
        agent.take(1, SECOND, read(check().fingerprinted()), now);
        assertThat(last().message().errorCode()).isEqualTo(400);
        agent.take(
                1,
                SECOND,
                read(new StunWriter(Kind.REQUEST, TransactionId.random(random))
                        .username("somebody:else")
                        .signed(OWN_PASSWORD)),
                now);
        assertThat(last().message().errorCode()).isEqualTo(401);
        run(agent, 1_000);
        assertThat(sent)
                .noneMatch(one -> one.to().equals(SECOND) && one.message().kind() == Kind.REQUEST);
    }

    @Test
    void whoHasTheGreaterTieBreakerControls() {
        IceAgent agent = agent(terms(false, true, new RemoteCandidate(1, FIRST, 9)));
        agent.take(1, FIRST, read(check().controlling(0).signed(OWN_PASSWORD)), now);
        assertThat(last().message().errorCode()).isEqualTo(487);
        assertThat(agent.isControlling()).isTrue();
        agent.take(1, FIRST, read(check().controlling(-1).signed(OWN_PASSWORD)), now);
        assertThat(agent.isControlling()).isFalse();
        Optional<Sent> own = sent.stream()
                .filter(one -> one.message().kind() == Kind.REQUEST)
                .findFirst();
        assertThat(own).isPresent();
        StunMessage refusal =
                read(new StunWriter(Kind.ERROR, own.get().message().id())
                        .error(487, "Role Conflict")
                        .signed(PEER_PASSWORD));
        agent.take(1, FIRST, refusal, now);
        assertThat(agent.isControlling()).isTrue();
    }

    @Test
    void bindingsAreKeptAliveEveryFifteenSeconds() {
        IceAgent agent = agent(terms(true, true, new RemoteCandidate(1, FIRST, 9)));
        agent.poll(now);
        answer(agent, last());
        answer(agent, last());
        sent.clear();
        run(agent, 31_000);
        assertThat(sent).extracting(one -> one.message().kind()).containsExactly(Kind.INDICATION, Kind.INDICATION);
        assertThat(sent).extracting(Sent::to).containsOnly(FIRST);
    }

    @Test
    void aHundredCandidatesAreNoHundredChecks() {
        RemoteCandidate[] many = new RemoteCandidate[100];
        for (int i = 0; i < many.length; i++) {
            many[i] = new RemoteCandidate(1, at("192.0.2.1", 1_000 + i), i + 1);
        }
        run(agent(terms(true, true, many)), 400);
        assertThat(sent.stream().map(Sent::to).distinct().count()).isLessThanOrEqualTo(20);
    }
}
