package org.offhook.desktop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.offhook.agent.AgentCommand;
import org.offhook.agent.Fault;
import org.offhook.core.account.Account;
import org.offhook.core.account.Secret;
import org.offhook.core.error.ErrorCode;
import org.offhook.core.phone.CommandOutcome;
import org.offhook.core.phone.PhoneCommand;
import org.offhook.core.phone.RegistrationView.Status;
import org.offhook.practice.PracticeExchange;
import org.offhook.practice.PracticeSettings;

/** Whatever is wrong around the phone gives one error with its code, and the phone goes on: afterwards it makes a call. */
class BadInputTest {
    @TempDir
    Path data;

    private static Optional<ErrorCode> refusal(CommandOutcome outcome) {
        return outcome instanceof CommandOutcome.Refused(ErrorCode error, String _)
                ? Optional.of(error)
                : Optional.empty();
    }

    private static boolean shows(PhoneBench phone, ErrorCode error) throws InterruptedException {
        return phone.watch.await(
                snapshot -> snapshot.fault().map(Fault::error).equals(Optional.of(error)), PhoneBench.LIMIT);
    }

    @Test
    void aWrongPasswordIsRefusedAndTheRightOneTakenAfterwards() throws Exception {
        try (PracticeExchange exchange = PracticeExchange.start(PracticeSettings.USUAL);
                PhoneBench phone = PhoneBench.start(data)) {
            Account account = exchange.account();

            assertThat(refusal(phone.configure(account, Secret.of("wrong")))).contains(ErrorCode.CREDENTIALS_REFUSED);
            assertThat(Files.exists(data.resolve("secrets")))
                    .as("a wrong password is not kept")
                    .isFalse();

            assertThat(refusal(phone.configure(account, account.password()))).isEmpty();
            assertThat(phone.logsInAndCalls()).isTrue();
        }
    }

    @Test
    void aSilentRegistrarIsNamedAsSuch() throws Exception {
        try (SilentRegistrar registrar = SilentRegistrar.silent();
                PhoneBench phone = PhoneBench.start(data)) {
            Account account = registrar.account();
            assertThat(refusal(phone.configure(account, account.password()))).contains(ErrorCode.SERVER_SILENT);
            assertThat(phone.makesACall()).isTrue();
        }
    }

    @Test
    void aRefusingRegistrarIsNamedAsSuch() throws Exception {
        try (SilentRegistrar registrar = SilentRegistrar.answering("404 Not Found");
                PhoneBench phone = PhoneBench.start(data)) {
            Account account = registrar.account();
            assertThat(refusal(phone.configure(account, account.password()))).contains(ErrorCode.REGISTRATION_REFUSED);
            assertThat(phone.makesACall()).isTrue();
        }
    }

    @Test
    void aServerWithoutANameIsNamedAsSuch() throws Exception {
        try (PhoneBench phone = PhoneBench.start(data)) {
            Account account = Account.of(
                    "2101",
                    "no-such-host.invalid",
                    org.offhook.core.account.ServerAddress.of("no-such-host.invalid"),
                    org.offhook.core.account.Transport.UDP,
                    Secret.of("x"));
            assertThat(refusal(phone.configure(account, account.password()))).contains(ErrorCode.SERVER_NAME_UNKNOWN);
            assertThat(phone.makesACall()).isTrue();
        }
    }

    @Test
    void aTakenSipPortIsToldAndUsedOnceItIsFree() throws Exception {
        DatagramSocket taker = new DatagramSocket(0, InetAddress.getByName("0.0.0.0"));
        try (PhoneBench phone =
                PhoneBench.start(data, "account.exchange=practice", "sip.port=" + taker.getLocalPort())) {
            assertThat(phone.watch.await(
                            snapshot -> snapshot.phone()
                                    .registration()
                                    .problem()
                                    .equals(Optional.of(ErrorCode.SIP_PORT_TAKEN)),
                            PhoneBench.LIMIT))
                    .isTrue();
            taker.close();
            phone.submit(new AgentCommand.Phone(new PhoneCommand.RetryRegistration()));
            assertThat(phone.watch.await(
                            snapshot -> snapshot.phone().registration().status() == Status.REGISTERED,
                            PhoneBench.LIMIT))
                    .isTrue();
            assertThat(phone.logsInAndCalls()).isTrue();
        } finally {
            taker.close();
        }
    }

    @Test
    void takenBridgePortsAreShownAndThePhoneWorks() throws Exception {
        List<ServerSocket> takers = tenInARow();
        try (PhoneBench phone =
                PhoneBench.start(data, "bridge.port=" + takers.getFirst().getLocalPort())) {
            assertThat(shows(phone, ErrorCode.BRIDGE_PORT_TAKEN)).isTrue();
            assertThat(data.resolve("bridge.json")).doesNotExist();
            assertThat(phone.makesACall()).isTrue();
        } finally {
            for (ServerSocket taker : takers) {
                taker.close();
            }
        }
    }

    private static List<ServerSocket> tenInARow() throws IOException {
        for (int attempt = 0; attempt < 50; attempt++) {
            List<ServerSocket> taken = new ArrayList<>();
            try {
                taken.add(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
                for (int next = 1; next < 10; next++) {
                    taken.add(new ServerSocket(
                            taken.getFirst().getLocalPort() + next, 1, InetAddress.getLoopbackAddress()));
                }
                return taken;
            } catch (IOException | IllegalArgumentException e) {
                for (ServerSocket socket : taken) {
                    socket.close();
                }
            }
        }
        throw new IOException("no ten ports in a row");
    }

    @Test
    void aReadOnlyDataDirectoryIsShownAndThePhoneWorks() throws Exception {
        try (PhoneBench phone = PhoneBench.start(PhoneBench.unwritable(data))) {
            assertThat(shows(phone, ErrorCode.DATA_DIRECTORY_READ_ONLY)).isTrue();
            assertThat(phone.makesACall()).isTrue();
        }
    }

    @Test
    void aBridgeThatCouldNotBeWrittenDownIsShownAndThePhoneWorks() throws Exception {
        Files.createDirectories(data.resolve("bridge.json/in the way"));
        try (PhoneBench phone = PhoneBench.start(data)) {
            assertThat(shows(phone, ErrorCode.STORE_FULL)).isTrue();
            assertThat(phone.makesACall()).isTrue();
        }
    }

    @Test
    void aMachineWithoutSoundIsToldAndCallsAllTheSame() throws Exception {
        try (PhoneBench phone = PhoneBench.start(data, "audio.device=file:" + data.resolve("absent.wav") + ",")) {
            assertThat(phone.makesACall()).isTrue();
            assertThat(phone.watch.await(
                            snapshot -> snapshot.phone()
                                    .audioProblem()
                                    .equals(Optional.of(ErrorCode.AUDIO_FILE_UNREADABLE)),
                            PhoneBench.LIMIT))
                    .isTrue();
        }
    }

    @Test
    void theMachinesOwnDevicesOrTheirAbsenceNeverKeepACallFromHappening() throws Exception {
        try (PhoneBench phone = PhoneBench.start(data, "audio.device=system")) {
            assertThat(phone.makesACall()).isTrue();
            phone.watch
                    .latest()
                    .phone()
                    .audioProblem()
                    .ifPresent(problem -> assertThat(problem)
                            .isIn(ErrorCode.NO_MICROPHONE, ErrorCode.NO_SPEAKER, ErrorCode.SOUND_SYSTEM_SILENT));
        }
    }

    @Test
    void garbageOnTheSipPortIsIgnored() throws Exception {
        int port;
        try (DatagramSocket free = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        long seed = System.nanoTime();
        System.getLogger("test").log(System.Logger.Level.INFO, "seed {0}", Long.toString(seed));
        Random random = new Random(seed);
        try (PhoneBench phone = PhoneBench.start(data, "account.exchange=practice", "sip.port=" + port);
                DatagramSocket stranger = new DatagramSocket()) {
            assertThat(phone.watch.await(
                            snapshot -> snapshot.phone().registration().status() == Status.REGISTERED,
                            PhoneBench.LIMIT))
                    .isTrue();
            String invite = String.join(
                    "\r\n",
                    "INVITE sip:501@127.0.0.1 SIP/2.0",
                    "Via: SIP/2.0/UDP x;branch=z9hG4bK1",
                    "CSeq: x INVITE",
                    "Content-Length: 99999999999",
                    "From: \"",
                    "",
                    "");
            for (int i = 0; i < 500; i++) {
                byte[] bytes = i % 2 == 0 ? mutated(invite.getBytes(StandardCharsets.UTF_8), random) : noise(random);
                stranger.send(new DatagramPacket(bytes, bytes.length, InetAddress.getLoopbackAddress(), port));
            }
            assertThat(phone.logsInAndCalls()).as("seed %d", seed).isTrue();
        }
    }

    private static byte[] mutated(byte[] message, Random random) {
        byte[] copy = java.util.Arrays.copyOf(message, 1 + random.nextInt(message.length));
        for (int change = 0; change < 5; change++) {
            copy[random.nextInt(copy.length)] = (byte) random.nextInt(256);
        }
        return copy;
    }

    private static byte[] noise(Random random) {
        byte[] bytes = new byte[1 + random.nextInt(1_400)];
        random.nextBytes(bytes);
        return bytes;
    }
}
