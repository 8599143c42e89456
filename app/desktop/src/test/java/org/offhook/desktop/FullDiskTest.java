package org.offhook.desktop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.offhook.agent.AgentCommand;
import org.offhook.agent.Fault;
import org.offhook.agent.ManualDial;
import org.offhook.core.account.Secret;
import org.offhook.core.call.CallId;
import org.offhook.core.error.ErrorCode;
import org.offhook.core.phone.CallView;
import org.offhook.core.phone.PhoneCommand;
import org.offhook.core.recording.CallRecording;
import org.offhook.core.recording.RecordingOrder;
import org.offhook.practice.PracticeDirectory;
import org.offhook.testkit.peer.PeerAvailability;

/** A data directory on a real disk that has no room left: a file system of half a megabyte in memory, which root can make. */
@Tag("interop")
class FullDiskTest {
    private static final int BLOCK_BYTES = 4_096;

    @TempDir
    Path folder;

    @BeforeEach
    void makeTheDisk() throws Exception {
        PeerAvailability.requireRoot();
        assertThat(ended("mount", "-t", "tmpfs", "-o", "size=512k", "tmpfs", folder.toString()))
                .isZero();
    }

    @AfterEach
    void takeItAway() throws Exception {
        ended("umount", "--lazy", folder.toString());
    }

    private static int ended(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).inheritIO().start();
        assertThat(process.waitFor(PhoneBench.LIMIT.toSeconds(), TimeUnit.SECONDS))
                .isTrue();
        return process.exitValue();
    }

    private Path fill() throws IOException {
        Path filling = folder.resolve("filling");
        try (OutputStream out = Files.newOutputStream(filling)) {
            while (true) {
                out.write(new byte[BLOCK_BYTES]);
            }
        } catch (IOException full) {
            assertThat(folder.toFile().getUsableSpace()).isZero();
            return filling;
        }
    }

    @Test
    void theCallGoesOnTheAgentIsToldAndWithRoomAgainAllIsAsBefore() throws Exception {
        try (PhoneBench phone = PhoneBench.start(folder.resolve("data"))) {
            phone.submit(new AgentCommand.UsePracticeExchange());
            phone.submit(new AgentCommand.LogIn("asha", Secret.of("x"), Optional.empty(), Optional.empty()));
            phone.submit(new AgentCommand.ClickToCall(ManualDial.typed(PracticeDirectory.CUSTOMER)));
            assertThat(isSeen(phone, CallView.Phase.CONNECTED, CallRecording.OFF))
                    .isTrue();
            CallId call =
                    phone.watch.latest().phone().activeCall().orElseThrow().id();

            Path filling = fill();
            phone.submit(new AgentCommand.Phone(new PhoneCommand.RecordCall(call, RecordingOrder.START)));
            assertThat(isSeen(phone, CallView.Phase.CONNECTED, CallRecording.FAILED))
                    .as("the recording is lost, and said to be; the call is not")
                    .isTrue();
            phone.submit(new AgentCommand.Phone(new PhoneCommand.HangUpCall(call)));
            assertThat(phone.watch.await(
                            snapshot -> snapshot.fault().map(Fault::error).equals(Optional.of(ErrorCode.STORE_FULL)),
                            PhoneBench.LIMIT))
                    .as("the call log could not be written")
                    .isTrue();

            Files.delete(filling);
            assertThat(phone.logsInAndCalls()).isTrue();
        }
        assertThat(Files.readString(folder.resolve("data/calls.json")).split("\"id\""))
                .as("both calls are in the log")
                .hasSize(3);
    }

    private static boolean isSeen(PhoneBench phone, CallView.Phase phase, CallRecording recording)
            throws InterruptedException {
        return phone.watch.await(
                snapshot -> snapshot.phone()
                        .activeCall()
                        .filter(call -> call.phase() == phase && call.recording() == recording)
                        .isPresent(),
                PhoneBench.LIMIT);
    }
}
