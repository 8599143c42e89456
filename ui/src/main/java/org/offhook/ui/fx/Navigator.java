package org.offhook.ui.fx;

import org.offhook.core.phone.CommandOutcome;

/** Where a page can send the agent; every method is the agent's own act. */
public interface Navigator {
    void openAccount();

    void openAudio();

    /** Puts {@code page} over what is open. */
    void open(Page page);

    /** Goes to the lead on the screen. */
    void showLead();

    /** Goes to a number that waits in the queue. */
    void showQueued(String id);

    /** Closes the open sub-page. */
    void back();

    /** Shows again what a page changed of itself: dock, information. */
    void refresh();

    /** Shows why what was just asked was not done, in the banner's place. */
    void refused(CommandOutcome.Refused refused);

    /**
     * As {@link #say}, with a button.
     *
     * @param action what the button says
     * @param taken runs when it is pressed in time
     */
    void offer(String text, String action, Runnable taken);

    /** Puts {@code text} into the status line for a few seconds. */
    void say(String text);
}
