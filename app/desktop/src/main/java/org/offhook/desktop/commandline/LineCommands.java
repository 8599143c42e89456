package org.offhook.desktop.commandline;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** What is done with lines: hold, a second call, transfer, park, pick-up, mailbox. */
final class LineCommands {
    private final Verbs verbs;
    private final Supplier<Optional<Path>> data;

    private LineCommands(Verbs verbs, Supplier<Optional<Path>> data) {
        this.verbs = verbs;
        this.data = data;
    }

    /** @param data what was typed; asked when a command runs */
    static List<CommandLine> of(Verbs verbs, Supplier<Optional<Path>> data) {
        LineCommands lines = new LineCommands(verbs, data);
        return List.of(
                new CommandLine(lines.new Hold()),
                new CommandLine(lines.new Resume()),
                new CommandLine(lines.new Swap()),
                new CommandLine(lines.new Join()),
                new CommandLine(lines.new Transfer()),
                new CommandLine(lines.new Park()),
                new CommandLine(lines.new PickUp()),
                new CommandLine(lines.new Voicemail()));
    }

    @Command(name = "hold", description = "Put the present call on hold.")
    private final class Hold implements Callable<Integer> {
        @Override
        public Integer call() {
            return verbs.hold(data.get(), true);
        }
    }

    @Command(name = "resume", description = "Take the call on hold back.")
    private final class Resume implements Callable<Integer> {
        @Override
        public Integer call() {
            return verbs.hold(data.get(), false);
        }
    }

    @Command(name = "swap", description = "Hold the present call and take the other one back.")
    private final class Swap implements Callable<Integer> {
        @Override
        public Integer call() {
            return verbs.swap(data.get());
        }
    }

    @Command(name = "join", description = "Join the calls into one conversation; hold one to take it apart.")
    private final class Join implements Callable<Integer> {
        @Override
        public Integer call() {
            return verbs.join(data.get());
        }
    }

    @Command(
            name = "transfer",
            description = {
                "Send the far end of the present call to another number.",
                "With --attended: connect it with the one that waits on hold."
            })
    private final class Transfer implements Callable<Integer> {
        /** One of the two. */
        private static final class To {
            @Parameters(
                    index = "0",
                    paramLabel = "NUMBER",
                    converter = Words.Dialled.class,
                    description = "Whom to send it to, without asking them.")
            private @Nullable String number;

            @Option(names = "--attended", description = "Connect the far ends of the two calls with one another.")
            private boolean attended;

            Optional<String> target() {
                return attended ? Optional.empty() : Optional.ofNullable(number);
            }
        }

        @ArgGroup(multiplicity = "1")
        private To to = new To();

        @Override
        public Integer call() {
            return verbs.transfer(data.get(), to.target());
        }
    }

    @Command(name = "park", description = "Park the present call, by the exchange's code.")
    private final class Park implements Callable<Integer> {
        @Override
        public Integer call() {
            return verbs.park(data.get());
        }
    }

    @Command(name = "pickup", description = "Answer here what rings at another phone, or take a parked call.")
    private final class PickUp implements Callable<Integer> {
        @Parameters(
                index = "0",
                paramLabel = "NUMBER",
                converter = Words.Dialled.class,
                description = "Of the watched phone or parking place.")
        private String number = "";

        @Option(
                names = "--account",
                paramLabel = "NAME",
                description = "Over which account it is watched, where two have a phone of this number.")
        private @Nullable String account;

        @Override
        public Integer call() {
            return verbs.pickUp(data.get(), number, Optional.ofNullable(account));
        }
    }

    @Command(name = "voicemail", description = "Call the mailbox.")
    private final class Voicemail implements Callable<Integer> {
        @Option(
                names = "--account",
                paramLabel = "NAME",
                description = "Whose mailbox; the main account's unless named.")
        private @Nullable String account;

        @Override
        public Integer call() {
            return verbs.voicemail(data.get(), Optional.ofNullable(account));
        }
    }
}
