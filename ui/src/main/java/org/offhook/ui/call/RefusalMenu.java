package org.offhook.ui.call;

import javafx.geometry.Side;
import javafx.scene.Node;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import org.offhook.agent.AgentSnapshot;
import org.offhook.core.call.CallId;
import org.offhook.core.phone.CallView;
import org.offhook.core.phone.PhoneCommand;
import org.offhook.core.phone.Rejection;
import org.offhook.ui.fx.WindowContext;
import org.offhook.ui.model.Calls;

/** In which other ways than as busy a call that rings is not taken: with another cause, or sent to somebody else. */
final class RefusalMenu {
    private final WindowContext context;
    private final ContextMenu menu = new ContextMenu();

    RefusalMenu(WindowContext context) {
        this.context = context;
        menu.getStyleClass().add("oh-menu");
    }

    /** Opens under {@code owner}; what is chosen is done to the call that rang when it was opened, whatever rings by then. */
    void open(CallId call, AgentSnapshot snapshot, Node owner) {
        menu.getItems()
                .setAll(
                        // First what harms nobody: a menu that the keyboard opens has its first entry chosen.
                        item("refuse-forward", "incoming.forward", () -> forward(call, snapshot)),
                        new SeparatorMenuItem(),
                        cause("refuse-busy", "incoming.refuse.busy", call, Rejection.BUSY),
                        cause("refuse-unavailable", "incoming.refuse.unavailable", call, Rejection.UNAVAILABLE),
                        cause("refuse-declined", "incoming.refuse.declined", call, Rejection.DECLINED));
        menu.show(owner, Side.BOTTOM, 0, 0);
    }

    /** The call rings no more. */
    void close() {
        menu.hide();
    }

    private MenuItem cause(String id, String key, CallId call, Rejection why) {
        return item(id, key, () -> context.door().ask(new PhoneCommand.RejectCall(call, why)));
    }

    private MenuItem item(String id, String key, Runnable action) {
        MenuItem item = new MenuItem(context.words().of(key));
        item.setId(id);
        item.setOnAction(event -> action.run());
        return item;
    }

    private void forward(CallId call, AgentSnapshot snapshot) {
        snapshot.phone()
                .call(call)
                .filter(Calls::rings)
                .ifPresent((CallView rings) ->
                        context.navigator().open(new TargetPage(context, TargetPage.Purpose.FORWARD, rings, snapshot)));
    }
}
