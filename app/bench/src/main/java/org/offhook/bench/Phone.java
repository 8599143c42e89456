package org.offhook.bench;

import java.nio.file.Path;
import java.util.Optional;

/** A phone program that can be measured. */
interface Phone {
    /** Key in the figures: {@code offhook}, {@code baresip}, {@code linphone}. */
    String name();

    /** Whether it has a window whose appearance can be timed. */
    boolean hasWindow();

    /**
     * Starts the program with a configuration that registers by itself.
     *
     * @param bench where things are
     * @param folder fresh folder for its configuration
     */
    Running start(Workbench bench, Path folder);

    /** A phone that was started. Closing it ends the program. */
    interface Running extends AutoCloseable {
        /** When the process was started, in the capture's terms. */
        long startedAt();

        /** The process to be gauged, with its children. */
        ProcessHandle process();

        /**
         * Tells the phone to dial, by the quickest way it has for other programs.
         *
         * @return when the order was handed over, in the capture's terms
         */
        long dial(String number);

        void hangUp();

        /** When the phone itself says that its window was drawn, if it says so. */
        default Optional<Long> windowDrawnAt() {
            return Optional.empty();
        }

        @Override
        void close();
    }
}
