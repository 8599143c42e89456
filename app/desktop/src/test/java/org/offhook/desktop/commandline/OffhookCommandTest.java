package org.offhook.desktop.commandline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OffhookCommandTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final SpyVerbs verbs = new SpyVerbs();

    private int run(String line) {
        Console console = new Console(print(out), print(err));
        Passwords passwords =
                new Passwords(new ByteArrayInputStream("crm-secret\nphone-secret\n".getBytes(StandardCharsets.UTF_8)));
        String[] arguments = line.isEmpty() ? new String[0] : line.split(" ");
        return OffhookCommand.run(arguments, verbs, passwords, console, "1.2.3");
    }

    private static PrintStream print(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "logout|logout Optional.empty",
                "logout --data d|logout Optional[d]",
                "--data d logout|logout Optional[d]",
                "call +17275551212|call Optional.empty +17275551212 Optional.empty",
                "call 305 --account branch|call Optional.empty 305 Optional[branch]",
                "answer|answer Optional.empty",
                "hangup|hangup Optional.empty",
                "hangup --call c-2|Optional.empty action=hangup callId=c-2",
                "ready|Optional.empty action=ready",
                "pause|Optional.empty action=pause",
                "pause LUNCH --data d|Optional[d] action=pause reason=LUNCH",
                "mute|Optional.empty action=mute muted=YES",
                "unmute|Optional.empty action=mute muted=NO",
                "dtmf 47*#|Optional.empty action=dtmf digits=47*#",
                "reject|reject Optional.empty busy",
                "reject --cause declined|reject Optional.empty declined",
                "forward 305|forward Optional.empty 305",
                "hold|hold Optional.empty true",
                "swap|swap Optional.empty",
                "join|join Optional.empty",
                "park|park Optional.empty",
                "pickup 2102|pickup Optional.empty 2102 Optional.empty",
                "redial|redial Optional.empty false",
                "redial --missed|redial Optional.empty true",
                "voicemail|voicemail Optional.empty Optional.empty",
                "voicemail --account branch|voicemail Optional.empty Optional[branch]",
                "transfer 305|transfer Optional.empty Optional[305]",
                "transfer --attended|transfer Optional.empty Optional.empty",
                "resume --data d|hold Optional[d] false",
                "audio test|audio test Optional.empty false",
                "audio test --json --data d|audio test Optional[d] true",
                "status|status Optional.empty false",
                "status --json --data d|status Optional[d] true",
                "demo|demo Optional.empty",
                "demo --out o|demo Optional[o]",
                "native-messaging|native-messaging Optional.empty",
                "native-messaging --data d|native-messaging Optional[d]",
                "chrome-extension://lbocgkfcfehalibddffeghmffeolljel/|native-messaging Optional.empty",
                "/usr/lib/mozilla/native-messaging-hosts/org.offhook.phone.json {5d0c53a8}|native-messaging"
                        + " Optional.empty",
                "login asha|login Optional.empty asha Optional.empty crm-secret phone-secret",
                "record|record Optional.empty start",
                "record pause|record Optional.empty pause",
                "login asha --extension 2101|login Optional.empty asha Optional[2101] crm-secret phone-secret",
            })
    void eachCommandReachesItsVerb(String line, String expected) {
        assertThat(run(line)).isEqualTo(7);
        assertThat(verbs.called).containsExactly(expected);
        assertThat(err.toString(StandardCharsets.UTF_8)).isEmpty();
    }

    @Test
    void everyCommandExplainsItself() {
        assertThat(run("--help")).isZero();
        String usage = out.toString(StandardCharsets.UTF_8);
        for (String command : List.of("login", "call", "hold", "transfer", "dtmf", "pause", "demo", "status")) {
            assertThat(usage).contains("  " + command);
            out.reset();
            assertThat(run(command + " --help")).isZero();
            assertThat(out.toString(StandardCharsets.UTF_8)).startsWith("Usage: offhook " + command);
        }
        assertThat(verbs.called).isEmpty();
        assertThat(err.toString(StandardCharsets.UTF_8)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "record dance|start, pause, resume, stop",
                "reject --cause later|busy, declined, unavailable",
            })
    void aWordThatIsNoneOfThoseIsAnsweredAsToAPersonAndNotSent(String line, String those) {
        assertThat(run(line)).isEqualTo(ExitCode.USAGE);
        assertThat(verbs.called).isEmpty();
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("OH-802", "none of " + those);
    }

    @ParameterizedTest
    @ValueSource(strings = {"call", "forward", "transfer", "pickup"})
    void anEmptyNumberIsNotSent(String command) {
        Console console = new Console(print(out), print(err));
        Passwords none = new Passwords(new ByteArrayInputStream(new byte[0]));
        assertThat(OffhookCommand.run(new String[] {command, ""}, verbs, none, console, "1"))
                .isEqualTo(ExitCode.USAGE);
        assertThat(verbs.called).isEmpty();
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("OH-802", "it is empty");
    }

    @Test
    void theUsageKeepsToEightyColumns() {
        run("--help");
        assertThat(out.toString(StandardCharsets.UTF_8).lines()).allMatch(line -> line.length() <= 80);
    }

    @Test
    void aFolderWithoutANameIsNotTheOneWeHappenToBeIn() {
        String[] unset = {"--data", "", "--headless"};
        Console console = new Console(print(out), print(err));
        assertThat(StartRequest.plain(unset)).isEmpty();
        assertThat(OffhookCommand.run(unset, verbs, new Passwords(new ByteArrayInputStream(new byte[0])), console, "1"))
                .isEqualTo(ExitCode.USAGE);
        assertThat(verbs.called).isEmpty();
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("OH-802", "--data");
    }

    @Test
    void startsWithEverythingThatWasTyped() {
        assertThat(run("--headless --data d --set a.b=c --set d.e=f,g tel:+1727"))
                .isEqualTo(7);
        assertThat(verbs.called)
                .containsExactly(new StartRequest(
                                Optional.of(Path.of("d")), true, List.of("a.b=c", "d.e=f,g"), Optional.of("tel:+1727"))
                        .toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"dance", "call", "--colour red", "call 1 2", "status --jsn", "login", "--set", "--data"})
    void whatIsNotUnderstoodEndsWithOneLineAndItsCode(String line) {
        assertThat(run(line)).isEqualTo(ExitCode.USAGE);
        assertThat(verbs.called).isEmpty();
        assertThat(err.toString(StandardCharsets.UTF_8))
                .startsWith("offhook: OH-802 ")
                .hasLineCount(2);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"dance|offhook", "call 1 2|offhook call", "audio tset|offhook audio", "status --jsn|offhook status"
            })
    void whatIsNotUnderstoodNamesTheHelpOfItsOwnCommand(String line, String command) {
        run(line);
        assertThat(err.toString(StandardCharsets.UTF_8).lines().toList().getLast())
                .isEqualTo("  " + command + " --help lists what it takes.");
    }

    @Test
    void aFaultOfOursIsSaidAsSuch() {
        verbs.failing = true;
        assertThat(run("logout")).isEqualTo(ExitCode.COULD_NOT_START);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("OH-901");
    }

    private static final class SpyVerbs implements Verbs {
        final List<String> called = new ArrayList<>();
        boolean failing;

        private int called(Object... parts) {
            if (failing) {
                throw new IllegalStateException("broken");
            }
            List<String> texts = new ArrayList<>();
            for (Object part : parts) {
                texts.add(part.toString());
            }
            called.add(String.join(" ", texts));
            return 7;
        }

        @Override
        public int start(StartRequest request) {
            return called(request);
        }

        @Override
        public int login(Optional<Path> data, String user, Optional<String> extension, Passwords passwords) {
            try {
                return called(
                        "login",
                        data,
                        user,
                        extension,
                        passwords.ask("user").reveal(),
                        passwords.ask("phone").reveal());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public int logout(Optional<Path> data) {
            return called("logout", data);
        }

        @Override
        public int call(Optional<Path> data, String number, Optional<String> account) {
            return called("call", data, number, account);
        }

        @Override
        public int answer(Optional<Path> data) {
            return called("answer", data);
        }

        @Override
        public int record(Optional<Path> data, String order) {
            return called("record", data, order);
        }

        @Override
        public int hangUp(Optional<Path> data) {
            return called("hangup", data);
        }

        @Override
        public int reject(Optional<Path> data, String cause) {
            return called("reject", data, cause);
        }

        @Override
        public int forward(Optional<Path> data, String number) {
            return called("forward", data, number);
        }

        @Override
        public int hold(Optional<Path> data, boolean hold) {
            return called("hold", data, hold);
        }

        @Override
        public int swap(Optional<Path> data) {
            return called("swap", data);
        }

        @Override
        public int join(Optional<Path> data) {
            return called("join", data);
        }

        @Override
        public int park(Optional<Path> data) {
            return called("park", data);
        }

        @Override
        public int pickUp(Optional<Path> data, String number, Optional<String> account) {
            return called("pickup", data, number, account);
        }

        @Override
        public int redial(Optional<Path> data, boolean missed) {
            return called("redial", data, missed);
        }

        @Override
        public int voicemail(Optional<Path> data, Optional<String> account) {
            return called("voicemail", data, account);
        }

        @Override
        public int transfer(Optional<Path> data, Optional<String> number) {
            return called("transfer", data, number);
        }

        @Override
        public int send(Optional<Path> data, Map<String, String> message) {
            List<String> fields = new ArrayList<>();
            new TreeMap<>(message).forEach((name, value) -> fields.add(name + "=" + value));
            return called(data, String.join(" ", fields));
        }

        @Override
        public int testAudio(Optional<Path> data, boolean json) {
            return called("audio test", data, json);
        }

        @Override
        public int status(Optional<Path> data, boolean json) {
            return called("status", data, json);
        }

        @Override
        public int demo(Optional<Path> outFolder) {
            return called("demo", outFolder);
        }

        @Override
        public int nativeMessaging(Optional<Path> data) {
            return called("native-messaging", data);
        }
    }
}
