package org.offhook.ui.shell;

import org.offhook.ui.dial.DialPage.Height;

/**
 * The window's form at a size, measured in logical pixels at 100 %.
 *
 * @param narrow less than 320 wide: the state button is its icon, sides are 12
 * @param wide 720 and more: Call has a column of its own
 */
record FrameForm(boolean narrow, boolean wide, Height height) {
    private static final double NARROW = 320;
    private static final double WIDE = 720;
    private static final double SHORT = 560;
    private static final double SHORTEST = 480;

    static FrameForm of(double width, double height) {
        return new FrameForm(
                width < NARROW,
                width >= WIDE,
                height < SHORTEST ? Height.SHORTEST : height < SHORT ? Height.SHORT : Height.TALL);
    }
}
