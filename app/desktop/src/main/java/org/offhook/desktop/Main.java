package org.offhook.desktop;

import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import org.offhook.desktop.admin.AdminCommands;
import org.offhook.desktop.commandline.Console;
import org.offhook.desktop.commandline.OffhookCommand;
import org.offhook.desktop.commandline.Passwords;
import org.offhook.desktop.commandline.StartRequest;
import org.offhook.desktop.recording.RecordingCommands;
import org.offhook.desktop.recording.RecordingKeys;
import org.offhook.desktop.timeline.Timeline;

/** Where the program begins. It extends nothing of JavaFX: from a class path that would not start, and headless needs none of it. */
public final class Main {
    private Main() {}

    /** Starts the phone or does what the arguments say, and ends with an exit code of {@code docs/errors.md}. */
    public static void main(String[] arguments) {
        Timeline timeline = Timeline.fromProperty();
        timeline.mark("main");
        Console console = Console.system();
        Program program = new Program(console, timeline, System.getenv());
        System.exit(run(arguments, program, console, System.in));
    }

    /**
     * Does what the arguments say; answers the exit code.
     *
     * @param in what is typed at it
     */
    static int run(String[] arguments, Program program, Console console, InputStream in) {
        Optional<StartRequest> plain = StartRequest.plain(arguments);
        return plain.isPresent() ? program.start(plain.get()) : typed(arguments, program, console, in);
    }

    private static int typed(String[] arguments, Program program, Console console, InputStream in) {
        Passwords answers = new Passwords(in);
        return OffhookCommand.run(
                arguments,
                program,
                answers,
                console,
                Version.TEXT,
                typed -> List.of(
                        AdminCommands.of(console, answers, () -> program.directory(typed.data()), typed::overrides),
                        RecordingCommands.of(
                                console,
                                keyFile -> RecordingKeys.of(
                                        program.directory(typed.data()), typed.overrides(), keyFile))));
    }
}
