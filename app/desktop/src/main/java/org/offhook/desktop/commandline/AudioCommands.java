package org.offhook.desktop.commandline;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What is done with the devices of the running phone. */
final class AudioCommands {
    private AudioCommands() {}

    /** @param data what was typed; asked when a command runs */
    static CommandLine of(Verbs verbs, Supplier<Optional<Path>> data) {
        return new CommandLine(new Group()).addSubcommand(new Test(verbs, data));
    }

    @Command(
            name = "audio",
            description = "Microphone and speaker of the running phone.",
            mixinStandardHelpOptions = true,
            sortOptions = false,
            usageHelpAutoWidth = true,
            synopsisSubcommandLabel = "COMMAND")
    private static final class Group {}

    @Command(
            name = "test",
            description = {
                "List the devices, play a tone, record five seconds and play them back.",
                "Says how the microphone hears you; exit code 1 and an OH code when it does not."
            },
            mixinStandardHelpOptions = true,
            sortOptions = false,
            usageHelpAutoWidth = true)
    private static final class Test implements Callable<Integer> {
        private final Verbs verbs;
        private final Supplier<Optional<Path>> data;

        @Option(names = "--json", description = "Devices and verdict as JSON, when it is over.")
        private boolean json;

        Test(Verbs verbs, Supplier<Optional<Path>> data) {
            this.verbs = verbs;
            this.data = data;
        }

        @Override
        public Integer call() {
            return verbs.testAudio(data.get(), json);
        }
    }
}
