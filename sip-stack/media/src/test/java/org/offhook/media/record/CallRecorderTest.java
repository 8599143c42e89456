package org.offhook.media.record;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.offhook.core.error.ErrorCode;
import org.offhook.media.record.RecordingFiles.Format;

/** What gets into the file, and what becomes of a call whose file cannot be written. */
class CallRecorderTest {
    private static final int RATE = 8_000;

    @TempDir
    Path folder;

    private final List<String> told = new CopyOnWriteArrayList<>();

    private final CallRecorder.Listener listener = new CallRecorder.Listener() {
        @Override
        public void opened(String file) {
            told.add("opened " + file);
        }

        @Override
        public void failed(ErrorCode error, String detail) {
            told.add(error.code());
        }

        @Override
        public void finished(String file) {
            told.add("finished " + file);
        }
    };

    private CallRecorder.Opening file() {
        return rate -> new RecordingShelf.Place(
                RecordingFiles.make(folder, "call", Format.WAV, rate, Optional.empty())
                        .writer(),
                "call.wav");
    }

    private static void talk(CallRecorder recorder, int agent, int customer) {
        short[] said = new short[RATE / 10];
        Arrays.fill(said, (short) agent);
        short[] heard = new short[RATE / 10];
        Arrays.fill(heard, (short) customer);
        recorder.agent(said, 0, said.length);
        recorder.customer(heard, 0, heard.length);
    }

    private static void ended(CallRecorder recorder) throws InterruptedException {
        recorder.close();
        assertThat(recorder.awaitWritten(5_000)).isTrue();
    }

    @Test
    void aPauseIsSilenceOnBothSidesAndTheTimesStayThoseOfTheCall() throws Exception {
        CallRecorder recorder = new CallRecorder(file(), RATE, listener);
        talk(recorder, 1_000, 2_000);
        recorder.pause(true);
        talk(recorder, 4_111, 1_111); // a card number
        recorder.pause(false);
        talk(recorder, 3_000, 4_000);
        ended(recorder);

        ByteBuffer samples = ByteBuffer.wrap(Files.readAllBytes(folder.resolve("call.wav")))
                .order(ByteOrder.LITTLE_ENDIAN)
                .position(44);
        int[][] expected = {{1_000, 2_000}, {0, 0}, {3_000, 4_000}};
        for (int[] part : expected) {
            for (int i = 0; i < RATE / 10; i++) {
                assertThat(samples.getShort()).isEqualTo((short) part[0]);
                assertThat(samples.getShort()).isEqualTo((short) part[1]);
            }
        }
        assertThat(samples.hasRemaining()).isFalse();
        assertThat(told).containsExactly("opened call.wav", "finished call.wav");
    }

    @Test
    void aFullDiskIsToldAsSuch() throws Exception {
        Path full = Path.of("/dev/full");
        org.junit.jupiter.api.Assumptions.assumeTrue(Files.exists(full));
        CallRecorder recorder = new CallRecorder(
                rate -> new RecordingShelf.Place(
                        new WavWriter(new PlainBytes(FileChannel.open(full, StandardOpenOption.WRITE)), 2, rate),
                        "call.wav"),
                RATE,
                listener);
        talk(recorder, 1, 1);
        ended(recorder);
        assertThat(told).containsExactly(ErrorCode.RECORDING_DISK_FULL.code());
    }

    @Test
    void aFolderThatCannotBeMadeIsToldAsSuchAndNobodyWaitsForIt() throws Exception {
        Files.writeString(folder.resolve("file"), "stands in the way");
        CallRecorder recorder = new CallRecorder(
                rate -> new RecordingShelf.Place(
                        RecordingFiles.make(folder.resolve("file/deeper"), "call", Format.OPUS, rate, Optional.empty())
                                .writer(),
                        "call"),
                RATE,
                listener);
        for (int i = 0; i < 200; i++) {
            talk(recorder, 1, 1); // more than the rings take
        }
        ended(recorder);
        assertThat(told).containsExactly(ErrorCode.RECORDING_NOT_WRITABLE.code());
    }

    @Test
    void aDiskThatHangsCostsWhatDoesNotFitAndThatIsCountedAndTold() throws Exception {
        CountDownLatch hanging = new CountDownLatch(1);
        SoundWriter slow = new SoundWriter() {
            @Override
            public void write(short[] left, short[] right, int count) throws IOException {
                try {
                    hanging.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            }

            @Override
            public void second() {}

            @Override
            public void close() {}
        };
        CallRecorder recorder = new CallRecorder(rate -> new RecordingShelf.Place(slow, "call"), RATE, listener);
        for (int i = 0; i < 200; i++) { // 20 s at once
            talk(recorder, 1, 1);
        }
        hanging.countDown();
        ended(recorder);
        assertThat(told).containsExactly("opened call", ErrorCode.RECORDING_GAPS.code(), "finished call");
    }

    @Test
    void aRecordingIsNeverWrittenOverAnother() throws Exception {
        for (int i = 0; i < 3; i++) {
            CallRecorder recorder = new CallRecorder(file(), RATE, listener);
            talk(recorder, i, i);
            ended(recorder);
        }
        try (var files = Files.list(folder)) {
            assertThat(files.map(path -> path.getFileName().toString()))
                    .containsExactlyInAnyOrder("call.wav", "call-2.wav", "call-3.wav");
        }
        if (Files.getFileStore(folder).supportsFileAttributeView("posix")) {
            assertThat(java.nio.file.attribute.PosixFilePermissions.toString(
                            Files.getPosixFilePermissions(folder.resolve("call.wav"))))
                    .isEqualTo("rw-------");
        }
    }
}
