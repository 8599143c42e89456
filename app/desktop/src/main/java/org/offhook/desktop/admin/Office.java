package org.offhook.desktop.admin;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.offhook.agent.port.StoreErrors;
import org.offhook.campaign.admin.AuditPort.Action;
import org.offhook.campaign.store.StoreException;
import org.offhook.campaign.user.Password;
import org.offhook.core.error.ErrorCode;
import org.offhook.desktop.commandline.Console;
import org.offhook.desktop.commandline.ExitCode;
import org.offhook.desktop.commandline.Passwords;
import org.offhook.desktop.dialer.StoreOpening;
import org.offhook.desktop.dialer.StoreOpening.Purpose;
import org.offhook.desktop.dialer.StorePlace;
import org.offhook.desktop.log.AuditLog;
import org.offhook.desktop.log.Logging;
import org.offhook.desktop.settings.DataDirectory;
import org.offhook.desktop.settings.Settings;
import org.offhook.desktop.settings.SettingsFile;
import org.offhook.desktop.settings.SettingsReader;
import org.offhook.store.Store;

/** Where the commands work: the terminal, and the store that the settings name. */
final class Office {
    /** The account of the operating system: nobody logs in to Offhook here. No user of the store has a colon in the name. */
    private static final String WHO = "os:" + System.getProperty("user.name");

    private final Console console;
    private final Passwords answers;
    private final Supplier<Path> directory;
    private final Supplier<List<String>> overrides;

    /** @param overrides {@code key=value} each, as typed */
    Office(Console console, Passwords answers, Supplier<Path> directory, Supplier<List<String>> overrides) {
        this.console = console;
        this.answers = answers;
        this.directory = directory;
        this.overrides = overrides;
    }

    /** What a command does with the store; answers the exit code. */
    @FunctionalInterface
    interface Work {
        int on(Store store) throws IOException;
    }

    Console console() {
        return console;
    }

    /**
     * Opens the store, works, closes it; what goes wrong is one line with its code.
     *
     * @param command all words that lead to it
     */
    int onStore(String command, Work work) {
        return guarded(command, () -> {
            try (Store store = opening().openWithKey()) {
                return work.on(store);
            }
        });
    }

    /** Work that may be refused. */
    @FunctionalInterface
    interface Guarded {
        int run() throws IOException;
    }

    /** @param command all words that lead to it: where what was typed is not right, its help is named */
    int guarded(String command, Guarded work) {
        Logging.quiet();
        try {
            return work.run();
        } catch (AdminRefusal refusal) {
            if (refusal.error() == ErrorCode.USAGE) {
                console.misunderstood(command, refusal.detail());
                return ExitCode.USAGE;
            }
            console.error(refusal.error(), refusal.detail());
            return ExitCode.REFUSED;
        } catch (StoreException e) {
            console.error(StoreErrors.codeOf(e), String.valueOf(e.getMessage()));
            return ExitCode.REFUSED;
        } catch (IOException | UncheckedIOException e) {
            console.error(ErrorCode.FILE_UNUSABLE, String.valueOf(e.getMessage()));
            return ExitCode.REFUSED;
        }
    }

    /** @throws AdminRefusal when a setting is wrong */
    Settings settings() {
        DataDirectory data = data();
        SettingsReader.Result read = SettingsReader.read(new SettingsFile(data.file("settings.json")), overrides.get());
        if (!read.overrideFaults().isEmpty()) {
            throw AdminRefusal.usage(read.overrideFaults().getFirst().detail());
        }
        if (!read.fileFaults().isEmpty()) {
            throw new AdminRefusal(
                    ErrorCode.CONFIGURATION_INVALID,
                    read.fileFaults().getFirst().detail());
        }
        return read.settings();
    }

    DataDirectory data() {
        return DataDirectory.open(directory.get());
    }

    StoreOpening opening() {
        return StoreOpening.of(settings(), data(), Purpose.SERVER)
                .orElseThrow(() -> new AdminRefusal(ErrorCode.CONFIGURATION_INVALID, "store.address"));
    }

    /** The place that an address names. */
    StorePlace place(String address) {
        return StorePlace.parse(address, data())
                .orElseThrow(() -> AdminRefusal.usage(
                        "no store's address: sqlite:PATH or postgresql://USER@HOST/DATABASE without a password"));
    }

    /** A password that a person types, not shown; never empty. */
    Password askPassword(String question) throws IOException {
        String typed = answers.ask(question).reveal();
        if (typed.isEmpty()) {
            throw AdminRefusal.usage("an empty password");
        }
        return Password.of(typed);
    }

    /**
     * Asks before something is lost.
     *
     * @param yes it was agreed to already, by {@code --yes}
     * @throws AdminRefusal unless the answer is yes
     */
    void confirm(boolean yes, String what) throws IOException {
        if (yes) {
            return;
        }
        Optional<String> answer = answers.line(what + " Type yes: ");
        if (answer.filter(text -> text.strip().equalsIgnoreCase("yes")).isEmpty()) {
            throw new AdminRefusal(ErrorCode.NOT_CONFIRMED, "");
        }
    }

    /**
     * Notes in the log who changed what, as the window does. After the change is durable. Where the log cannot be written the line goes to the
     * terminal: a change is never undone for it.
     *
     * @param kind of the entry
     * @param id of the entry, or how many there were; never a customer's number, a text of a form or a secret
     */
    void audited(Enum<?> kind, Action action, String id) {
        String line = AuditLog.line(WHO, kind, action, id);
        if (!settings().log().toFile() || !AuditLog.append(data(), line)) {
            console.note(line);
        }
    }

    /** What an audit line calls an entry that a campaign or all campaigns have. */
    static String auditId(String campaign, String code) {
        return campaign.isEmpty() ? code : campaign + "/" + code;
    }

    int done(String line) {
        console.say(line);
        return ExitCode.DONE;
    }

    int listed(Listing listing, boolean json) {
        console.say(json ? listing.json() : listing.text());
        return ExitCode.DONE;
    }
}
