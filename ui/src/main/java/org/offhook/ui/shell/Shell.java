package org.offhook.ui.shell;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.TextInputControl;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.offhook.agent.AgentEvent;
import org.offhook.agent.AgentSnapshot;
import org.offhook.core.phone.CallView;
import org.offhook.core.phone.CommandOutcome.Refused;
import org.offhook.core.phone.PhoneCommand;
import org.offhook.ui.call.CallPage;
import org.offhook.ui.dial.DialPage;
import org.offhook.ui.fx.Metered;
import org.offhook.ui.fx.Navigator;
import org.offhook.ui.fx.Page;
import org.offhook.ui.fx.Parts;
import org.offhook.ui.fx.WindowContext;
import org.offhook.ui.help.HelpPage;
import org.offhook.ui.model.Calls;
import org.offhook.ui.model.EndingWatch;
import org.offhook.ui.model.FurtherAccounts;
import org.offhook.ui.model.HoldWatch;
import org.offhook.ui.model.PairingView;
import org.offhook.ui.model.ShownNumber;
import org.offhook.ui.model.StateBarModel;
import org.offhook.ui.model.StateBarView;
import org.offhook.ui.model.StatusView;
import org.offhook.ui.queue.Removals;
import org.offhook.ui.settings.SettingsPage.Topic;
import org.offhook.ui.shell.TabStrip.Tab;

/** The frame: decides from the snapshot which page is seen, what lies over it, what the dock means. JavaFX thread only. */
public final class Shell extends VBox implements Navigator {
    private final WindowContext context;
    private final StateBarModel stateModel;
    private final Removals removals;
    private final Pages pages;
    private final Route route;
    private final StateBar stateBar;
    private final Columns columns;
    private final StatusLine status;
    private final Runnable lookChanged;
    private final Overlays overlays;
    private AgentSnapshot latest;
    private AgentSnapshot snapshot;
    private EndingWatch ending = EndingWatch.NOTHING;
    private HoldWatch holds = HoldWatch.NOTHING;
    private FrameForm form = FrameForm.USUAL;
    private boolean byAgent = true;
    private boolean refreshing;
    private boolean refreshAgain;
    private final News news;
    private final Notices notices;
    private final Saying saying = new Saying();
    private final KeyTargets keyTargets;

    /**
     * @param builder makes the context once the shell exists, because pages navigate through the shell
     * @param goMini leaves for mini mode
     * @param lookChanged dresses the window again
     */
    public Shell(WindowContext.OfNavigator builder, AgentSnapshot first, Runnable goMini, Runnable lookChanged) {
        this.context = builder.with(this);
        this.latest = first;
        this.snapshot = first;
        this.lookChanged = lookChanged;
        stateModel = new StateBarModel(context.words());
        removals = new Removals(context);
        pages = new Pages(context, removals);
        route = new Route(pages);
        news = new News(route);
        stateBar = new StateBar(context, stateModel, first);
        columns = new Columns(context, this::openTab, this::leave, this::endCall, pages::wrapUp);
        notices = new Notices(context, route, () -> snapshot);
        overlays = new Overlays(context, notices::pressed, notices::close);
        keyTargets =
                new KeyTargets(context, () -> snapshot, pages, route, columns, overlays, this::openTab, this::endCall);
        status = new StatusLine(context.words(), goMini, this::openSettings, () -> openTopic(Topic.ACCOUNT));
        VBox.setVgrow(columns, Priority.ALWAYS);
        getStyleClass().add("oh-window");
        getChildren().addAll(stateBar, columns, status);
        context.door().onAccepted(notices::forgetRefusal);
        context.door().onRefusal(this::refused);
        refresh();
    }

    public WindowContext context() {
        return context;
    }

    /** A new snapshot came. */
    public void show(AgentSnapshot now, List<AgentEvent> events) {
        boolean newCall = Calls.onCard(now)
                .filter(call -> snapshot.phone().call(call.id()).isEmpty()
                        || Calls.onCard(snapshot).isEmpty())
                .isPresent();
        AgentSnapshot before = latest;
        latest = now;
        snapshot = now;
        if (newCall && !typing()) {
            route.toCall(); // a call that begins is seen, unless somebody types elsewhere
        }
        news.follow(before, now, typing());
        events.forEach(this::heard);
        byAgent = false;
        refresh();
    }

    private void heard(AgentEvent event) {
        notices.heard(event);
        if (event instanceof AgentEvent.PairingAnswered answered
                && answered.granted().isPresent()) {
            String page = PairingView.host(answered.request().origin());
            say(context.words().of("pairing.allowed", page));
        }
    }

    /** Shows everything again as it is now. */
    @Override
    public void refresh() {
        if (refreshing) {
            refreshAgain = true; // a page changed while it was shown
            return;
        }
        refreshing = true;
        try {
            refreshOnce();
        } finally {
            refreshing = false;
        }
        if (refreshAgain) {
            refreshAgain = false;
            refresh();
        }
    }

    private void refreshOnce() {
        Instant now = context.clock().instant();
        snapshot = ShownNumber.asChosen(
                removals.shown(latest), context.preferences().current());
        ending = ending.next(snapshot, now);
        holds = holds.next(snapshot, now);
        StateBarView bar = stateModel.of(snapshot, now);
        stateBar.show(snapshot, bar, form.narrow());
        boolean wide = Route.wide(snapshot, form);
        Route.Seen seen = route.seen(snapshot, form, typing(), columns.showsPairing(), now);
        Tab tab = route.shownTab(snapshot, wide, form.widest());
        if (seen.over() == null) {
            news.seen(tab);
        }
        if (wide) {
            news.seen(Tab.CALL);
        }
        pages.callIfBuilt().ifPresent(page -> page.watch(holds));
        columns.show(seen, tab, news.tabs(), snapshot, now, this, byAgent);
        overlays.show(columns.main().body(), columns.main().page(), snapshot, notices.hints(seen.requestWaits()), now);
        columns.showDocks(snapshot, ending, now);
        status.show(
                StatusView.of(snapshot, context.words()),
                FurtherAccounts.of(snapshot, context.words()),
                saying.textAt(now),
                saying.offersAt(now));
        byAgent = true;
    }

    private boolean typing() {
        Node focused = getScene() == null ? null : getScene().getFocusOwner();
        return focused instanceof TextInputControl field && field.isEditable() && field.getLength() > 0;
    }

    /** Ends the call, or gives up waiting for its end once that has taken long; between the two a press does nothing. */
    public void endCall() {
        List<CallView> conference = Calls.conference(snapshot);
        if (conference.size() > 1) { // the others go on without the agent
            context.door()
                    .ask(new PhoneCommand.ConnectCalls(
                            conference.getFirst().id(), conference.get(1).id()));
            return;
        }
        Instant now = context.clock().instant();
        Calls.onCard(snapshot)
                .filter(call -> call.phase() != CallView.Phase.ENDING || ending.mayEndNow(call, now))
                .ifPresent(call -> context.door().ask(new PhoneCommand.HangUpCall(call.id())));
    }

    /** Since when the call on the card has been ending. */
    public EndingWatch ending() {
        return ending;
    }

    /**
     * Offers {@code close} in the status line while a call would end by it.
     *
     * @return false when there is no call
     */
    public boolean asksBeforeClosing(Runnable close) {
        boolean live = latest.phone().calls().stream().anyMatch(CallView::live);
        if (live) {
            offer(context.words().of("window.close.inCall"), context.words().of("window.close.anyway"), close);
        }
        return live;
    }

    /** The window closes: what was put off is done. */
    public void close() {
        removals.commit();
    }

    @Override
    public void refused(Refused refused) {
        notices.refused(refused);
        refresh();
    }

    @Override
    public void offer(String text, String action, Runnable taken) {
        status.offer(action, taken);
        say(text, true);
    }

    @Override
    public void say(String text) {
        say(text, false);
    }

    private void say(String text, boolean withOffer) {
        saying.say(text, withOffer, context.clock().instant());
        refresh();
    }

    @Override
    public void openAccount() {
        open(pages.mainAccount(snapshot));
    }

    @Override
    public void openAudio() {
        openTopic(Topic.AUDIO);
    }

    @Override
    public void open(Page page) {
        route.open(page);
        refresh();
    }

    @Override
    public void showLead() {
        openTab(Tab.LEAD);
    }

    @Override
    public void showQueued(String id) {
        openTab(Tab.QUEUE);
        pages.queue().select(id);
    }

    private void openTopic(Topic topic) {
        route.open(pages.topic(topic, snapshot, lookChanged));
        refresh();
    }

    void openSettings() {
        if (!route.hasSubPage()) {
            route.open(pages.settings(this::openTopic));
            refresh();
        }
    }

    /** Help for what is open, or away with it. */
    void toggleHelp() {
        Page page = keyTargets.page();
        if (page instanceof HelpPage) {
            back();
        } else if (page != null) {
            route.open(pages.help(page));
            refresh();
        }
    }

    @Override
    public void back() {
        route.back();
        refresh();
    }

    /** Back, as the agent means it: what would be lost is asked about first. */
    void leave() {
        route.top().filter(Page::unsaved).ifPresentOrElse(page -> page.askToLeave(this::back), this::back);
    }

    void openTab(Tab opened) {
        route.unsaved().ifPresentOrElse(page -> page.askToLeave(() -> goTo(opened)), () -> goTo(opened));
    }

    private void goTo(Tab opened) {
        notices.forgetRefusal();
        route.open(opened);
        refresh();
    }

    /** The window has another size: {@code width} and {@code height} in logical pixels at 100 %. */
    public void resized(double width, double height) {
        FrameForm now = FrameForm.of(width, height);
        if (!now.equals(form)) {
            form = now;
            Parts.pseudo(this, "narrow", now.narrow());
            Parts.pseudo(this, "wide", now.wide());
            Parts.pseudo(this, "short", now.height() != DialPage.Height.TALL);
            Parts.pseudo(this, "shortest", now.height() == DialPage.Height.SHORTEST);
            refresh();
        }
    }

    /** The call page, while a live call is on screen. */
    public Optional<CallPage> callOnScreen() {
        return Calls.onCard(snapshot).isPresent() && columns.main().page() instanceof CallPage page
                ? Optional.of(page)
                : Optional.empty();
    }

    /** The page whose level meters are on screen. */
    public Optional<Metered> metered() {
        Page page = columns.main().page();
        return page instanceof Metered metered
                        && (!(page instanceof CallPage) || callOnScreen().isPresent())
                ? Optional.of(metered)
                : Optional.empty();
    }

    /** What the bar says, for mini mode. */
    public StateBarView bar(Instant now) {
        return stateModel.of(snapshot, now);
    }

    public AgentSnapshot snapshot() {
        return snapshot;
    }

    /** Until when the status line says something of its own. */
    public Instant saidUntil() {
        return saying.until();
    }

    /** What has the focus when the window opens. */
    public void focusFirst() {
        Page page = columns.main().page();
        Node first = page == null ? null : page.firstFocus();
        if (first != null) {
            first.requestFocus();
        }
    }

    /** Follows the keys pressed in {@code scene}, which shows this shell or the mini bar. */
    public Keys keys(Scene scene, Runnable toggleMini) {
        return new Keys(this, keyTargets, scene, toggleMini);
    }

    public String answerKeys() {
        return Shortcuts.ANSWER.text();
    }

    public String declineKeys() {
        return Shortcuts.DECLINE.text();
    }

    public String endCallKeys() {
        return Shortcuts.END_CALL.text();
    }

    List<Node> regions() {
        var regions = new ArrayList<Node>();
        regions.add(stateBar);
        regions.addAll(columns.regions());
        regions.add(status);
        return regions;
    }

    StateBar stateBar() {
        return stateBar;
    }
}
