package org.offhook.ui.shell;

import java.util.Locale;
import java.util.Optional;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;

/** The window's keys. None of them is Enter, Space or Esc where a call is concerned. */
enum Shortcuts {
    ANSWER(KeyCode.A, true),
    DECLINE(KeyCode.X, true),
    END_CALL(KeyCode.H, true),
    MUTE(KeyCode.M, true),
    HOLD(KeyCode.L, true),
    SWAP(KeyCode.S, true),
    RECORD(KeyCode.R, true),
    GO_READY(KeyCode.G, true),
    PAUSE(KeyCode.P, true),
    MINI(KeyCode.I, true),
    DIAL_LEAD(KeyCode.D, true),
    SKIP_LEAD(KeyCode.K, true),
    SAVE(KeyCode.ENTER, false),
    FIRST_TAB(KeyCode.DIGIT1, false),
    SECOND_TAB(KeyCode.DIGIT2, false),
    THIRD_TAB(KeyCode.DIGIT3, false),
    FOURTH_TAB(KeyCode.DIGIT4, false),
    NUMBER(KeyCode.D, false),
    KEYPAD(KeyCode.K, false),
    TRANSFER(KeyCode.T, false),
    JOIN(KeyCode.J, false),
    SEARCH(KeyCode.F, false),
    SETTINGS(KeyCode.COMMA, false);

    private static final boolean MAC =
            System.getProperty("os.name", "").toLowerCase(Locale.ROOT).startsWith("mac");

    /** The keys of the results, which are nine. */
    static final String RESULTS = MAC ? "⌃1 … ⌃9" : "Alt+1 … Alt+9";

    private final KeyCode key;
    private final boolean shift;

    Shortcuts(KeyCode key, boolean shift) {
        this.key = key;
        this.shift = shift;
    }

    /** The shortcut that a key press means: with Ctrl, or ⌘ on macOS. */
    static Optional<Shortcuts> of(KeyEvent event) {
        if (!event.isShortcutDown() || event.isAltDown()) {
            return Optional.empty();
        }
        for (Shortcuts shortcut : values()) {
            if (shortcut.key == event.getCode() && shortcut.shift == event.isShiftDown()) {
                return Optional.of(shortcut);
            }
        }
        return Optional.empty();
    }

    /** Alt+1 to Alt+9, or ⌃ on macOS: 1 to 9, and 0 for any other key. */
    static int result(KeyEvent event) {
        boolean held = MAC
                ? event.isControlDown() && !event.isMetaDown() && !event.isAltDown()
                : event.isAltDown() && !event.isControlDown();
        boolean digit = held && !event.isShiftDown() && event.getCode().isDigitKey();
        String name = event.getCode().getName();
        return digit && name.length() == 1 ? name.charAt(0) - '0' : 0;
    }

    /** How it reads beside a control: "Ctrl+Shift+A". */
    String text() {
        String modifiers = MAC ? (shift ? "⇧⌘" : "⌘") : shift ? "Ctrl+Shift+" : "Ctrl+";
        return modifiers + key.getName();
    }
}
