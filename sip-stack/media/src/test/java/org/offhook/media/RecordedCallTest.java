package org.offhook.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.offhook.core.call.CallId;
import org.offhook.core.error.ErrorCode;
import org.offhook.core.media.MediaTerms;
import org.offhook.core.recording.RecordingInput;
import org.offhook.core.recording.RecordingSubject;
import org.offhook.media.record.RecordingFault;
import org.offhook.media.record.RecordingShelf;
import org.offhook.media.record.WavWriter;
import org.offhook.rtp.tone.CallTone;

/** A call on loopback that is recorded when somebody asks for it: what each ear hears, and what gets into the file. */
class RecordedCallTest {
    private static final CallId CALL = new CallId("7");
    private static final RecordingSubject SUBJECT = new RecordingSubject(CALL, "305", false);

    @TempDir
    Path folder;

    private final MediaEngine far = MediaEngine.onLoopback("far");
    private final FakeDevices devices = new FakeDevices(new ToneSource(CallTone.steady(440, -44)));
    private final SpyInbox inbox = new SpyInbox();
    private final ToneEar customer = new ToneEar(440, 1_400);
    private final ToneEar agent = new ToneEar(620, 1_400);
    private volatile boolean folderGone;
    private PhoneMedia phone;
    private MediaEndpoint end;

    private final RecordingShelf shelf = new RecordingShelf() {
        @Override
        public Place open(RecordingSubject subject, int rateHertz) throws IOException {
            if (folderGone) {
                throw new RecordingFault(ErrorCode.RECORDING_NOT_WRITABLE, "told to");
            }
            return new Place(new WavWriter(folder.resolve("call.wav"), 2, rateHertz), "call.wav");
        }

        @Override
        public Duration beepEvery() {
            return Duration.ofSeconds(1);
        }
    };

    @BeforeEach
    void start() throws IOException {
        phone = new PhoneMedia(
                MediaEngine.onLoopback("phone"),
                devices,
                () -> Optional.of("127.0.0.1"),
                RecordingRule.NEVER,
                MediaTerms.PLAIN,
                shelf);
        devices.beside = agent;
        phone.start(inbox);
        end = MediaEndpoint.open(
                far, new ToneSource(CallTone.steady(620, -44)), customer, MediaEndpoint.DigitListener.NONE);
        phone.reserve(CALL);
        end.apply(Plans.talk(1, inbox.reservedPort()));
        phone.apply(CALL, Plans.talk(1, end.rtpPort()));
        Eventually.holds("both talk", () -> customer.heardMillis(0) > 200 && agent.heardMillis(0) > 200);
    }

    @AfterEach
    void close() {
        phone.close();
        end.close();
        far.close();
    }

    private boolean told(Class<? extends RecordingInput> kind) {
        return inbox.recordings.stream().anyMatch(kind::isInstance);
    }

    @Test
    void bothSidesHearThatTheyAreRecordedAndAPauseKeepsWhatIsSaidOutOfTheFile() throws IOException {
        assertThat(customer.heardMillis(1)).isZero();
        phone.startRecording(SUBJECT);
        Eventually.holds("the file is open", () -> told(RecordingInput.FileOpened.class));
        Eventually.holds("the far end heard the tone twice", () -> customer.heardMillis(1) >= 260);
        Eventually.holds("the agent too", () -> agent.heardMillis(1) >= 260);
        assertThat(customer.longestRunMillis(1)).isLessThan(300);
        assertThat(customer.heardMillis(0)).as("speech goes on").isGreaterThan(900);

        phone.pauseRecording(CALL, true);
        int heard = customer.heardMillis(0);
        Eventually.holds("half a second is said meanwhile", () -> customer.heardMillis(0) > heard + 700);
        phone.pauseRecording(CALL, false);
        int again = customer.heardMillis(0);
        Eventually.holds("and half a second after", () -> customer.heardMillis(0) > again + 500);
        phone.stopRecording(CALL);
        Eventually.holds("the file is complete", () -> told(RecordingInput.FileFinished.class));

        ByteBuffer samples = ByteBuffer.wrap(Files.readAllBytes(folder.resolve("call.wav")))
                .order(ByteOrder.LITTLE_ENDIAN)
                .position(44);
        int silent = 0;
        int longest = 0;
        int loud = 0;
        while (samples.remaining() >= 4) {
            boolean nothing = samples.getInt() == 0;
            silent = nothing ? silent + 1 : 0;
            loud += nothing ? 0 : 1;
            longest = Math.max(longest, silent);
        }
        assertThat(longest).as("samples of silence while it was paused").isGreaterThan(8 * 600);
        assertThat(loud).isGreaterThan(8 * 1_200);
    }

    @Test
    void aFileThatCannotBeOpenedIsToldAndNobodyHearsADifference() {
        folderGone = true;
        phone.startRecording(SUBJECT);
        Eventually.holds("it is told", () -> told(RecordingInput.FileFailed.class));
        int heard = customer.heardMillis(0);
        Eventually.holds("the call goes on", () -> customer.heardMillis(0) > heard + 300);
    }

    @Test
    void whatIsStillToBeWrittenIsWrittenBeforeThePhoneEnds() throws IOException {
        phone.startRecording(SUBJECT);
        Eventually.holds("the file is open", () -> told(RecordingInput.FileOpened.class));
        int heard = customer.heardMillis(0);
        Eventually.holds("something is said", () -> customer.heardMillis(0) > heard + 300);
        phone.close();
        assertThat(told(RecordingInput.FileFinished.class)).isTrue();
        assertThat(Files.size(folder.resolve("call.wav"))).isGreaterThan(44 + 8 * 300 * 4);
    }
}
