package org.offhook.core.negotiation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.offhook.core.media.Direction;
import org.offhook.core.media.IceCredentials;
import org.offhook.core.media.IcePeer;
import org.offhook.core.media.IcePeer.Candidate;
import org.offhook.core.media.LocalMedia;
import org.offhook.core.media.MediaPlan.RtpStream;
import org.offhook.core.media.MediaTerms;
import org.offhook.core.media.ReflexiveAddress;
import org.offhook.core.negotiation.Negotiated.Agreed;

/** Candidates and mapped addresses in SDP (RFC 8839, RFC 3605), word by word. */
class IceNegotiationTest {
    private static final String SECRET = "0123456789abcdef0123456789";
    private static final Optional<ReflexiveAddress> OUTSIDE =
            Optional.of(new ReflexiveAddress("203.0.113.9", 61_000, "203.0.113.9", 61_007));
    private static final String THEIR_PASSWORD = "asd88fgpdd777uzjYhagZg";
    private static final String FRAGMENT = "a=ice-ufrag:8hhY";
    private static final String PASSWORD = "a=ice-pwd:" + THEIR_PASSWORD;
    private static final String RTP = "a=candidate:1 1 UDP 2130706431 192.0.2.20 30000 typ host";
    private static final String RTCP = "a=candidate:1 2 UDP 2130706430 192.0.2.20 30001 typ host";
    private static final String LITE = "a=ice-lite";

    private static Negotiation side(boolean ice, Optional<ReflexiveAddress> outside) {
        return Negotiation.of(
                new LocalMedia(
                        "192.168.1.5",
                        40_000,
                        MediaTerms.PLAIN.withIce(ice),
                        List.of(),
                        Optional.empty(),
                        outside,
                        ice ? Optional.of(new IceCredentials("abcdefgh", SECRET)) : Optional.empty()),
                7);
    }

    private static Negotiation checking() {
        return side(true, Optional.empty());
    }

    private static String theirs(String... lines) {
        return "v=0\r\no=- 1 1 IN IP4 192.0.2.20\r\ns=-\r\nc=IN IP4 192.0.2.20\r\nt=0 0\r\n"
                + "m=audio 30000 RTP/AVP 0\r\n"
                + String.join("\r\n", lines) + "\r\n";
    }

    private static Agreed agreed(Negotiated outcome) {
        assertThat(outcome).isInstanceOf(Agreed.class);
        return (Agreed) outcome;
    }

    private static Optional<IcePeer> peer(Negotiated outcome) {
        return agreed(outcome).stream().flatMap(RtpStream::ice);
    }

    private static Agreed answer(Negotiation ours, String offer) {
        return agreed(ours.answer(offer, Direction.SENDRECV));
    }

    @Test
    void aMappedAddressStandsWhereverAPeerLooks() {
        String offer = side(false, OUTSIDE).offer(Direction.SENDRECV).sdp();
        assertThat(offer)
                .contains(
                        "o=- 7 7 IN IP4 203.0.113.9\r\n",
                        "c=IN IP4 203.0.113.9\r\n",
                        "m=audio 61000 RTP/AVP 0 8 101\r\n",
                        "a=rtcp:61007\r\n")
                .doesNotContain("192.168.1.5", "candidate");
    }

    @Test
    void rtcpIsNamedOnlyWhereItIsNotTheNextPort() {
        assertThat(side(false, Optional.of(new ReflexiveAddress("203.0.113.9", 61_000, "203.0.113.9", 61_001)))
                        .offer(Direction.SENDRECV)
                        .sdp())
                .doesNotContain("a=rtcp");
        assertThat(side(false, Optional.of(new ReflexiveAddress("203.0.113.9", 61_000, "203.0.113.8", 61_001)))
                        .offer(Direction.SENDRECV)
                        .sdp())
                .contains("a=rtcp:61001 IN IP4 203.0.113.8\r\n");
    }

    @Test
    void whatWasMappedAtAnotherAddressIsForgotten() {
        Negotiation moved =
                side(false, OUTSIDE).offer(Direction.SENDRECV).next().at("10.0.0.9", Optional.empty());
        assertThat(moved.hasMoved()).isTrue();
        assertThat(moved.offer(Direction.SENDRECV).sdp())
                .contains("c=IN IP4 10.0.0.9\r\n", "m=audio 40000 ")
                .doesNotContain("203.0.113.9");
        Negotiation same = side(false, OUTSIDE).offer(Direction.SENDRECV).next().at("192.168.1.5", Optional.empty());
        assertThat(same.hasMoved()).isFalse();
        assertThat(same.offer(Direction.SENDRECV).sdp()).contains("c=IN IP4 203.0.113.9\r\n");
    }

    @Test
    void anOfferNamesOurCandidatesAndTheMappedOneAfterThem() {
        assertThat(side(true, OUTSIDE).offer(Direction.SENDRECV).sdp())
                .contains(
                        "a=ice-ufrag:abcdefgh0\r\na=ice-pwd:" + SECRET + "0\r\na=ice-options:ice2\r\n",
                        "a=candidate:1 1 UDP 2130706431 192.168.1.5 40000 typ host\r\n",
                        "a=candidate:1 2 UDP 2130706430 192.168.1.5 40001 typ host\r\n",
                        "a=candidate:2 1 UDP 1694498815 203.0.113.9 61000 typ srflx raddr 192.168.1.5 rport 40000\r\n",
                        "a=candidate:2 2 UDP 1694498814 203.0.113.9 61007 typ srflx raddr 192.168.1.5 rport 40001\r\n");
        assertThat(side(false, OUTSIDE).offer(Direction.SENDRECV).sdp()).doesNotContain("ice", "candidate");
    }

    @Test
    void whoeverOffersControlsAndALitePeerNever() {
        Negotiation offered = checking().offer(Direction.SENDRECV).next();
        IcePeer answered =
                peer(offered.readAnswer(theirs(FRAGMENT, PASSWORD, RTP, RTCP))).orElseThrow();
        assertThat(answered.controlling()).isTrue();
        assertThat(answered.lite()).isFalse();
        assertThat(answered.own()).isEqualTo("abcdefgh0");
        assertThat(answered.candidates())
                .containsExactly(
                        new Candidate(1, "192.0.2.20", 30_000, 2_130_706_431L),
                        new Candidate(2, "192.0.2.20", 30_001, 2_130_706_430L));
        assertThat(peer(checking().answer(theirs(FRAGMENT, PASSWORD, RTP), Direction.SENDRECV))
                        .orElseThrow()
                        .controlling())
                .isFalse();
        IcePeer lite = peer(checking().answer(theirs(LITE, FRAGMENT, PASSWORD, RTP), Direction.SENDRECV))
                .orElseThrow();
        assertThat(lite.lite()).isTrue();
        assertThat(lite.controlling()).isTrue();
    }

    @Test
    void anAnswerHasOurCandidatesOnlyWhereTheyWereAskedFor() {
        assertThat(answer(checking(), theirs(LITE, FRAGMENT, PASSWORD, RTP))
                        .sdp()
                        .orElseThrow())
                .contains("a=ice-ufrag:abcdefgh0\r\n", "a=candidate:1 1 UDP ");
        Agreed without = answer(checking(), theirs("a=ptime:20"));
        assertThat(without.sdp().orElseThrow()).doesNotContain("ice", "candidate");
        assertThat(without.stream().flatMap(RtpStream::ice)).isEmpty();
    }

    @Test
    void somethingThatRewritesTheDestinationIsNotByPassed() {
        String elsewhere = "a=candidate:1 1 UDP 2130706431 192.0.2.77 30000 typ host";
        Agreed mismatch = answer(checking(), theirs(FRAGMENT, PASSWORD, elsewhere));
        assertThat(mismatch.sdp().orElseThrow()).contains("a=ice-mismatch\r\n").doesNotContain("ufrag");
        assertThat(mismatch.stream().orElseThrow().ice()).isEmpty();
        assertThat(mismatch.stream().orElseThrow().remoteAddress()).isEqualTo("192.0.2.20");
    }

    @Test
    void candidatesThatAreOfNoUseAreLeftOut() {
        IcePeer found = peer(checking()
                        .answer(
                                theirs(
                                        FRAGMENT,
                                        PASSWORD,
                                        RTP,
                                        "a=candidate:2 1 TCP 1 192.0.2.20 9 typ host tcptype active",
                                        "a=candidate:3 1 UDP 5 a-name.local 30000 typ host",
                                        "a=candidate:4 1 UDP 99999999999 192.0.2.20 30000 typ host",
                                        "a=candidate:5 3 UDP 5 192.0.2.20 30000 typ host",
                                        "a=candidate:6 1 UDP 5 224.0.0.1 30000 typ host",
                                        "a=candidate:7 1 UDP"),
                                Direction.SENDRECV))
                .orElseThrow();
        assertThat(found.candidates()).hasSize(1);
        assertThat(peer(checking().answer(theirs("a=ice-ufrag:8h", PASSWORD, RTP), Direction.SENDRECV)))
                .as("a fragment has four characters at least")
                .isEmpty();
    }

    @Test
    void theChecksGoOnThroughHoldAndBeginAnewWithARestart() {
        Agreed first = answer(checking(), theirs(LITE, FRAGMENT, PASSWORD, RTP));
        IcePeer running = peer(first).orElseThrow();
        Agreed again = answer(first.next(), theirs(LITE, FRAGMENT, PASSWORD, RTP, "a=sendonly"));
        assertThat(peer(again)).contains(running);
        assertThat(again.next().offer(Direction.SENDRECV).sdp()).contains("a=ice-ufrag:abcdefgh0\r\n");
        Agreed restarted = answer(again.next(), theirs(LITE, "a=ice-ufrag:other", PASSWORD, RTP));
        assertThat(peer(restarted)).isPresent().isNotEqualTo(Optional.of(running));
        assertThat(restarted.sdp().orElseThrow()).contains("a=ice-ufrag:abcdefgh1\r\n");
        Agreed dropped = answer(restarted.next(), theirs("a=ptime:20"));
        assertThat(peer(dropped)).isEmpty();
        assertThat(dropped.next().offer(Direction.SENDRECV).sdp()).doesNotContain("ice");
    }

    @Test
    void anotherAddressOfOursIsARestart() {
        Negotiation offered = checking().offer(Direction.SENDRECV).next();
        Agreed first = agreed(offered.readAnswer(theirs(FRAGMENT, PASSWORD, RTP)));
        Negotiation.Written moved =
                first.next().at("10.0.0.9", Optional.empty()).offer(Direction.SENDRECV);
        assertThat(moved.sdp()).contains("a=ice-ufrag:abcdefgh1\r\n", "10.0.0.9 40000 typ host\r\n");
        IcePeer again = peer(moved.next().readAnswer(theirs("a=ice-ufrag:other", PASSWORD, RTP)))
                .orElseThrow();
        assertThat(again.own()).isEqualTo("abcdefgh1");
        assertThat(again.controlling()).isTrue();
    }

    @Test
    void anotherMappingOfTheSameSocketsIsARestart() {
        Negotiation offered = side(true, OUTSIDE).offer(Direction.SENDRECV).next();
        Negotiation first =
                agreed(offered.readAnswer(theirs(FRAGMENT, PASSWORD, RTP))).next();
        assertThat(first.offer(Direction.SENDRECV).sdp()).contains("a=ice-ufrag:abcdefgh0\r\n");
        ReflexiveAddress anew = new ReflexiveAddress("203.0.113.9", 62_000, "203.0.113.9", 62_001);
        Negotiation moved = first.at("192.168.1.5", Optional.of(anew));
        assertThat(moved.hasMoved()).isTrue();
        assertThat(moved.offer(Direction.SENDRECV).sdp())
                .contains("a=ice-ufrag:abcdefgh1\r\n", "203.0.113.9 62000 typ srflx", "m=audio 62000 ");
    }

    @Test
    void passwordsAreNotPrinted() {
        Agreed agreed = answer(checking(), theirs(LITE, FRAGMENT, PASSWORD, RTP));
        assertThat(agreed.next().toString()).doesNotContain(SECRET, THEIR_PASSWORD);
    }
}
