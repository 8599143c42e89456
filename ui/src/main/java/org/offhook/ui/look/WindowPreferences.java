package org.offhook.ui.look;

/**
 * Keeps the window's settings. Both methods are called on the JavaFX thread and return at once: reading comes from memory, writing
 * happens later and elsewhere (a window that is dragged asks many times a second, so collect before writing).
 */
public interface WindowPreferences {
    WindowSettings current();

    /** Replaces the settings; {@link #current()} returns them from now on. */
    void change(WindowSettings settings);

    /** Forgets everything at exit: for {@code offhook demo} and tests. */
    static WindowPreferences inMemory(WindowSettings first) {
        return new WindowPreferences() {
            private WindowSettings settings = first;

            @Override
            public WindowSettings current() {
                return settings;
            }

            @Override
            public void change(WindowSettings next) {
                settings = next;
            }
        };
    }
}
