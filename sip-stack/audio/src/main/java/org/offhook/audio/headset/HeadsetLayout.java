package org.offhook.audio.headset;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.offhook.audio.headset.HidField.Kind;

/**
 * Where a headset's buttons and lamps are in its reports (HID Usage Tables: telephony page 0x0B, LED page 0x08).
 *
 * @param hook off the hook: the agent wears it, or pressed its button
 * @param mute the button that silences the microphone
 */
public record HeadsetLayout(
        ReportDescriptor descriptor,
        Optional<HidField> hook,
        Optional<HidField> mute,
        Optional<HidField> ringLamp,
        Optional<HidField> offHookLamp,
        Optional<HidField> muteLamp) {

    private static final int TELEPHONY = 0x0b;
    private static final int HOOK_SWITCH = 0x20;
    private static final int PHONE_MUTE = 0x2f;
    private static final int LED = 0x08;
    private static final int LED_MUTE = 0x09;
    private static final int LED_OFF_HOOK = 0x17;
    private static final int LED_RING = 0x18;

    /** Empty for a device with neither a hook switch nor a mute button of telephony: not a headset that can be pressed. */
    public static Optional<HeadsetLayout> of(ReportDescriptor descriptor) {
        HeadsetLayout layout = new HeadsetLayout(
                descriptor,
                descriptor.field(Kind.INPUT, TELEPHONY, HOOK_SWITCH),
                descriptor.field(Kind.INPUT, TELEPHONY, PHONE_MUTE),
                descriptor.field(Kind.OUTPUT, LED, LED_RING),
                descriptor.field(Kind.OUTPUT, LED, LED_OFF_HOOK),
                descriptor.field(Kind.OUTPUT, LED, LED_MUTE));
        return layout.hook.isPresent() || layout.mute.isPresent() ? Optional.of(layout) : Optional.empty();
    }

    /**
     * The buttons after a report; those that are not in it stay as they were.
     *
     * @param report as it came, with its number where reports have one
     */
    public HeadsetButtons read(byte[] report, int length, HeadsetButtons before) {
        int id = descriptor.numbered() && length > 0 ? report[0] & 0xff : 0;
        int offset = descriptor.numbered() ? 1 : 0;
        return new HeadsetButtons(
                hook.filter(field -> field.reportId() == id)
                        .map(field -> field.isSet(report, offset, length))
                        .orElse(before.offHook()),
                mute.filter(field -> field.reportId() == id)
                        .map(field -> field.isSet(report, offset, length))
                        .orElse(before.muteDown()));
    }

    /** The reports that set the lamps, each behind its number; empty for a headset without lamps. */
    public Map<Integer, byte[]> reports(HeadsetLamps lamps) {
        Map<Integer, byte[]> reports = new LinkedHashMap<>();
        put(reports, ringLamp, lamps.ring());
        put(reports, offHookLamp, lamps.offHook());
        put(reports, muteLamp, lamps.mute());
        return reports;
    }

    private void put(Map<Integer, byte[]> reports, Optional<HidField> lamp, boolean on) {
        lamp.ifPresent(field -> {
            byte[] report = reports.computeIfAbsent(
                    field.reportId(), id -> new byte[descriptor.outputBytes().getOrDefault(id, 0)]);
            int at = field.bitOffset() / 8;
            if (on && at < report.length) {
                report[at] = (byte) (report[at] | 1 << field.bitOffset() % 8);
            }
        });
    }
}
