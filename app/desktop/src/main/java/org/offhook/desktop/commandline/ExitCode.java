package org.offhook.desktop.commandline;

/** What the program ends with; listed in {@code docs/errors.md}. */
public final class ExitCode {
    public static final int DONE = 0;
    /** The running phone refused, or the demo did not see all it wants. */
    public static final int REFUSED = 1;
    /** The command was not understood, or there is no display for the window. */
    public static final int USAGE = 2;

    public static final int NOT_RUNNING = 3;
    public static final int COULD_NOT_START = 4;

    private ExitCode() {}
}
