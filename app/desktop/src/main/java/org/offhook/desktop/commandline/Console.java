package org.offhook.desktop.commandline;

import java.io.OutputStream;
import java.io.PrintStream;
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
        refused(sentences.line(error, detail), sentences.remedy(error));
    }

    /**
     * What was typed is not understood: one line with its code, and under it where what could be typed is listed.
     *
     * @param command all words that lead to the command whose help says it, such as {@code offhook admin users}
     */
    public void misunderstood(String command, String detail) {
        refused(new ErrorSentences().line(ErrorCode.USAGE, detail), command + " --help lists what it takes.");
    }

    private void refused(String line, String remedy) {
        err.println("offhook: " + line);
        if (!remedy.isEmpty()) {
            err.println("  " + remedy);
        }
        err.flush();
    }
}
