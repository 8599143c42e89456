package org.offhook.rtp.dtmf;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.offhook.testkit.base.Trials;

class TelephoneEventTest {

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Sent(int timestamp, boolean marker, byte[] payload) {
        String text() {
            return timestamp + (marker ? "M " : " ") + HexFormat.of().formatHex(payload);
        }
    }

    private static List<Sent> send(TelephoneEventSender sender, int firstTimestamp, int frames) {
        List<Sent> packets = new ArrayList<>();
        for (int i = 0; i < frames; i++) {
            byte[] payload = new byte[4];
            if (sender.next(160, firstTimestamp + i * 160, payload, 0)) {
                packets.add(new Sent(sender.timestamp(), sender.marker(), payload));
            }
        }
        return packets;
    }

    @Test
    void marksTheStartCountsTheDurationAndSendsTheEndThreeTimes() {
        TelephoneEventSender sender = new TelephoneEventSender(640, 480);
        assertThat(sender.enter('5')).isTrue();
        assertThat(send(sender, 1000, 20).stream().map(Sent::text))
                .containsExactly(
                        "1000M 050a00a0",
                        "1000 050a0140",
                        "1000 050a01e0",
                        "1000 058a0280",
                        "1000 058a0280",
                        "1000 058a0280");
        assertThat(sender.busy()).isFalse();
    }

    @Test
    void leavesAPauseBetweenDigitsAndKeepsTheirOrder() {
        TelephoneEventSender sender = new TelephoneEventSender(320, 480);
        sender.enter('1');
        sender.enter('#');
        List<Sent> packets = send(sender, 0, 40);
        assertThat(packets).hasSize(8);
        assertThat(packets.get(0).timestamp()).isZero();
        assertThat(packets.get(4).marker()).isTrue();
        assertThat(packets.get(4).payload()[0]).isEqualTo((byte) 11);
        assertThat(packets.get(4).timestamp()).isEqualTo((4 + 3) * 160);
    }

    @Test
    void refusesWhatIsNoDigitAndMoreThanItCanHold() {
        TelephoneEventSender sender = new TelephoneEventSender(320, 480);
        assertThat(sender.enter('x')).isFalse();
        for (int i = 0; i < 128; i++) {
            assertThat(sender.enter('d')).isTrue();
        }
        assertThat(sender.enter('1')).isFalse();
    }

    private static final class Presses implements TelephoneEventReceiver.Sink {
        final List<String> list = new ArrayList<>();

        @Override
        public void digit(char digit, int durationTicks) {
            list.add(digit + ":" + durationTicks);
        }
    }

    private final Presses presses = new Presses();
    private final TelephoneEventReceiver receiver = new TelephoneEventReceiver(presses);

    private void receive(int timestamp, int code, boolean end, int duration, long millis) {
        byte[] payload = {(byte) code, (byte) (end ? 0x8a : 0x0a), (byte) (duration >> 8), (byte) duration};
        receiver.packet(timestamp, payload, 0, 4, millis * 1_000_000);
    }

    @Test
    void everyDigitIsHeardOnceThroughLossReorderingAndDuplication() {
        Trials.run("TelephoneEventTest.everyDigitIsHeardOnce", 300, random -> {
            List<Character> digits = new ArrayList<>();
            for (int count = 1 + Trials.upTo(random, 11); count > 0; count--) {
                digits.add((char) ('0' + random.nextInt(10)));
            }
            hearsEach(digits, random);
        });
    }

    private static void hearsEach(List<Character> digits, Random random) {
        TelephoneEventSender sender = new TelephoneEventSender(800, 480);
        digits.forEach(sender::enter);
        Presses heard = new Presses();
        TelephoneEventReceiver listener = new TelephoneEventReceiver(heard);
        List<Sent> packets = send(sender, Integer.MAX_VALUE - 2000, digits.size() * 20);
        long now = 0;
        Sent held = null;
        int event = 0;
        int kept = 0;
        for (Sent packet : packets) {
            now += 20_000_000;
            if (packet.timestamp() != event) {
                event = packet.timestamp();
                kept = 0;
            }
            // At least one packet of each event gets through, the rest may be lost, doubled or swapped.
            boolean lose = kept > 0 && random.nextInt(4) == 0;
            if (lose) {
                continue;
            }
            kept++;
            if (held == null && random.nextInt(6) == 0 && !packet.marker()) {
                held = packet;
                continue;
            }
            listener.packet(packet.timestamp(), packet.payload(), 0, 4, now);
            if (random.nextInt(5) == 0) {
                listener.packet(packet.timestamp(), packet.payload(), 0, 4, now);
            }
            if (held != null) {
                listener.packet(held.timestamp(), held.payload(), 0, 4, now);
                held = null;
            }
        }
        listener.poll(now + 1_000_000_000L);
        StringBuilder letters = new StringBuilder();
        heard.list.forEach(press -> letters.append(press.charAt(0)));
        StringBuilder expected = new StringBuilder();
        digits.forEach(expected::append);
        assertThat(letters.toString()).isEqualTo(expected.toString());
    }

    @Test
    void endsAPressWhoseEndWasLostAfterAWhile() {
        receive(5000, 9, false, 160, 0);
        receive(5000, 9, false, 320, 20);
        receiver.poll(100_000_000);
        assertThat(presses.list).isEmpty();
        assertThat(receiver.pressed()).isTrue();
        receiver.poll(180_000_000);
        assertThat(presses.list).containsExactly("9:320");
        receive(5000, 9, true, 640, 200);
        assertThat(presses.list)
                .as("its own end, come late, is no second press")
                .hasSize(1);
    }

    @Test
    void aNewPressEndsTheOneBefore() {
        receive(0, 1, false, 160, 0);
        receive(2000, 1, true, 400, 300);
        assertThat(presses.list).containsExactly("1:160", "1:400");
        receive(0, 1, true, 800, 320);
        assertThat(presses.list).hasSize(2);
        assertThat(receiver.ignored()).isEqualTo(1);
    }

    @Test
    void aPressLongerThanTheDurationFieldGoesOnInSegments() {
        receive(0, 2, false, 0xffff, 0);
        receive(0xffff, 2, false, 160, 20);
        receive(0xffff, 2, true, 320, 40);
        assertThat(presses.list).containsExactly("2:" + (0xffff + 320));
    }

    @Test
    void ignoresEventsThatAreNoDigitsAndTruncatedOnes() {
        receive(0, 16, true, 100, 0);
        receive(0, 255, true, 100, 0);
        receiver.packet(0, new byte[] {1, 2, 3}, 0, 3, 0);
        assertThat(presses.list).isEmpty();
        assertThat(receiver.ignored()).isEqualTo(3);
    }
}
