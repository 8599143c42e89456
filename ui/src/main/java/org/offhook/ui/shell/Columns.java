package org.offhook.ui.shell;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.scene.Node;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import org.jspecify.annotations.Nullable;
import org.offhook.agent.AgentSnapshot;
import org.offhook.agent.AgentSnapshot.Setup;
import org.offhook.ui.call.CallPage;
import org.offhook.ui.dial.DialPage;
import org.offhook.ui.fx.Page;
import org.offhook.ui.fx.Parts;
import org.offhook.ui.fx.WindowContext;
import org.offhook.ui.lead.LeadPage;
import org.offhook.ui.model.Calls;
import org.offhook.ui.model.DockModel;
import org.offhook.ui.model.DockView;
import org.offhook.ui.model.DockView.Meaning;
import org.offhook.ui.model.EndingWatch;
import org.offhook.ui.model.Work;
import org.offhook.ui.pairing.PairingPage;
import org.offhook.ui.shell.TabStrip.Tab;
import org.offhook.ui.wrapup.WrapUpPage;

/** What lies between state bar and status line: one column, or in the wide window the call and the tabs side by side. */
final class Columns extends HBox {
    private final WindowContext context;
    private final TabStrip tabs;
    private final PageHead head;
    private final Column main;
    private final Column side;
    private final Column third;
    private final Function<AgentSnapshot, Page> wrapUp;

    /** @param wrapUp the page of a call's result */
    Columns(
            WindowContext context,
            Consumer<Tab> openTab,
            Runnable back,
            Runnable endCall,
            Function<AgentSnapshot, Page> wrapUp) {
        this.context = context;
        this.wrapUp = wrapUp;
        tabs = new TabStrip(context.words(), openTab);
        head = new PageHead(context.words(), back);
        main = new Column(context, Shortcuts.END_CALL.text(), endCall);
        side = new Column(context, Shortcuts.END_CALL.text(), endCall);
        third = new Column(context, Shortcuts.END_CALL.text(), endCall);
        setMinHeight(0);
        getChildren().add(main);
        HBox.setHgrow(main, Priority.ALWAYS);
        HBox.setHgrow(side, Priority.ALWAYS);
        HBox.setHgrow(third, Priority.ALWAYS);
    }

    Column main() {
        return main;
    }

    boolean wide() {
        return getChildren().contains(side);
    }

    boolean showsPairing() {
        return main.page() instanceof PairingPage || (wide() && side.page() instanceof PairingPage);
    }

    /** The page that keys are for: the one over the others, else the one in the main column. */
    @Nullable
    Page keyPage(boolean hasSubPage) {
        return wide() && hasSubPage ? side.page() : main.page();
    }

    /** @param parking see {@link Column#show} */
    void show(
            Route.Seen seen,
            Tab tab,
            Set<Tab> news,
            AgentSnapshot snapshot,
            Instant now,
            Node parking,
            boolean byAgent) {
        boolean wide = seen.side() != null;
        boolean widest = seen.third() != null;
        arrange(wide, widest);
        tabs.show(tab, snapshot.queue().size(), news, wide, widest);
        put(main, seen.main(), snapshot, now, parking, byAgent);
        if (seen.side() != null) {
            put(side, seen.side(), snapshot, now, parking, byAgent);
        }
        if (seen.third() != null) {
            put(third, seen.third(), snapshot, now, parking, byAgent);
        }
        Column topped = wide ? side : main;
        (wide ? main : side).top(null);
        Page over = seen.over();
        if (over == null) {
            topped.top(snapshot.setup() == Setup.NONE ? null : tabs);
        } else {
            String count = over instanceof PairingPage
                    ? context.words()
                            .of("pairing.count", snapshot.pairingRequests().size())
                    : "";
            head.show(over.title(), over.canGoBack(), count);
            topped.top(head);
        }
    }

    private boolean widest() {
        return getChildren().contains(third);
    }

    private void arrange(boolean wide, boolean widest) {
        if (wide == wide() && widest == widest()) {
            return;
        }
        if (widest) {
            getChildren().setAll(main, side, third);
        } else if (wide) {
            getChildren().setAll(main, side);
        } else {
            getChildren().setAll(main);
        }
        HBox.setHgrow(main, wide ? Priority.NEVER : Priority.ALWAYS);
        Parts.pseudo(main, "left", wide);
        Parts.pseudo(side, "middle", widest);
        Parts.pseudo(third, "end", widest);
    }

    private static void put(
            Column column, Page page, AgentSnapshot snapshot, Instant now, Node parking, boolean byAgent) {
        page.show(snapshot, now);
        column.show(page, parking, byAgent);
    }

    /** After the pages: what the docks say. Only the main column's ends calls. */
    void showDocks(AgentSnapshot snapshot, EndingWatch ending, Instant now) {
        Page page = main.page();
        Page other = side.page();
        LeadPage previewed =
                wide() && other instanceof LeadPage lead && lead.previews() && leavesDock(page) ? lead : null;
        if (page != null) {
            Page owner = previewed != null ? previewed : saving(page, snapshot, now);
            main.dockOf(owner);
            Optional<DockView> ofCall = DockModel.ofCall(snapshot, ending, now, context.words())
                    .filter(_ -> !owner.keepsDock())
                    .filter(call -> call.meaning().endsCall()
                            || page instanceof CallPage
                            || (owner instanceof WrapUpPage && call.meaning() == Meaning.CALL_ENDED));
            Optional<DockView> countDown = DockModel.ofCountDown(snapshot, now, context.words());
            main.showDock(ofCall.or(() -> countDown).orElseGet(() -> owner.dock(snapshot, now)));
        }
        if (wide() && other != null) {
            boolean ofLead = other instanceof LeadPage;
            boolean busy = Calls.onCard(snapshot).isPresent() || Work.wrapsUp(snapshot);
            side.dockOf(other);
            Page log = third.page();
            if (widest() && log != null) {
                third.dockOf(log);
                third.showDock(busy ? DockView.NONE : log.dock(snapshot, now));
            }
            side.showDock(previewed != null || (ofLead && busy) ? DockView.NONE : other.dock(snapshot, now));
        }
    }

    /** While a result is noted, the lead's dock saves it too. */
    private Page saving(Page page, AgentSnapshot snapshot, Instant now) {
        if (!(page instanceof LeadPage) || !Work.wrapsUp(snapshot)) {
            return page;
        }
        Page saves = wrapUp.apply(snapshot);
        saves.show(snapshot, now);
        return saves;
    }

    /** Whether the page beside a lead has nothing to dial of its own. */
    private static boolean leavesDock(@Nullable Page page) {
        return page instanceof DialPage dial && !dial.hasNumber();
    }

    /** Tabs or head, body and dock of each column, in reading order. */
    List<Node> regions() {
        var regions = new ArrayList<Node>();
        for (Column column : widest() ? List.of(main, side, third) : wide() ? List.of(main, side) : List.of(main)) {
            Node top = column.top();
            if (top != null) {
                regions.add(top);
            }
            regions.add(column.body());
            if (column.dock().isVisible()) {
                regions.add(column.dock());
            }
        }
        return regions;
    }
}
