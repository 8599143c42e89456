package org.offhook.desktop.commandline;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** What an agent does beside calls, and with the call that is up. Each is one message of the CRM's protocol. */
final class DeskCommands {
    private final Verbs verbs;
    private final Supplier<Optional<Path>> data;

    private DeskCommands(Verbs verbs, Supplier<Optional<Path>> data) {
        this.verbs = verbs;
        this.data = data;
    }

    /** @param data what was typed; asked when a command runs */
    static List<CommandLine> of(Verbs verbs, Supplier<Optional<Path>> data) {
        DeskCommands desk = new DeskCommands(verbs, data);
        return List.of(
                new CommandLine(desk.new Ready()),
                new CommandLine(desk.new Pause()),
                new CommandLine(desk.new Mute()),
                new CommandLine(desk.new Unmute()),
                new CommandLine(desk.new Dtmf()));
    }

    private int send(Map<String, String> message) {
        return verbs.send(data.get(), message);
    }

    @Command(name = "ready", description = "Take calls; during a call once it is over.")
    private final class Ready implements Callable<Integer> {
        @Override
        public Integer call() {
            return send(Map.of("action", "ready"));
        }
    }

    @Command(name = "pause", description = "Take no calls; during a call once it is over.")
    private final class Pause implements Callable<Integer> {
        @Parameters(
                index = "0",
                arity = "0..1",
                paramLabel = "CODE",
                description = "Why, as agent.pauseCodes or the campaign has it.")
        private @Nullable String code;

        @Override
        public Integer call() {
            return send(code == null ? Map.of("action", "pause") : Map.of("action", "pause", "reason", code));
        }
    }

    @Command(name = "mute", description = "Send silence; apart from hold, the far end is still heard.")
    private final class Mute implements Callable<Integer> {
        @Override
        public Integer call() {
            return send(Map.of("action", "mute", "muted", "YES"));
        }
    }

    @Command(name = "unmute", description = "Be heard again.")
    private final class Unmute implements Callable<Integer> {
        @Override
        public Integer call() {
            return send(Map.of("action", "mute", "muted", "NO"));
        }
    }

    @Command(name = "dtmf", description = "Send keys to the far end, as call.digits has it.")
    private final class Dtmf implements Callable<Integer> {
        @Parameters(index = "0", paramLabel = "DIGITS", description = "0 to 9, *, #, A to D.")
        private String digits = "";

        @Override
        public Integer call() {
            return send(Map.of("action", "dtmf", "digits", digits));
        }
    }
}
