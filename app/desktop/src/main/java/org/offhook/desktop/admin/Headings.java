package org.offhook.desktop.admin;

import java.util.concurrent.Callable;
import org.offhook.desktop.commandline.ExitCode;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Words that only lead to commands: alone they show what there is. */
final class Headings {
    private Headings() {}

    @Command(mixinStandardHelpOptions = true, usageHelpAutoWidth = true, synopsisSubcommandLabel = "COMMAND")
    private static final class Heading implements Callable<Integer> {
        @Spec
        @SuppressWarnings("NullAway.Init") // picocli sets it
        private CommandSpec spec;

        @Override
        public Integer call() {
            spec.commandLine().usage(spec.commandLine().getErr());
            return ExitCode.USAGE;
        }
    }

    /** @param commands each has its own name */
    static CommandLine of(String name, String description, Object... commands) {
        CommandLine heading = new CommandLine(new Heading());
        heading.getCommandSpec().name(name);
        heading.getCommandSpec().usageMessage().description(description);
        for (Object command : commands) {
            CommandLine line = command instanceof CommandLine made ? made : new CommandLine(command);
            if (command instanceof OfficeCommand verbal) {
                verbal.verb().ifPresent(line::setCommandName);
            }
            heading.addSubcommand(line.getCommandName(), line);
        }
        return heading;
    }
}
