package org.offhook.desktop.commandline;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.offhook.core.error.ErrorCode;
import org.offhook.desktop.nativemessaging.BrowserStart;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ScopeType;

/** Everything that can be typed. */
@Command(
        name = "offhook",
        description = "A desktop softphone that a call centre's CRM drives.",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        usageHelpAutoWidth = true,
        footer = {
            "",
            "Exit codes: 0 done, 1 refused, 2 not understood or no display,",
            "3 not running, 4 could not start.",
            "Errors and settings are listed in docs/errors.md and docs/settings.md.",
            "The API for a CRM's server: --set api.enabled=true; for a whole floor on a",
            "server, without a phone: --headless and",
            "--set store.address=postgresql://USER@HOST/DATABASE."
        })
public final class OffhookCommand implements Callable<Integer> {
    private final Verbs verbs;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            scope = ScopeType.INHERIT,
            converter = Words.Folder.class,
            description = "Data directory; one phone runs for each.")
    private @Nullable Path data;

    @Option(names = "--headless", description = "The whole phone without a window.")
    private boolean headless;

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description = "Override a setting for this start; may be given several times.")
    private List<String> overrides = new ArrayList<>();

    @Parameters(
            arity = "0..1",
            paramLabel = "LINK",
            description = "A tel:, callto: or sip: link; the number waits in the phone until you confirm it.")
    private @Nullable String link;

    private OffhookCommand(Verbs verbs) {
        this.verbs = verbs;
    }

    /** Understands {@code arguments} and does what they say. */
    public static int run(String[] arguments, Verbs verbs, Passwords passwords, Console console, String version) {
        return run(arguments, verbs, passwords, console, version, _ -> List.of());
    }

    /** Commands that others bring; they are given what was typed before them. */
    public interface Further {
        List<CommandLine> commands(Typed typed);
    }

    /** What was typed before a subcommand; known when that runs. */
    public interface Typed {
        Optional<Path> data();

        /** {@code key=value} each. */
        List<String> overrides();
    }

    /** As above, with more commands. */
    public static int run(
            String[] arguments, Verbs verbs, Passwords passwords, Console console, String version, Further further) {
        OffhookCommand command = new OffhookCommand(verbs);
        CommandLine line = new CommandLine(command)
                .addSubcommand(command.new Login(passwords))
                .addSubcommand(command.new Logout())
                .addSubcommand(command.new Call())
                .addSubcommand(command.new Redial())
                .addSubcommand(command.new Answer())
                .addSubcommand(command.new Reject())
                .addSubcommand(command.new Forward())
                .addSubcommand(command.new HangUp())
                .addSubcommand(command.new RecordCall())
                .addSubcommand(AudioCommands.of(verbs, command::data))
                .addSubcommand(command.new Status())
                .addSubcommand(command.new Demo())
                .addSubcommand(command.new NativeMessaging());
        LineCommands.of(verbs, command::data).forEach(more -> line.addSubcommand(more.getCommandName(), more));
        DeskCommands.of(verbs, command::data).forEach(more -> line.addSubcommand(more.getCommandName(), more));
        further.commands(command.typed()).forEach(more -> line.addSubcommand(more.getCommandName(), more));
        line.getSubcommands().values().forEach(OffhookCommand::explainItself);
        line.addSubcommand("help", new CommandLine.HelpCommand());
        line.setOut(new PrintWriter(console.raw(), true, StandardCharsets.UTF_8));
        line.getCommandSpec().version("Offhook " + version);
        line.setParameterExceptionHandler((wrong, given) -> {
            console.misunderstood(
                    wrong.getCommandLine().getCommandSpec().qualifiedName(), String.valueOf(wrong.getMessage()));
            return ExitCode.USAGE;
        });
        line.setExecutionExceptionHandler((thrown, spec, parsed) -> {
            console.error(ErrorCode.INTERNAL, thrown.toString());
            return ExitCode.COULD_NOT_START;
        });
        return line.execute(BrowserStart.typed(arguments));
    }

    /** {@code offhook COMMAND --help}, for those that did not bring their own. */
    private static void explainItself(CommandLine command) {
        command.getSubcommands().values().forEach(OffhookCommand::explainItself);
        if (command.getCommandSpec().findOption("--help") == null) {
            command.getCommandSpec()
                    .addOption(OptionSpec.builder("-h", "--help")
                            .usageHelp(true)
                            .description("Show this help message and exit.")
                            .build());
        }
    }

    private Optional<Path> data() {
        return Optional.ofNullable(data);
    }

    private Typed typed() {
        return new Typed() {
            @Override
            public Optional<Path> data() {
                return OffhookCommand.this.data();
            }

            @Override
            public List<String> overrides() {
                return List.copyOf(overrides);
            }
        };
    }

    @Override
    public Integer call() {
        if (link != null && !StartRequest.isLink(link)) {
            throw new CommandLine.ParameterException(new CommandLine(this), "there is no command " + link);
        }
        return verbs.start(new StartRequest(data(), headless, List.copyOf(overrides), Optional.ofNullable(link)));
    }

    @Command(
            name = "login",
            description = {
                "Log an agent in at the running phone.",
                "Asks for the user's and the phone's password; where stdin is no terminal, they are its first two"
                        + " lines."
            })
    private final class Login implements Callable<Integer> {
        private final Passwords passwords;

        @Parameters(paramLabel = "USER", description = "User name.")
        private String user = "";

        @Option(names = "--extension", paramLabel = "EXT", description = "Phone to register; otherwise the stored one.")
        private @Nullable String extension;

        Login(Passwords passwords) {
            this.passwords = passwords;
        }

        @Override
        public Integer call() {
            return verbs.login(data(), user, Optional.ofNullable(extension), passwords);
        }
    }

    @Command(name = "logout", description = "Log the agent out; during a call it takes effect after the call.")
    private final class Logout implements Callable<Integer> {
        @Override
        public Integer call() {
            return verbs.logout(data());
        }
    }

    @Command(name = "call", description = "Dial a number; a call that is talked on is put on hold.")
    private final class Call implements Callable<Integer> {
        @Parameters(
                paramLabel = "NUMBER",
                converter = Words.Dialled.class,
                description = "As it would be typed: +1 (727) 555-1212.")
        private String number = "";

        @Option(
                names = "--account",
                paramLabel = "NAME",
                description = "Over which account; the main one unless named. offhook status lists them.")
        private @Nullable String account;

        @Override
        public Integer call() {
            return verbs.call(data(), number, Optional.ofNullable(account));
        }
    }

    @Command(name = "redial", description = "Call the number dialled last again, over the account it was dialled over.")
    private final class Redial implements Callable<Integer> {
        @Option(names = "--missed", description = "Call back whoever called last and was missed, instead.")
        private boolean missed;

        @Override
        public Integer call() {
            return verbs.redial(data(), missed);
        }
    }

    @Command(name = "answer", description = "Answer the incoming call.")
    private final class Answer implements Callable<Integer> {
        @Override
        public Integer call() {
            return verbs.answer(data());
        }
    }

    @Command(name = "hangup", description = "Hang up, cancel or refuse the present call.")
    private final class HangUp implements Callable<Integer> {
        @Option(
                names = "--call",
                paramLabel = "ID",
                description = "Another call, or one of a conversation of several; offhook status has the ids.")
        private @Nullable String id;

        @Override
        public Integer call() {
            return id == null ? verbs.hangUp(data()) : verbs.send(data(), Map.of("action", "hangup", "callId", id));
        }
    }

    @Command(name = "reject", description = "Refuse the incoming call.")
    private final class Reject implements Callable<Integer> {
        @Option(
                names = "--cause",
                paramLabel = "CAUSE",
                defaultValue = "busy",
                converter = Words.Cause.class,
                description = "busy (486), declined (603) or unavailable (480).")
        private String cause = "busy";

        @Override
        public Integer call() {
            return verbs.reject(data(), cause);
        }
    }

    @Command(name = "forward", description = "Send the caller of the incoming call to another number.")
    private final class Forward implements Callable<Integer> {
        @Parameters(index = "0", paramLabel = "NUMBER", converter = Words.Dialled.class, description = "Where to.")
        private String number = "";

        @Override
        public Integer call() {
            return verbs.forward(data(), number);
        }
    }

    @Command(
            name = "record",
            description = {
                "Record the present call, or pause that while a card number is told: the file goes on with silence.",
                "What was asked for before the answer begins with it."
            })
    private final class RecordCall implements Callable<Integer> {
        @Parameters(
                index = "0",
                arity = "0..1",
                paramLabel = "ORDER",
                defaultValue = "start",
                converter = Words.Order.class,
                description = "start, pause, resume or stop.")
        private String order = "start";

        @Override
        public Integer call() {
            return verbs.record(data(), order);
        }
    }

    @Command(
            name = "status",
            description = "Say who is logged in, whether the phone is registered, and what calls there are.")
    private final class Status implements Callable<Integer> {
        @Option(names = "--json", description = "The whole snapshot as JSON.")
        private boolean json;

        @Override
        public Integer call() {
            return verbs.status(data(), json);
        }
    }

    @Command(
            name = "demo",
            description = {
                "Play the main job on the practice exchange, with or without a display.",
                "A CRM message logs in, dials, both sides hear each other, hang-up, logout."
            })
    private final class Demo implements Callable<Integer> {
        @Option(names = "--out", paramLabel = "DIR", description = "Folder for the screenshot and the call's audio.")
        private @Nullable Path out;

        @Override
        public Integer call() {
            return verbs.demo(Optional.ofNullable(out));
        }
    }

    @Command(
            name = "native-messaging",
            description = {
                "Started by a browser for the Offhook extension; relays between it and the running phone.",
                "Speaks the browsers' native messaging on standard input and output."
            })
    private final class NativeMessaging implements Callable<Integer> {
        @SuppressWarnings("UnusedVariable") // taken so that they are no error; the manifest has said who may start us
        @Parameters(arity = "0..*", hidden = true, description = "What the browser says about the extension.")
        private List<String> fromBrowser = new ArrayList<>();

        @Override
        public Integer call() {
            return verbs.nativeMessaging(data());
        }
    }
}
