package org.offhook.ui.fx;

/** A page with live level meters. */
public interface Metered {
    /**
     * Shows the levels as they are now.
     *
     * @param millisSinceLast how long ago they were shown last
     * @return whether what is shown stays as it is for as long as the levels do
     */
    boolean showLevels(long millisSinceLast);
}
