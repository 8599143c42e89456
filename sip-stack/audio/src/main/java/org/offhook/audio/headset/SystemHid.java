package org.offhook.audio.headset;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.hid4java.HidDevice;
import org.hid4java.HidManager;
import org.hid4java.HidServices;
import org.hid4java.HidServicesSpecification;
import org.hid4java.ScanMode;

/** HID devices by hid4java: one thread of ours asks, none of the library's scans. */
final class SystemHid implements HidAccess {
    /** The longest that the HID core of any system hands out. */
    private static final int MOST_DESCRIPTOR_BYTES = 4096;

    private static final int TELEPHONY = 0x0b;
    private static final int CONSUMER = 0x0c;

    private final HidServices services;

    SystemHid() {
        HidServicesSpecification quiet = new HidServicesSpecification();
        quiet.setAutoStart(false);
        quiet.setAutoShutdown(false);
        quiet.setAutoDataRead(false);
        quiet.setScanMode(ScanMode.NO_SCAN);
        services = HidManager.getHidServices(quiet);
    }

    /** Those of telephony, and those that begin with media keys and often have telephony behind them; never keyboards. */
    @Override
    public List<String> candidates() {
        return services.getAttachedHidDevices().stream()
                .filter(device -> page(device) == TELEPHONY || page(device) == CONSUMER)
                .map(HidDevice::getPath)
                .filter(Objects::nonNull)
                .distinct()
                .toList();
    }

    private static int page(HidDevice device) {
        return device.getUsagePage() & 0xffff;
    }

    @Override
    public Optional<Pipe> open(String path) {
        return services.getAttachedHidDevices().stream()
                .filter(device -> path.equals(device.getPath()))
                .findFirst()
                .filter(HidDevice::open)
                .map(Opened::new);
    }

    @Override
    public void close() {
        services.shutdown();
    }

    private record Opened(HidDevice device) implements Pipe {
        @Override
        public byte[] descriptor() {
            byte[] bytes = new byte[MOST_DESCRIPTOR_BYTES];
            int length = device.getReportDescriptor(bytes);
            return Arrays.copyOf(bytes, Math.max(0, length));
        }

        @Override
        public int read(byte[] into, int timeoutMillis) {
            return device.read(into, timeoutMillis);
        }

        @Override
        public boolean write(int reportId, byte[] report) {
            return device.write(report, report.length, (byte) reportId) >= 0;
        }

        @Override
        public void close() {
            device.close();
        }
    }
}
