package org.offhook.desktop;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.offhook.core.account.Account;
import org.offhook.desktop.commandline.Console;
import org.offhook.desktop.commandline.ExitCode;
import org.offhook.desktop.commandline.RemoteCommands;
import org.offhook.desktop.instance.BridgeFile;
import org.offhook.desktop.timeline.Timeline;
import org.offhook.practice.PracticeDirectory;
import org.offhook.practice.PracticeExchange;
import org.offhook.practice.PracticeSettings;

/** The program as a process: started, spoken to by other processes, ended by a signal. */
class ProcessTest {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(50);
    private static final String CRM_PASSWORD = "crm-password-4711";
    /** Not listed in the practice directory, so it is a customer; reserved for fiction. */
    private static final String CUSTOMER_NUMBER = "7275550163";

    @TempDir
    Path data;

    private final List<Process> started = new ArrayList<>();

    @AfterEach
    void endWhatIsLeft() {
        started.forEach(Process::destroyForcibly);
    }

    private record Ended(int code, String out, String err) {}

    private Process launch(String... arguments) throws IOException {
        return launch(List.of(), arguments);
    }

    private Process launch(List<String> jvmOptions, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED"));
        command.addAll(jvmOptions);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), "org.offhook.desktop.Main"));
        command.addAll(List.of(arguments));
        File out = Files.createTempFile(data, "out", "").toFile();
        File err = Files.createTempFile(data, "err", "").toFile();
        ProcessBuilder builder = new ProcessBuilder(command).redirectOutput(out).redirectError(err);
        builder.environment().remove("DISPLAY");
        Process process = builder.start();
        process.getOutputStream().flush();
        started.add(process);
        outputs.put(process, List.of(out.toPath(), err.toPath()));
        return process;
    }

    private final Map<Process, List<Path>> outputs = new java.util.HashMap<>();

    private Ended ended(Process process) throws IOException, InterruptedException {
        assertThat(process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
        List<Path> files = java.util.Objects.requireNonNull(outputs.get(process));
        return new Ended(process.exitValue(), Files.readString(files.getFirst()), Files.readString(files.getLast()));
    }

    private Ended offhook(String... arguments) throws IOException, InterruptedException {
        return ended(launch(arguments));
    }

    private Ended offhookTyping(String input, String... arguments) throws IOException, InterruptedException {
        Process process = launch(arguments);
        process.getOutputStream().write(input.getBytes(StandardCharsets.UTF_8));
        process.getOutputStream().close();
        return ended(process);
    }

    /** The same from this process, for what starts no phone: the program but for its own start, a second or two of processor time. */
    private static Ended here(String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Console console = new Console(
                new PrintStream(out, true, StandardCharsets.UTF_8), new PrintStream(err, true, StandardCharsets.UTF_8));
        Program program = new Program(console, Timeline.NONE, Map.of());
        int code = Main.run(arguments, program, console, InputStream.nullInputStream());
        return new Ended(code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    /** What the phone says when it is so; asked from here, since a process for each look costs a second of processor time. */
    private JsonNode statusWhen(Predicate<JsonNode> wanted) throws IOException {
        Instant end = Instant.now().plus(LIMIT);
        while (true) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            PrintStream said = new PrintStream(out, true, StandardCharsets.UTF_8);
            if (new RemoteCommands(data, new Console(said, said)).status(true) == ExitCode.DONE) {
                JsonNode snapshot = new ObjectMapper().readTree(out.toString(StandardCharsets.UTF_8));
                if (wanted.test(snapshot)) {
                    return snapshot;
                }
            }
            assertThat(Instant.now()).as(out.toString(StandardCharsets.UTF_8)).isBefore(end);
            LockSupport.parkNanos(LOOK_AGAIN.toNanos());
        }
    }

    @Test
    void theWholeDayOfAHeadlessPhoneAndNothingSecretInItsLog() throws Exception {
        try (PracticeExchange exchange = PracticeExchange.start(PracticeSettings.USUAL)) {
            Account account = exchange.account();
            Path passwordFile = Files.writeString(
                    data.resolve("password"), account.password().reveal());
            String[] start = {
                "--headless",
                "--data",
                data.toString(),
                "--set",
                "account.exchange=own",
                "--set",
                "account.server=127.0.0.1",
                "--set",
                "account.domain=" + account.domain(),
                "--set",
                "account.port=" + account.server().port().orElseThrow(),
                "--set",
                "account.extension=" + account.extension(),
                "--set",
                "account.passwordFile=" + passwordFile,
                "--set",
                "audio.device=silent",
                "--set",
                "bridge.port=0",
                "--set",
                "log.level=debug",
            };
            Process phone = launch(start);
            statusWhen(snapshot ->
                    snapshot.path("registration").path("status").asText().equals("REGISTERED"));
            String token = BridgeFile.read(data).orElseThrow().token().reveal();

            Ended second = offhook("--headless", "--data", data.toString());
            assertThat(second.code())
                    .as("a second start speaks to the first: %s", second)
                    .isZero();
            assertThat(second.out()).contains("Offhook runs already for " + data);
            assertThat(here("--headless", "--data", data.toString(), "--set", "account.password=" + CRM_PASSWORD))
                    .as("and says what it did not take")
                    .satisfies(set -> assertThat(set.code()).isEqualTo(ExitCode.REFUSED))
                    .satisfies(set -> assertThat(set.err())
                            .contains("OH-102", "not taken: --set account.password", "end it")
                            .doesNotContain(CRM_PASSWORD));
            assertThat(here("--headless", "--data", data.toString(), "tel:abc"))
                    .satisfies(link -> assertThat(link.code()).isEqualTo(ExitCode.REFUSED))
                    .satisfies(link -> assertThat(link.err()).contains("OH-"));
            assertThat(here("--data", data.toString(), "tel:abc"))
                    .as("a phone that runs takes a link from where there is no display")
                    .satisfies(link -> assertThat(link.code()).isEqualTo(ExitCode.REFUSED))
                    .satisfies(link -> assertThat(link.err()).contains("OH-405").doesNotContain("OH-103"));

            Ended login = offhookTyping(
                    CRM_PASSWORD + "\n" + account.password().reveal() + "\n",
                    "login",
                    "asha",
                    "--extension",
                    account.extension(),
                    "--data",
                    data.toString());
            assertThat(login.code()).as(login.toString()).isZero();
            Ended call = offhook("call", CUSTOMER_NUMBER, "--data", data.toString());
            assertThat(call.code()).as(call.toString()).isZero();
            statusWhen(snapshot ->
                    snapshot.path("calls").path(0).path("phase").asText().equals("CONNECTED"));
            assertThat(here("status", "--json", "--data", data.toString()).out())
                    .startsWith("{")
                    .contains("CONNECTED");
            assertThat(here("hangup", "--data", data.toString()).code()).isZero();
            assertThat(here("call", "CALLME", "--data", data.toString()))
                    .satisfies(refused -> assertThat(refused.code()).isEqualTo(ExitCode.REFUSED))
                    .satisfies(refused -> assertThat(refused.err()).contains("OH-401"));
            Ended logout = here("logout", "--data", data.toString());
            assertThat(logout.code()).as(logout.toString()).isZero();

            phone.destroy();
            Ended end = ended(phone);
            assertThat(exchange.registered(account.extension()))
                    .as("nothing is left behind")
                    .isFalse();
            assertThat(data.resolve("bridge.json")).doesNotExist();
            assertThat(here("status", "--data", data.toString()).code()).isEqualTo(ExitCode.NOT_RUNNING);

            String log = Files.readString(data.resolve("offhook.log")) + end.out() + end.err();
            assertThat(log).as("the log is worth reading").contains("bridge");
            assertThat(log)
                    .doesNotContain(CRM_PASSWORD)
                    .doesNotContain(account.password().reveal())
                    .doesNotContain(CUSTOMER_NUMBER)
                    .doesNotContain(token);
        }
    }

    @Test
    void aListenerForTheFloorNeedsNoPhoneAndSaysWhereItIs() throws Exception {
        Ended first = offhook("--data", data.toString(), "admin", "init");
        assertThat(first.code()).as(first.toString()).isZero();
        assertThat(first.out() + first.err())
                .as("what the libraries do stays with them")
                .contains("Password: ")
                .doesNotContain("INFO");
        Process server = launch(
                "--headless",
                "--data",
                data.toString(),
                "--set",
                "api.enabled=true",
                "--set",
                "api.port=0",
                "--set",
                "bridge.port=0",
                "--set",
                "audio.device=silent",
                "--set",
                "secrets.useSystem=false");
        JsonNode status =
                statusWhen(snapshot -> snapshot.path("api").path("port").asInt() > 0);
        assertThat(status.path("registration").path("status").asText()).isNotEqualTo("REGISTERED");
        int port = status.path("api").path("port").asInt();
        assertThat(here("status", "--data", data.toString()).out())
                .contains("API:    http on 127.0.0.1 port " + port)
                .contains("ameyo");
        assertThat(DialerBench.click(port, "asha", CUSTOMER_NUMBER)).contains("Login incorrect");
        server.destroy();
        Ended end = ended(server);
        assertThat(data.resolve("api.json")).doesNotExist();
        assertThat(Files.readString(data.resolve("offhook.log")) + end.out() + end.err())
                .contains("The API is ready: http on 127.0.0.1 port " + port)
                .doesNotContain(CUSTOMER_NUMBER)
                .doesNotContain(DialerBench.API_PASSWORD);
    }

    @Test
    void theWindowOpensAndASecondStartRaisesIt() throws Exception {
        Path timeline = data.resolve("timeline");
        Process phone = launch(
                List.of("-Dglass.platform=Headless", "-Doffhook.timeline=" + timeline),
                "--data",
                data.toString(),
                "--set",
                "account.exchange=practice",
                "--set",
                "audio.device=silent",
                "--set",
                "bridge.port=0");
        statusWhen(snapshot -> marks(timeline).containsAll(List.of("registered", "window_shown", "bridge_open")));

        Ended second = ended(launch(List.of("-Dglass.platform=Headless"), "--data", data.toString()));
        assertThat(second.code()).as(second.toString()).isZero();
        assertThat(phone.isAlive()).isTrue();

        phone.destroy();
        ended(phone);
        assertThat(data.resolve("bridge.json")).doesNotExist();
    }

    private static List<String> marks(Path timeline) {
        try {
            return Files.exists(timeline)
                    ? Files.readAllLines(timeline).stream()
                            .map(line -> line.split("\t")[0])
                            .toList()
                    : List.of();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void theTrainingRunDoesTheMainJobAndEndsByItself() throws Exception {
        Ended training =
                ended(launch(List.of("-Dglass.platform=Headless", "-Doffhook.train=true"), "--data", data.toString()));

        assertThat(training.code()).as(training.out() + training.err()).isZero();
        assertThat(training.out()).contains("the far end answered").doesNotContain("MISSING");
    }

    @Test
    void withoutADisplayItNamesWhatWorksWithoutOne() throws Exception {
        if (!System.getProperty("os.name", "").startsWith("Linux")) {
            return; // elsewhere there is always a screen
        }
        Ended ended = here("--data", data.toString());

        assertThat(ended.code()).isEqualTo(ExitCode.USAGE);
        assertThat(ended.err()).contains("OH-103").contains("demo").contains("--headless");
    }

    @Test
    void faultyOverridesEndTheStartAndAreAllNamed() throws Exception {
        Ended ended = offhook("--headless", "--data", data.toString(), "--set", "sip.port=x", "--set", "no.such=1");

        assertThat(ended.code()).isEqualTo(ExitCode.USAGE);
        assertThat(ended.err()).contains("OH-101", "sip.port", "no.such", "not started");
    }

    @Test
    void aLinkThatNobodyCouldDialIsSaidAndStartsNoPhoneThatNobodySees() throws Exception {
        Ended ended = here("--headless", "--data", data.toString(), "tel:abc");

        assertThat(ended.code()).isEqualTo(ExitCode.USAGE);
        assertThat(ended.err()).contains("OH-401", "letters", "in the link");
    }

    @Test
    void theDemoPlaysTheMainJobWithoutADisplay() throws Exception {
        Path out = data.resolve("seen-and-heard");
        Ended demo = offhook("demo", "--out", out.toString());

        assertThat(demo.code()).as(demo.out() + demo.err()).isZero();
        assertThat(demo.out())
                .contains(" ms  ")
                .contains("ok ")
                .doesNotContain("MISSING")
                .contains(out.toString());
        assertThat(out.resolve("window.png")).isNotEmptyFile();
        assertThat(out.resolve("call.wav")).isNotEmptyFile();
        assertThat(Files.readString(out.resolve("offhook.log")))
                .doesNotContain("demo-password")
                .doesNotContain("7275550142")
                .doesNotContain(PracticeDirectory.CUSTOMER + "@");
    }
}
