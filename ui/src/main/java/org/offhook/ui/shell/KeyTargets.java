package org.offhook.ui.shell;

import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.offhook.agent.AgentSnapshot;
import org.offhook.agent.AgentSnapshot.Setup;
import org.offhook.ui.call.CallPage;
import org.offhook.ui.call.IncomingCard;
import org.offhook.ui.fx.Page;
import org.offhook.ui.fx.WindowContext;
import org.offhook.ui.model.Calls;
import org.offhook.ui.model.DockModel;
import org.offhook.ui.model.DockView.Meaning;
import org.offhook.ui.model.Work;
import org.offhook.ui.shell.TabStrip.Tab;

/** What shortcuts act on, wherever the agent is in the window. JavaFX thread only. */
final class KeyTargets {
    private final WindowContext context;
    private final Supplier<AgentSnapshot> snapshot;
    private final Pages pages;
    private final Route route;
    private final Columns columns;
    private final Overlays overlays;
    private final Consumer<Tab> openTab;
    private final Runnable endCall;

    KeyTargets(
            WindowContext context,
            Supplier<AgentSnapshot> snapshot,
            Pages pages,
            Route route,
            Columns columns,
            Overlays overlays,
            Consumer<Tab> openTab,
            Runnable endCall) {
        this.context = context;
        this.snapshot = snapshot;
        this.pages = pages;
        this.route = route;
        this.columns = columns;
        this.overlays = overlays;
        this.openTab = openTab;
        this.endCall = endCall;
    }

    /** The page that digits and Esc are for. */
    @Nullable
    Page page() {
        return columns.keyPage(route.hasSubPage());
    }

    boolean hasSubPage() {
        return route.hasSubPage();
    }

    /** The card of the call that rings, if one ever did. */
    @Nullable
    IncomingCard incoming() {
        return overlays.incomingIfAny();
    }

    /** Dials the lead: in the wide window its dock stands under the call. */
    void dialLead() {
        columns.main().dock().fire(Meaning.DIAL_LEAD);
    }

    void skipLead() {
        if (Work.previewed(snapshot.get()).isPresent()) {
            pages.lead(snapshot.get()).pressSecond();
        }
    }

    boolean wrapsUp() {
        return Work.wrapsUp(snapshot.get());
    }

    /** A result by its digit; false where none is asked for. */
    boolean chooseResult(int key) {
        return wrapsUp() && pages.wrapUp(snapshot.get()).chooseByKey(key);
    }

    void saveResult() {
        columns.main().dock().fire(Meaning.SAVE_RESULT);
    }

    /** What a shortcut does with the call, from any page: the call page knows the call. */
    void onCallPage(Consumer<CallPage> action) {
        if (Calls.onCard(snapshot.get()).isPresent()) {
            CallPage page = pages.call();
            page.show(snapshot.get(), context.clock().instant());
            action.accept(page);
        }
    }

    /** Hang up or cancel by the shortcut, also while the dock means something else that the agent opened. */
    void endCall() {
        Page page = columns.main().page();
        if (page != null && page.keepsDock()) {
            endCall.run();
        } else {
            columns.main().dock().endCall();
        }
    }

    void focusNumber() {
        if (DockModel.loggedIn(snapshot.get()) && Calls.onCard(snapshot.get()).isEmpty()) {
            openTab.accept(Tab.CALL);
            pages.dial(snapshot.get()).selectNumber();
        }
    }

    void openLog() {
        openTab.accept(Tab.LOG);
        if (snapshot.get().setup() != Setup.NONE && !route.hasSubPage()) {
            pages.log(snapshot.get()).choose();
        }
    }

    void focusSearch() {
        if (snapshot.get().setup() != Setup.NONE) {
            openTab.accept(Tab.LOG);
            pages.log(snapshot.get()).focusSearch();
        }
    }
}
