package org.offhook.desktop.admin;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;
import org.offhook.desktop.commandline.Console;
import org.offhook.desktop.commandline.Passwords;
import picocli.CommandLine;

/** The whole of {@code offhook admin}. */
public final class AdminCommands {
    private AdminCommands() {}

    /**
     * The command with everything under it.
     *
     * @param directory the data directory as typed, or the system's
     * @param overrides {@code key=value} each, as typed before {@code admin}
     */
    public static CommandLine of(
            Console console, Passwords answers, Supplier<Path> directory, Supplier<List<String>> overrides) {
        Office office = new Office(console, answers, directory, overrides);
        CommandLine admin = Headings.of(
                "admin",
                "Set up the dialer: users, campaigns, lists, codes, numbers not to call, tokens, the store itself.",
                new InitCommand(office),
                UserCommands.of(office),
                GroupCommands.of(office),
                CampaignCommands.of(office),
                ListCommands.of(office),
                CodeCommands.of(office),
                DispositionCommands.of(office),
                DncCommands.of(office),
                AliasCommands.of(office),
                TokenCommands.of(office),
                QueueCommands.of(office),
                ScheduleCommands.of(office),
                StoreCommands.of(office),
                Headings.of("import", "Take data in.", new ImportLeadsCommand(office)),
                ExportCommands.of(office));
        admin.setCaseInsensitiveEnumValuesAllowed(true);
        return admin;
    }
}
