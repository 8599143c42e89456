package org.offhook.ui.port;

/** What the window may ask besides the desk. */
public record WindowSources(LogSource log, NumberSource numbers) {
    /** A desk without a store. */
    public static final WindowSources NONE = new WindowSources(LogSource.NONE, NumberSource.NONE);
}
