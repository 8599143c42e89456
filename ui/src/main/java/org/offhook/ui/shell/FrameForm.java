package org.offhook.ui.shell;

import org.offhook.ui.call.KeypadForm;
import org.offhook.ui.dial.DialPage.Height;
import org.offhook.ui.log.LogForm;

/**
 * The window's form at a size, measured in logical pixels at 100 %.
 *
 * @param narrow less than 320 wide: the state button is its icon, sides are 12
 * @param wide 720 and more: Call has a column of its own
 * @param keypad what stands beside the keypad of a call
 */
record FrameForm(boolean narrow, boolean wide, boolean widest, LogForm log, Height height, KeypadForm keypad) {
    private static final double NARROW = 320;
    private static final double WIDE = 720;
    private static final double WIDEST = 960;
    private static final double LEFT = 340;
    private static final double COLUMNS = 380;
    private static final double ALL_COLUMNS = 570;
    private static final double SHORT = 560;
    private static final double SHORTEST = 480;
    /** The smallest window at 100 %: at 200 % a small screen leaves less. */
    private static final double LOWEST = 420;
    /** The frame, twelve keys, what was sent and two rows of tiles. */
    private static final double WHOLE_KEYPAD = 596;

    /** That of a window before its size is known. */
    static final FrameForm USUAL = of(LEFT, 600);

    static FrameForm of(double width, double height) {
        return new FrameForm(
                width < NARROW,
                width >= WIDE,
                width >= WIDEST,
                logForm(width),
                height < SHORTEST ? Height.SHORTEST : height < SHORT ? Height.SHORT : Height.TALL,
                keypad(height));
    }

    private static KeypadForm keypad(double height) {
        if (height < LOWEST) {
            return KeypadForm.BESIDE;
        }
        return height < SHORTEST ? KeypadForm.TWO : height < WHOLE_KEYPAD ? KeypadForm.ICONS : KeypadForm.WORDS;
    }

    /** The log has the right column, or in the widest window half of it. */
    private static LogForm logForm(double width) {
        double room = width >= WIDEST ? (width - LEFT) / 2 : width >= WIDE ? width - LEFT : 0;
        return room >= ALL_COLUMNS ? LogForm.ALL_COLUMNS : room >= COLUMNS ? LogForm.COLUMNS : LogForm.ROWS;
    }
}
