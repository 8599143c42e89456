package org.offhook.desktop;

import java.util.Optional;
import org.offhook.desktop.commandline.Console;
import org.offhook.desktop.commandline.OffhookCommand;
import org.offhook.desktop.commandline.Passwords;
import org.offhook.desktop.commandline.StartRequest;
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
        Optional<StartRequest> plain = StartRequest.plain(arguments);
        int code = plain.isPresent()
                ? program.start(plain.get())
                : OffhookCommand.run(arguments, program, new Passwords(System.in), console, Version.TEXT);
        System.exit(code);
    }
}
