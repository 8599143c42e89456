package org.offhook.media.record;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Function;
import org.offhook.core.call.CallId;
import org.offhook.core.error.ErrorCode;
import org.offhook.core.recording.RecordingSubject;

/** Where recordings go: names their files, and says how they are written. */
public interface RecordingShelf {
    /**
     * Opens the file of a recording. Called on the recorder's thread; may block.
     *
     * @param rateHertz of the samples that will be written
     * @throws RecordingFault when there can be none
     */
    Place open(RecordingSubject subject, int rateHertz) throws IOException;

    /** How often both sides hear the tone that says they are recorded; zero for never. */
    Duration beepEvery();

    /**
     * An open file.
     *
     * @param name within the folder of recordings
     */
    record Place(SoundWriter writer, String name) {}

    /** Plain WAV files where a function says; one that is there is written over. */
    static RecordingShelf ofWav(Function<CallId, Path> files) {
        return new RecordingShelf() {
            @Override
            public Place open(RecordingSubject subject, int rateHertz) throws IOException {
                Path file = files.apply(subject.call());
                return new Place(new WavWriter(file, 2, rateHertz), String.valueOf(file.getFileName()));
            }

            @Override
            public Duration beepEvery() {
                return Duration.ZERO;
            }
        };
    }

    /** Keeps nothing. */
    RecordingShelf NONE = new RecordingShelf() {
        @Override
        public Place open(RecordingSubject subject, int rateHertz) throws IOException {
            throw new RecordingFault(ErrorCode.RECORDING_NOT_WRITABLE, "this phone has no folder for recordings");
        }

        @Override
        public Duration beepEvery() {
            return Duration.ZERO;
        }
    };
}
