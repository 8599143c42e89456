package org.offhook.ui.shell;

import java.util.Map;
import java.util.Objects;
import java.util.WeakHashMap;
import javafx.scene.Node;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.offhook.agent.AgentCommand;
import org.offhook.ui.fx.Page;
import org.offhook.ui.fx.Parts;
import org.offhook.ui.fx.WindowContext;
import org.offhook.ui.model.DockView;
import org.offhook.ui.model.DockView.Meaning;

/** One column of the frame: tabs or a head, body, dock. The compact window has one, the wide window two. */
final class Column extends VBox {
    private final Body body = new Body();
    private final Dock dock;
    private final Runnable endCall;
    private final Runnable waiting;
    private final Map<Page, Node> lastFocus = new WeakHashMap<>();
    private @Nullable Page page;
    private @Nullable Page dockOwner;
    private @Nullable Node top;

    /** @param endCall what the dock does while its meaning is to end a call, whatever page is open */
    Column(WindowContext context, String endShortcut, Runnable endCall) {
        this.endCall = endCall;
        this.waiting = () -> context.door().ask(new AgentCommand.WaitWithQueue());
        getStyleClass().add("oh-column");
        setMinHeight(0);
        dock = new Dock(context, () -> pressed(false), () -> pressed(true), endShortcut);
        VBox.setVgrow(body, Priority.ALWAYS);
        getChildren().addAll(body, dock);
    }

    private void pressed(boolean second) {
        Page shown = dockOwner;
        if (dock.meaning().endsCall()) {
            endCall.run();
        } else if (dock.meaning() == Meaning.WAIT) {
            waiting.run();
        } else if (shown != null && second) {
            shown.pressSecond();
        } else if (shown != null) {
            shown.pressDock();
        }
    }

    Body body() {
        return body;
    }

    Dock dock() {
        return dock;
    }

    /** Whose action the dock is: in the wide window that of the lead in the other column while it is looked at. */
    void dockOf(Page owner) {
        dockOwner = owner;
    }

    /** A column whose page has no action has no dock. */
    void showDock(DockView view) {
        Parts.present(dock, !view.equals(DockView.NONE));
        dock.show(view);
    }

    @Nullable
    Page page() {
        return page;
    }

    @Nullable
    Node top() {
        return top;
    }

    void top(@Nullable Node node) {
        if (Objects.equals(node, top)) {
            return;
        }
        if (top != null) {
            getChildren().remove(top);
        }
        top = node;
        if (node != null) {
            getChildren().addFirst(node);
        }
    }

    /**
     * Puts {@code shown} into the body.
     *
     * @param parking what has the focus while the focused control is off screen: a page that comes by itself takes no focus, and
     *     the page that comes back gives it to the control that had it
     * @param byAgent the agent opened it, so that its first field may have the focus
     */
    void show(Page shown, Node parking, boolean byAgent) {
        Page before = page;
        if (shown.equals(before)) {
            body.show(shown.node());
            return;
        }
        Node focused = getScene() == null ? null : getScene().getFocusOwner();
        boolean inside = focused != null && before != null && isInside(focused, before.node());
        if (inside && before != null) {
            lastFocus.put(before, focused);
            parking.requestFocus();
        }
        page = shown;
        body.show(shown.node());
        Node first = byAgent ? shown.firstFocus() : null;
        Node earlier = lastFocus.get(shown);
        if (first != null) {
            first.requestFocus();
        } else if (earlier != null
                && getScene() != null
                && parking.equals(getScene().getFocusOwner())) {
            earlier.requestFocus();
        }
    }

    static boolean isInside(Node node, Node ancestor) {
        for (Node at = node; at != null; at = at.getParent()) {
            if (at.equals(ancestor)) {
                return true;
            }
        }
        return false;
    }
}
