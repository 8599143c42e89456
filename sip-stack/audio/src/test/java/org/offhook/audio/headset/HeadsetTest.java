package org.offhook.audio.headset;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The headset's thread with a device that is not there in truth. */
class HeadsetTest {
    private final LinkedBlockingQueue<String> pressed = new LinkedBlockingQueue<>();
    private final LinkedBlockingQueue<byte[]> reports = new LinkedBlockingQueue<>();
    private final LinkedBlockingQueue<String> lamps = new LinkedBlockingQueue<>();

    private final Headset.Presses presses = new Headset.Presses() {
        @Override
        public void answer() {
            pressed.add("answer");
        }

        @Override
        public void hangUp() {
            pressed.add("hang up");
        }

        @Override
        public void toggleMute() {
            pressed.add("mute");
        }
    };

    private final class Device implements HidAccess, HidAccess.Pipe {
        @Override
        public List<String> candidates() {
            return List.of("mouse", "headset");
        }

        @Override
        public Optional<HidAccess.Pipe> open(String path) {
            return path.equals("headset") ? Optional.of(this) : Optional.empty();
        }

        @Override
        public byte[] descriptor() {
            return Descriptors.SPEAKERPHONE;
        }

        @Override
        public int read(byte[] into, int timeoutMillis) {
            try {
                byte[] report = reports.poll(timeoutMillis, TimeUnit.MILLISECONDS);
                if (report == null) {
                    return 0;
                }
                System.arraycopy(report, 0, into, 0, report.length);
                return report.length == 0 ? -1 : report.length;
            } catch (InterruptedException e) {
                return -1;
            }
        }

        @Override
        public boolean write(int reportId, byte[] report) {
            lamps.add(reportId + ":" + HexFormat.of().formatHex(report));
            return true;
        }

        @Override
        public void close() {}
    }

    private static String next(LinkedBlockingQueue<String> from) throws InterruptedException {
        return String.valueOf(from.poll(10, TimeUnit.SECONDS));
    }

    @Test
    void ringsAnswersMutesAndHangsUp() throws InterruptedException {
        try (Headset headset = new Headset(Device::new, presses, InstantSource.system(), Duration.ZERO)) {
            assertThat(next(lamps)).as("dark at first").isEqualTo("2:0000");
            headset.show(PhoneSituation.RINGS);
            assertThat(next(lamps)).isEqualTo("2:0400");
            reports.add(new byte[] {2, 1, 0});
            assertThat(next(pressed)).isEqualTo("answer");
            headset.show(PhoneSituation.UP);
            assertThat(next(lamps)).isEqualTo("2:0100");
            reports.add(new byte[] {2, 5, 0});
            reports.add(new byte[] {2, 1, 0});
            assertThat(next(pressed)).isEqualTo("mute");
            headset.show(PhoneSituation.UP_MUTED);
            assertThat(next(lamps)).isEqualTo("2:0300");
            reports.add(new byte[] {2, 0, 0});
            assertThat(next(pressed)).isEqualTo("hang up");
        }
    }

    @Test
    void withoutNativesNothingHappensAndNobodyIsToldOften() {
        try (Headset headset = new Headset(
                () -> {
                    throw new UnsatisfiedLinkError("no library");
                },
                presses,
                InstantSource.system(),
                Duration.ZERO)) {
            Arrays.stream(PhoneSituation.values()).forEach(headset::show);
        }
        assertThat(pressed).isEmpty();
    }
}
