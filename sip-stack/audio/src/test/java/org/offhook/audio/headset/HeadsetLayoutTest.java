package org.offhook.audio.headset;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.Test;
import org.offhook.audio.headset.HidField.Kind;

/** Descriptors and reports of headsets. */
class HeadsetLayoutTest {
    private static final HeadsetButtons OFF_HOOK = new HeadsetButtons(true, false);

    private static Optional<HeadsetLayout> layout(byte[] descriptor) {
        return HeadsetLayout.of(ReportDescriptor.parse(descriptor, descriptor.length));
    }

    private static HeadsetButtons read(HeadsetLayout layout, int... report) {
        byte[] bytes = new byte[report.length];
        for (int i = 0; i < report.length; i++) {
            bytes[i] = (byte) report[i];
        }
        return layout.read(bytes, bytes.length, HeadsetButtons.AT_REST);
    }

    @Test
    void findsHookMuteAndLampsOfASpeakerphone() {
        HeadsetLayout layout = layout(Descriptors.SPEAKERPHONE).orElseThrow();
        assertThat(layout.hook()).contains(new HidField(Kind.INPUT, 2, 0, 1, 0x0b, 0x20, false));
        assertThat(layout.mute()).contains(new HidField(Kind.INPUT, 2, 2, 1, 0x0b, 0x2f, true));
        assertThat(read(layout, 2, 0b001, 0)).isEqualTo(OFF_HOOK);
        assertThat(read(layout, 2, 0b100, 0)).isEqualTo(new HeadsetButtons(false, true));
        assertThat(read(layout, 1, 0xff))
                .as("media keys say nothing of the hook")
                .isEqualTo(HeadsetButtons.AT_REST);
        Map<Integer, byte[]> lamps = layout.reports(new HeadsetLamps(true, true, false));
        assertThat(lamps).containsOnlyKeys(2);
        assertThat(lamps.get(2))
                .as("off hook in bit 0, ring in bit 2; two bytes")
                .containsExactly(0b101, 0);
        assertThat(layout.reports(new HeadsetLamps(false, false, true)).get(2)).containsExactly(0b010, 0);
    }

    @Test
    void findsLampsThatHaveAReportEach() {
        HeadsetLayout layout = layout(Descriptors.LAMP_A_REPORT).orElseThrow();
        assertThat(read(layout, 8, 0b01)).isEqualTo(OFF_HOOK);
        assertThat(read(layout, 8, 0b11)).isEqualTo(new HeadsetButtons(true, true));
        Map<Integer, byte[]> lamps = layout.reports(new HeadsetLamps(false, true, true));
        assertThat(lamps).containsOnlyKeys(0x09, 0x17, 0x18);
        assertThat(lamps.get(0x09)).containsExactly(1);
        assertThat(lamps.get(0x17)).containsExactly(1);
        assertThat(lamps.get(0x18)).containsExactly(0);
    }

    @Test
    void aReportOfAnotherNumberOrTooShortLeavesTheButtonsAsTheyWere() {
        HeadsetLayout layout = layout(Descriptors.SPEAKERPHONE).orElseThrow();
        assertThat(layout.read(new byte[] {7, 0, 0}, 3, OFF_HOOK)).isEqualTo(OFF_HOOK);
        assertThat(layout.read(new byte[] {2}, 1, OFF_HOOK)).isEqualTo(HeadsetButtons.AT_REST);
    }

    @Test
    void whatIsNoHeadsetIsLeftAlone() {
        assertThat(layout(Descriptors.MOUSE)).isEmpty();
        assertThat(layout(new byte[0])).isEmpty();
    }

    @Test
    void whateverADeviceSaysOfItselfReadingItEnds() {
        long seed = 20261126;
        RandomGenerator random =
                RandomGeneratorFactory.<RandomGenerator>of("L64X128MixRandom").create(seed);
        for (int i = 0; i < 20_000; i++) {
            byte[] bytes;
            if (i % 2 == 0) {
                bytes = new byte[random.nextInt(200)];
                random.nextBytes(bytes);
            } else {
                bytes = Arrays.copyOf(Descriptors.SPEAKERPHONE, random.nextInt(Descriptors.SPEAKERPHONE.length) + 1);
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
            }
            ReportDescriptor read = ReportDescriptor.parse(bytes, bytes.length);
            assertThat(read.fields().size()).as("seed " + seed + ", round " + i).isLessThan(10_000);
            HeadsetLayout.of(read).ifPresent(layout -> {
                layout.read(new byte[] {2, 1}, 2, HeadsetButtons.AT_REST);
                layout.reports(new HeadsetLamps(true, true, true));
            });
        }
    }
}
