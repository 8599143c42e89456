package org.offhook.audio.headset;

import java.util.List;
import java.util.Optional;

/** The machine's HID devices. May block for a moment and throw anything: natives are behind it. One thread. */
interface HidAccess extends AutoCloseable {
    /** Devices that may be headsets, by a path that is the same as long as one is plugged in. */
    List<String> candidates();

    /** Opens one; empty when it is gone or belongs to somebody else. */
    Optional<Pipe> open(String path);

    @Override
    void close();

    /** An open device. */
    interface Pipe extends AutoCloseable {
        /** Its report descriptor; empty when it does not give it. */
        byte[] descriptor();

        /**
         * Waits for a report.
         *
         * @return its length, 0 when none came, −1 when the device is gone
         */
        int read(byte[] into, int timeoutMillis);

        /** Returns false when the device is gone. */
        boolean write(int reportId, byte[] report);

        @Override
        void close();
    }
}
