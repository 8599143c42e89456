package org.offhook.ui.look;

/**
 * Where a window stands on the screens, in the system's logical pixels.
 *
 * @param width outer width; not used for mini mode
 * @param height outer height; not used for mini mode
 */
public record Placement(double x, double y, double width, double height) {}
