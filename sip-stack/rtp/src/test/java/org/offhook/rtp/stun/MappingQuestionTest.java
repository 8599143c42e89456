package org.offhook.rtp.stun;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.offhook.rtp.stun.StunMessage.Kind;
import org.offhook.testkit.base.Seed;

/** A question to a STUN server, in virtual time. */
class MappingQuestionTest {
    private static final long MILLI = 1_000_000L;
    private static final long LONG = 60_000 * MILLI;
    private static final TransactionId ID = new TransactionId(1, 2);
    private static final InetSocketAddress SEEN = new InetSocketAddress(InetAddress.ofLiteral("203.0.113.9"), 61_000);

    private static StunMessage read(byte[] bytes) {
        return ((StunReading.Read) StunReader.read(bytes, bytes.length)).message();
    }

    private static StunMessage answer(TransactionId id) {
        return read(new StunWriter(Kind.SUCCESS, id).mapped(SEEN).fingerprinted());
    }

    /** When something was sent until it was over, in milliseconds; the last is when it was over. */
    private static List<Long> run(MappingQuestion question) {
        List<Long> times = new ArrayList<>();
        long now = 0;
        while (!question.isOver()) {
            if (question.poll(now).isPresent()) {
                times.add(now / MILLI);
            }
            now = question.isOver() ? now : Math.max(now + 1, question.nextNanos());
        }
        times.add(now / MILLI);
        return times;
    }

    @Test
    void asksAgainAtTheTimesOfRfc8489AndGivesUpAfterTheLast() {
        assertThat(run(new MappingQuestion(ID, 0, LONG)))
                .containsExactly(0L, 500L, 1_500L, 3_500L, 7_500L, 15_500L, 31_500L, 39_500L);
    }

    @Test
    void waitsNoLongerThanItsAskerWants() {
        assertThat(run(new MappingQuestion(ID, 0, 2_000 * MILLI))).containsExactly(0L, 500L, 1_500L, 2_000L);
    }

    @Test
    void asksInPlainWordsWithAChecksum() {
        byte[] asked = new MappingQuestion(ID, 0, LONG).poll(0).orElseThrow();
        StunMessage request = read(asked);
        assertThat(request.kind()).isEqualTo(Kind.REQUEST);
        assertThat(request.id()).isEqualTo(ID);
        assertThat(request.signed()).isFalse();
    }

    @Test
    void findsItsAddressAlsoWhenAnswersWereLost() {
        MappingQuestion question = new MappingQuestion(ID, 0, LONG);
        question.poll(0);
        question.poll(500 * MILLI);
        assertThat(question.take(answer(ID))).isTrue();
        assertThat(question.found()).contains(SEEN);
        assertThat(question.poll(1_500 * MILLI)).isEmpty();
        assertThat(question.take(answer(ID))).as("the answer to the repetition").isFalse();
    }

    @Test
    void takesTheAddressOfAnOldServer() {
        byte[] old = new StunWriter(Kind.SUCCESS, ID).mapped(SEEN).plain();
        old[21] = 1; // MAPPED-ADDRESS, so that the mask is part of the address
        MappingQuestion question = new MappingQuestion(ID, 0, LONG);
        question.poll(0);
        assertThat(question.take(read(old))).isTrue();
        assertThat(question.found()).isPresent();
    }

    @Test
    void doesNotBelieveWhoCannotKnowTheQuestion() {
        MappingQuestion question = new MappingQuestion(ID, 0, LONG);
        question.poll(0);
        assertThat(question.take(answer(new TransactionId(1, 3)))).isFalse();
        assertThat(question.take(read(new StunWriter(Kind.REQUEST, ID).plain())))
                .isFalse();
        assertThat(question.isOver()).isFalse();
    }

    @Test
    void isRefusedOrToldNothingOfUse() {
        MappingQuestion refused = new MappingQuestion(ID, 0, LONG);
        refused.poll(0);
        assertThat(refused.take(read(new StunWriter(Kind.ERROR, ID)
                        .error(500, "Server Error")
                        .plain())))
                .isTrue();
        assertThat(refused.isOver()).isTrue();
        assertThat(refused.found()).isEmpty();
        MappingQuestion empty = new MappingQuestion(ID, 0, LONG);
        empty.poll(0);
        assertThat(empty.take(read(new StunWriter(Kind.SUCCESS, ID).plain()))).isFalse();
        assertThat(empty.isOver()).as("the next answer may be better").isFalse();
    }

    @Test
    void believesNoWrongAddressOfAChangedAnswer() {
        Random random = new Random(Seed.of("MappingQuestionTest"));
        byte[] good = new StunWriter(Kind.SUCCESS, ID).mapped(SEEN).fingerprinted();
        for (int i = 0; i < 5_000; i++) {
            MappingQuestion question = new MappingQuestion(ID, 0, LONG);
            question.poll(0);
            byte[] bad = good.clone();
            bad[random.nextInt(bad.length)] ^= (byte) (1 + random.nextInt(255));
            if (StunReader.read(bad, bad.length) instanceof StunReading.Read(StunMessage message)) {
                question.take(message);
            }
            assertThat(question.found().orElse(SEEN)).isEqualTo(SEEN);
        }
    }
}
