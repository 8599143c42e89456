package org.offhook.ui.fx;

import java.time.Instant;
import javafx.scene.Node;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;
import org.offhook.agent.AgentSnapshot;
import org.offhook.ui.model.DockView;

/** What fills the body: a tab's content or a sub-page. It says what the dock means while it is open and no call is on. */
public interface Page {
    Region node();

    void show(AgentSnapshot snapshot, Instant now);

    DockView dock(AgentSnapshot snapshot, Instant now);

    void pressDock();

    /** The dock's quiet second button, where {@link DockView#second} names one. */
    default void pressSecond() {}

    /** Title of a sub-page, shown with Back in place of the tabs; empty for the content of a tab. */
    default String title() {
        return "";
    }

    /** Whether its action stands in the dock also while a call is on: the agent opened it to do something with that call. */
    default boolean keepsDock() {
        return false;
    }

    /** Whether Back is offered in the head. */
    default boolean canGoBack() {
        return true;
    }

    /** Whether something was entered here that leaving would lose. */
    default boolean unsaved() {
        return false;
    }

    /**
     * The agent wants to leave a page that is {@link #unsaved}: it asks first.
     *
     * @param leave goes on with what was wanted, once the agent has agreed to lose it
     */
    default void askToLeave(Runnable leave) {
        leave.run();
    }

    /** Which paragraph of the help is about this page: the end of its key. */
    default String helpTopic() {
        return "settings";
    }

    /** What gets the focus when the agent opens this page; null leaves it where it is. */
    default @Nullable Node firstFocus() {
        return null;
    }

    /** Where an error is said on this page without covering or moving a control; null puts it over the top of the page. */
    default @Nullable Pane bannerPlace() {
        return null;
    }

    /** Esc: clears a search; true when there was something to clear. */
    default boolean escape() {
        return false;
    }

    /** A digit, star, hash or plus was typed outside any field; true when the page took it. */
    default boolean digitTyped(String digit) {
        return false;
    }
}
