package org.offhook.ui.shell;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.TextInputControl;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.offhook.agent.AgentEvent;
import org.offhook.agent.AgentSnapshot;
import org.offhook.agent.AgentSnapshot.Setup;
import org.offhook.core.phone.CommandOutcome.Refused;
import org.offhook.core.phone.PhoneCommand;
import org.offhook.ui.call.CallPage;
import org.offhook.ui.dial.DialPage;
import org.offhook.ui.fx.Navigator;
import org.offhook.ui.fx.Page;
import org.offhook.ui.fx.Parts;
import org.offhook.ui.fx.WindowContext;
import org.offhook.ui.log.LogPage;
import org.offhook.ui.model.BannerView;
import org.offhook.ui.model.Calls;
import org.offhook.ui.model.DockModel;
import org.offhook.ui.model.PairingView;
import org.offhook.ui.model.StateBarModel;
import org.offhook.ui.model.StateBarView;
import org.offhook.ui.model.StatusView;
import org.offhook.ui.pairing.PairingPage;
import org.offhook.ui.settings.SettingsPage.Topic;
import org.offhook.ui.shell.TabStrip.Tab;

/** The frame: decides from the snapshot which page is seen, what lies over it, what the dock means. JavaFX thread only. */
public final class Shell extends VBox implements Navigator {
    private static final Duration SAID = Duration.ofSeconds(5);

    private final WindowContext context;
    private final StateBarModel stateModel;
    private final Pages pages;
    private final StateBar stateBar;
    private final TabStrip tabs;
    private final PageHead head;
    private final Column main;
    private final Column side;
    private final HBox columns;
    private final StatusLine status;
    private final Deque<Page> subPages = new ArrayDeque<>();
    private final Runnable lookChanged;
    private final Overlays overlays;
    private AgentSnapshot snapshot;
    private Tab tab = Tab.CALL;
    private FrameForm form = new FrameForm(false, false, DialPage.Height.TALL);
    private Optional<Refused> refusal = Optional.empty();
    private String said = "";
    private Instant saidUntil = Instant.MIN;
    private String lookedAtRequest = "";
    private boolean byAgent = true;
    private boolean refreshing;
    private boolean refreshAgain;

    /**
     * @param builder makes the context once the shell exists, because pages navigate through the shell
     * @param goMini leaves for mini mode
     * @param lookChanged dresses the window again
     */
    public Shell(ContextOfNavigator builder, AgentSnapshot first, Runnable goMini, Runnable lookChanged) {
        this.context = builder.with(this);
        this.snapshot = first;
        this.lookChanged = lookChanged;
        stateModel = new StateBarModel(context.words());
        pages = new Pages(context);
        stateBar = new StateBar(context, stateModel, first);
        tabs = new TabStrip(context.words(), this::openTab);
        head = new PageHead(context.words(), this::back);
        main = new Column(context, Shortcuts.END_CALL.text());
        side = new Column(context, Shortcuts.END_CALL.text());
        overlays = new Overlays(context, this::bannerPressed, this::closeBanner);
        main.onEndCall(this::endCall);
        side.onEndCall(this::endCall);
        status = new StatusLine(context.words(), goMini, this::openSettings);
        columns = new HBox(main);
        columns.setMinHeight(0);
        HBox.setHgrow(main, Priority.ALWAYS);
        HBox.setHgrow(side, Priority.ALWAYS);
        VBox.setVgrow(columns, Priority.ALWAYS);
        getStyleClass().add("oh-window");
        getChildren().addAll(stateBar, columns, status);
        context.door().onAccepted(() -> refusal = Optional.empty());
        context.door().onRefusal(this::refused);
        refresh();
    }

    /** Makes the context that goes with a navigator. */
    @FunctionalInterface
    public interface ContextOfNavigator {
        WindowContext with(Navigator navigator);
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
        snapshot = now;
        if (newCall && !typing()) {
            tab = Tab.CALL; // a call that begins is seen, unless somebody types elsewhere
        }
        for (AgentEvent event : events) {
            if (event instanceof AgentEvent.PairingAnswered answered
                    && answered.granted().isPresent()) {
                say(context.words()
                        .of(
                                "pairing.allowed",
                                PairingView.host(answered.request().origin())));
            }
        }
        byAgent = false;
        refresh();
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
        StateBarView bar = stateModel.of(snapshot, now);
        stateBar.show(snapshot, bar, form.narrow());
        boolean wide = form.wide() && snapshot.setup() != Setup.NONE;
        arrange(wide);
        tabs.show(wide && tab == Tab.CALL ? Tab.QUEUE : tab, snapshot.queue().size(), wide);
        boolean requestWaits = showPages(wide, now);
        overlays.show(main.body(), main.page(), snapshot, refusal, requestWaits, now);
        showDock(main, now, true);
        if (wide) {
            showDock(side, now, false);
        }
        status.show(StatusView.of(snapshot, context.words()), now.isBefore(saidUntil) ? said : "");
        byAgent = true;
    }

    private void arrange(boolean wide) {
        if (wide != columns.getChildren().contains(side)) {
            if (wide) {
                columns.getChildren().setAll(main, side);
            } else {
                columns.getChildren().setAll(main);
            }
            HBox.setHgrow(main, wide ? Priority.NEVER : Priority.ALWAYS);
            Parts.pseudo(main, "left", wide);
        }
    }

    /** @return whether a pairing request waits that could not take the body */
    private boolean showPages(boolean wide, Instant now) {
        Page callPage = callPage(now);
        boolean requestWaits = false;
        Page over = subPages.peek();
        if (!snapshot.pairingRequests().isEmpty()) {
            if (mayTakeBody()) {
                over = pages.pairing();
            } else {
                requestWaits = true;
            }
        }
        Page other = over != null ? over : tabPage(wide);
        Page inMain = wide || other == null ? callPage : other;
        put(main, inMain, now);
        if (wide) {
            put(side, other == null ? pages.queue() : other, now);
        }
        Column topped = wide ? side : main;
        Column bare = wide ? main : side;
        bare.top(null);
        if (over != null) {
            String count = over instanceof PairingPage
                    ? context.words()
                            .of("pairing.count", snapshot.pairingRequests().size())
                    : "";
            head.show(over.title(), over.canGoBack(), count);
            topped.top(head);
        } else {
            topped.top(snapshot.setup() == Setup.NONE ? null : tabs);
        }
        return requestWaits;
    }

    private void put(Column column, Page page, Instant now) {
        page.show(snapshot, now);
        column.show(page, this, byAgent);
    }

    private Page callPage(Instant now) {
        if (Calls.onCard(snapshot).isPresent() || Calls.justEnded(snapshot, now).isPresent()) {
            return pages.call();
        }
        if (snapshot.setup() == Setup.NONE) {
            return pages.firstRun();
        }
        if (!DockModel.loggedIn(snapshot)) {
            return pages.login(snapshot);
        }
        DialPage dial = pages.dial(snapshot);
        dial.setForm(form.height(), form.narrow());
        return dial;
    }

    private @Nullable Page tabPage(boolean wide) {
        if (snapshot.setup() == Setup.NONE) {
            return null;
        }
        return switch (tab) {
            case CALL -> wide ? pages.queue() : null;
            case QUEUE -> pages.queue();
            case LOG -> pages.log(snapshot);
        };
    }

    /** A request takes the body only when no call is up and nobody is typing; else it waits as a banner. */
    private boolean mayTakeBody() {
        String request = snapshot.pairingRequests().getFirst().id();
        if (request.equals(lookedAtRequest)
                || main.page() instanceof PairingPage
                || side.page() instanceof PairingPage) {
            lookedAtRequest = request;
            return Calls.onCard(snapshot).isEmpty();
        }
        return Calls.onCard(snapshot).isEmpty() && Calls.ringing(snapshot).isEmpty() && !typing();
    }

    private boolean typing() {
        Node focused = getScene() == null ? null : getScene().getFocusOwner();
        return focused instanceof TextInputControl field && field.isEditable() && field.getLength() > 0;
    }

    private void showDock(Column column, Instant now, boolean endsCalls) {
        Page page = column.page();
        if (page == null) {
            return;
        }
        var ofCall = DockModel.ofCall(snapshot, now, context.words());
        boolean call = endsCalls
                && ofCall.isPresent()
                && (page instanceof CallPage || ofCall.get().meaning().endsCall());
        column.dock().show(call ? ofCall.get() : page.dock(snapshot, now));
    }

    private void bannerPressed(BannerView.Action action) {
        switch (action) {
            case NONE -> {}
            case TRY_NOW -> context.door().ask(new PhoneCommand.RetryRegistration());
            case CHANGE_ACCOUNT -> openAccount();
            case CHOOSE_AUDIO -> openAudio();
            case LOOK_AGAIN ->
                context.door().ask(new PhoneCommand.ChooseAudio(snapshot.phone().audioChoice()));
            case LOOK_AT_REQUEST -> {
                lookedAtRequest = snapshot.pairingRequests().isEmpty()
                        ? ""
                        : snapshot.pairingRequests().getFirst().id();
                refresh();
            }
        }
    }

    private void closeBanner() {
        refusal = Optional.empty();
        refresh();
    }

    private void endCall() {
        Calls.onCard(snapshot).ifPresent(call -> context.door().ask(new PhoneCommand.HangUpCall(call.id())));
    }

    @Override
    public void refused(Refused refused) {
        refusal = Optional.of(refused);
        refresh();
    }

    @Override
    public void say(String text) {
        said = text;
        saidUntil = context.clock().instant().plus(SAID);
        refresh();
    }

    @Override
    public void openAccount() {
        openTopic(Topic.ACCOUNT);
    }

    @Override
    public void openAudio() {
        openTopic(Topic.AUDIO);
    }

    private void openTopic(Topic topic) {
        subPages.push(pages.topic(topic, snapshot, lookChanged));
        refresh();
    }

    void openSettings() {
        if (subPages.isEmpty()) {
            subPages.push(pages.settings(this::openTopic));
            refresh();
        }
    }

    @Override
    public void back() {
        subPages.poll();
        refresh();
    }

    void openTab(Tab opened) {
        subPages.clear();
        refusal = Optional.empty();
        tab = opened;
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
        return Calls.onCard(snapshot).isPresent() && main.page() instanceof CallPage page
                ? Optional.of(page)
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
        return saidUntil;
    }

    /** What has the focus when the window opens. */
    public void focusFirst() {
        Page page = main.page();
        Node first = page == null ? null : page.firstFocus();
        if (first != null) {
            first.requestFocus();
        }
    }

    /** Follows the keys pressed in {@code scene}, which shows this shell or the mini bar. */
    public Keys keys(Scene scene, Runnable toggleMini) {
        return new Keys(this, scene, toggleMini);
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
        for (Node child : columns.getChildren()) {
            Column column = (Column) child;
            Node top = column.top();
            if (top != null) {
                regions.add(top);
            }
            regions.add(column.body());
            regions.add(column.dock());
        }
        regions.add(status);
        return regions;
    }

    StateBar stateBar() {
        return stateBar;
    }

    Column mainColumn() {
        return main;
    }

    Overlays overlays() {
        return overlays;
    }

    /** The page that keys are for: the one over the others, else the one in the main column. */
    @Nullable
    Page keyPage() {
        return columns.getChildren().contains(side) && !subPages.isEmpty() ? side.page() : main.page();
    }

    boolean hasSubPage() {
        return !subPages.isEmpty();
    }

    /** Mute from any page: the call page knows the call. */
    void toggleMute() {
        if (Calls.onCard(snapshot).isPresent()) {
            pages.call().toggleMute();
        }
    }

    void focusNumber() {
        if (DockModel.loggedIn(snapshot) && Calls.onCard(snapshot).isEmpty()) {
            openTab(Tab.CALL);
            pages.dial(snapshot).selectNumber();
        }
    }

    void focusSearch() {
        if (snapshot.setup() != Setup.NONE) {
            openTab(Tab.LOG);
            LogPage log = pages.log(snapshot);
            log.focusSearch();
        }
    }
}
