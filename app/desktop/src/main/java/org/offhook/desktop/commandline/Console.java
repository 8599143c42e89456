package org.offhook.desktop.commandline;

import java.io.OutputStream;
import java.io.PrintStream;
import java.util.Optional;
import org.offhook.core.error.ErrorCode;
import org.offhook.desktop.error.ErrorSentences;

/** The terminal of whoever typed the command: results on one stream, errors with their code on the other. */
public final class Console {
    private final PrintStream out;
    private final PrintStream err;

    public Console(PrintStream out, PrintStream err) {
        this.out = out;
        this.err = err;
    }

    /** The process's own streams, as they are now: the log takes stderr over later. */
    public static Console system() {
        return new Console(System.out, System.err);
    }

    /** Where results go, for a program that reads bytes and not lines. */
    public OutputStream raw() {
        return out;
    }

    public void say(String line) {
        out.println(line);
        out.flush();
    }

    /** What is said along the way, beside the results. */
    public void note(String line) {
        err.println(line);
        err.flush();
    }

    public void warn(String line) {
        err.println("offhook: " + line);
        err.flush();
    }

    /** One line with the code, and under it what to do. */
    public void error(ErrorCode error, String detail) {
        ErrorSentences sentences = new ErrorSentences();
        err.println("offhook: " + sentences.line(error, detail));
        Optional.of(sentences.remedy(error))
                .filter(remedy -> !remedy.isEmpty())
                .ifPresent(remedy -> err.println("  " + remedy));
        err.flush();
    }
}
