package org.offhook.ui.call;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.OverrunStyle;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.offhook.agent.AgentCommand;
import org.offhook.agent.AgentSnapshot;
import org.offhook.agent.ManualDial;
import org.offhook.core.call.CallId;
import org.offhook.core.phone.CallView;
import org.offhook.core.phone.PhoneCommand;
import org.offhook.core.recording.RecordingOrder;
import org.offhook.ui.dial.DialPad;
import org.offhook.ui.fx.BannerPlace;
import org.offhook.ui.fx.Metered;
import org.offhook.ui.fx.Page;
import org.offhook.ui.fx.Parts;
import org.offhook.ui.fx.WindowContext;
import org.offhook.ui.model.CallCardView;
import org.offhook.ui.model.Calls;
import org.offhook.ui.model.DockModel;
import org.offhook.ui.model.DockView;
import org.offhook.ui.model.HoldWatch;
import org.offhook.ui.model.LineView;
import org.offhook.ui.watch.WatchBar;

/** The call that is on, or has just ended: card, the other lines, tiles, keypad. The dock ends it. */
public final class CallPage implements Page, Metered {
    private final WindowContext context;
    private final VBox root = new VBox();
    private final BannerPlace bannerPlace = new BannerPlace();
    private final CallCard card;
    private final VBox lines = new VBox();
    private final List<LineRow> rows = new ArrayList<>();
    private final WatchBar watch;
    private final CallTiles tiles;
    private final VBox keys;
    private final VBox aside = new VBox();
    private final HBox keypad;
    private final DialPad pad;
    private final HBox foot = new HBox();
    private final Region slack = new Region();
    private final Label sentKeys = Parts.label("", "oh-keys-sent");
    private @Nullable CallView shown;
    private @Nullable AgentSnapshot snapshot;
    private HoldWatch holds = HoldWatch.NOTHING;
    private boolean keypadOpen;
    private KeypadForm keypadForm = KeypadForm.WORDS;

    public CallPage(WindowContext context) {
        this.context = context;
        card = new CallCard(context);
        lines.getStyleClass().add("oh-lines");
        watch = new WatchBar(context);
        tiles = new CallTiles(context.words(), new Pressed());
        sentKeys.setAccessibleText(context.words().of("keypad.sent"));
        Parts.leftToRight(sentKeys);
        sentKeys.setMaxWidth(Double.MAX_VALUE);
        sentKeys.setTextOverrun(OverrunStyle.LEADING_ELLIPSIS); // the last one is what somebody looks for
        pad = new DialPad(context, this::sendDigit, () -> {});
        keys = new VBox(sentKeys, pad);
        keys.getStyleClass().add("oh-call-keys");
        aside.getStyleClass().add("oh-call-aside");
        keypad = new HBox(keys);
        keypad.getStyleClass().add("oh-call-keypad");
        HBox.setHgrow(keys, Priority.ALWAYS);
        foot.getStyleClass().add("oh-call-foot");
        foot.getChildren().add(tiles);
        HBox.setHgrow(tiles, Priority.ALWAYS);
        HBox.setHgrow(sentKeys, Priority.ALWAYS);
        VBox.setVgrow(slack, Priority.ALWAYS);
        VBox.setVgrow(keypad, Priority.ALWAYS);
        root.getStyleClass().addAll("oh-page", "oh-call-page");
        root.getChildren().addAll(card, lines, bannerPlace, slack, keypad, watch, foot);
        Parts.present(keypad, false);
        Parts.present(lines, false);
    }

    /** What the tiles do. */
    private final class Pressed implements CallTiles.Presses {
        @Override
        public void mute() {
            toggleMute();
        }

        @Override
        public void hold() {
            toggleHold();
        }

        @Override
        public void keypad() {
            toggleKeypad();
        }

        @Override
        public void transfer() {
            CallPage.this.transfer();
        }

        @Override
        public void addOrJoin() {
            CallPage.this.addOrJoin();
        }

        @Override
        public void connect() {
            CallPage.this.connect();
        }

        @Override
        public void record() {
            toggleRecording();
        }
    }

    /** Above the keys an error covers what was sent, so that no key moves; in the lowest window there is no room for it but among them. */
    @Override
    public @Nullable Pane bannerPlace() {
        return keypadOpen && !keypadForm.low() ? null : bannerPlace;
    }

    /** The window's form has changed. */
    public void setForm(KeypadForm now) {
        if (now != keypadForm) {
            keypadForm = now;
            fold();
        }
    }

    private void fold() {
        boolean low = keypadForm.low();
        boolean beside = keypadOpen && low;
        tiles.arrange(keypadOpen ? keypadForm : low ? KeypadForm.ICONS : KeypadForm.WORDS);
        boolean atEnd = beside && keypadForm == KeypadForm.BESIDE;
        Pane ofTiles = atEnd ? aside : foot;
        Pane ofSent = beside ? ofTiles : keys;
        if (!ofTiles.equals(tiles.getParent()) || !ofSent.equals(sentKeys.getParent())) {
            Optional<Node> focused =
                    tiles.getChildren().stream().filter(Node::isFocused).findFirst();
            for (Pane place : List.of(keys, foot, aside)) {
                place.getChildren().removeAll(sentKeys, tiles);
            }
            ofTiles.getChildren().add(tiles);
            ofSent.getChildren().addFirst(sentKeys);
            if (atEnd) {
                keypad.getChildren().setAll(keys, aside);
            } else {
                keypad.getChildren().setAll(keys);
            }
            focused.ifPresent(Node::requestFocus); // it was in the tiles that moved
        }
        sentKeys.setWrapText(atEnd && shownNothing());
        HBox.setHgrow(tiles, beside ? Priority.NEVER : Priority.ALWAYS);
        Parts.pseudo(root, "tight", beside);
        Parts.present(foot, shown != null && shown.live() && !atEnd);
    }

    private boolean shownNothing() {
        return shown != null && shown.digitsSent().isEmpty();
    }

    @Override
    public String helpTopic() {
        return "call";
    }

    @Override
    public Region node() {
        return root;
    }

    /** Since when calls have been on hold. */
    public void watch(HoldWatch since) {
        holds = since;
    }

    @Override
    public void show(AgentSnapshot now, Instant time) {
        snapshot = now;
        Optional<CallView> call = Calls.onCard(now).or(() -> Calls.justEnded(now, time));
        if (call.isEmpty()) {
            return;
        }
        CallView view = call.get();
        if (shown == null || !shown.id().equals(view.id())) {
            keypadOpen = false;
        }
        shown = view;
        card.show(CallCardView.of(view, now, time, context.words()));
        card.showQuality(view, time);
        boolean canKey = view.phase() == CallView.Phase.CONNECTED || view.phase() == CallView.Phase.EARLY_MEDIA;
        keypadOpen = keypadOpen && canKey;
        tiles.show(view, now, keypadOpen);
        showLines(view, now, time);
        watch.show(now, Optional.of(view), view.live() && !keypadOpen);
        fold();
        Parts.present(keypad, keypadOpen);
        // The keys hang from the bottom themselves: one gap less, so that the page fits.
        Parts.present(slack, !keypadOpen);
        Parts.present(card, !keypadOpen);
        boolean nothing = shownNothing();
        sentKeys.setText(nothing ? context.words().of("keypad.nothing") : view.digitsSent());
        Parts.pseudo(sentKeys, "empty", nothing);
    }

    private void showLines(CallView present, AgentSnapshot now, Instant time) {
        List<CallView> conference = Calls.conference(now);
        List<CallView> others = conference.isEmpty() ? Calls.besides(now) : conference;
        while (rows.size() < others.size()) {
            rows.add(new LineRow(context));
        }
        List<LineRow> used = rows.subList(0, others.size());
        if (!lines.getChildren().equals(used)) {
            lines.getChildren().setAll(used);
        }
        for (int i = 0; i < used.size(); i++) {
            used.get(i).show(LineView.of(others.get(i), present, now, holds, time, context.words()));
        }
        Parts.pseudo(lines, "several", used.size() > 1);
        Parts.present(lines, !used.isEmpty() && !keypadOpen);
    }

    @Override
    public boolean showLevels(long millisSinceLast) {
        return !card.isVisible() || card.showLevels(millisSinceLast);
    }

    @Override
    public DockView dock(AgentSnapshot now, Instant time) {
        return DockModel.ofNumber(now, "", context.words()); // while a call is on, the frame's dock ends it
    }

    @Override
    public void pressDock() {
        CallView call = shown;
        if (call == null) {
            return;
        }
        if (call.live()) {
            context.door().ask(new PhoneCommand.HangUpCall(call.id()));
        } else if (!call.party().number().isEmpty()) {
            context.door()
                    .ask(new AgentCommand.ClickToCall(
                            ManualDial.typed(call.party().number()).over(call.account())));
        }
    }

    private Optional<CallView> live() {
        return Optional.ofNullable(shown).filter(CallView::live);
    }

    private Optional<CallView> talking() {
        return live().filter(call -> call.phase() == CallView.Phase.CONNECTED);
    }

    /** Mute by tile or shortcut. */
    public void toggleMute() {
        live().ifPresent(call -> {
            CallId id = call.id();
            context.door().ask(new PhoneCommand.MuteCall(id, !call.muted()));
        });
    }

    /** Hold and resume by tile or shortcut. */
    public void toggleHold() {
        talking().ifPresent(call -> context.door().ask(new PhoneCommand.HoldCall(call.id(), !call.held())));
    }

    /** Record, pause, go on, by tile or shortcut. What is only asked for can be taken back. */
    public void toggleRecording() {
        live().ifPresent(call -> context.door()
                .ask(new PhoneCommand.RecordCall(
                        call.id(),
                        switch (call.recording()) {
                            case OFF, FAILED -> RecordingOrder.START;
                            case AWAITED -> RecordingOrder.STOP;
                            case RECORDING -> RecordingOrder.PAUSE;
                            case PAUSED -> RecordingOrder.RESUME;
                        })));
    }

    /** The other line in place of this one, by its shortcut. */
    public void swap() {
        if (snapshot != null && !Calls.besides(snapshot).isEmpty()) {
            context.door().ask(new PhoneCommand.SwapCalls());
        }
    }

    /** Where to send the call, by tile or shortcut. */
    public void transfer() {
        boolean one = snapshot != null && Calls.conference(snapshot).isEmpty();
        if (one && talking().filter(call -> !call.transfer().runs()).isPresent()) {
            open(TargetPage.Purpose.TRANSFER);
        }
    }

    /** Another call; one conversation of two; and apart again, by tile or shortcut. */
    public void addOrJoin() {
        AgentSnapshot now = snapshot;
        if (now == null) {
            return;
        }
        List<CallView> conference = Calls.conference(now);
        if (!conference.isEmpty()) {
            CallId last = conference.getLast().id();
            context.door().ask(new PhoneCommand.HoldCall(last, true)); // which takes them apart
        } else if (Calls.connectable(now).isPresent()) {
            context.door().ask(new PhoneCommand.JoinCalls());
        } else if (now.phone().hasFreeLine()) {
            open(TargetPage.Purpose.ADD);
        }
    }

    /** Joins two calls by the shortcut, which opens nothing. */
    public void join() {
        if (snapshot != null && Calls.connectable(snapshot).isPresent()) {
            addOrJoin();
        }
    }

    private void open(TargetPage.Purpose purpose) {
        AgentSnapshot now = snapshot;
        talking().ifPresent(call -> {
            if (now != null) {
                context.navigator().open(new TargetPage(context, purpose, call, now));
            }
        });
    }

    /** Connects the far ends of the two calls. */
    private void connect() {
        AgentSnapshot now = snapshot;
        if (now != null) {
            talking()
                    .ifPresent(present -> Calls.connectable(now).ifPresent(other -> {
                        boolean waits = other.held(); // whoever waits is sent to whom the agent talks to
                        context.door()
                                .ask(new PhoneCommand.ConnectCalls(
                                        waits ? other.id() : present.id(), waits ? present.id() : other.id()));
                    }));
        }
    }

    /** Keypad by tile or shortcut. */
    public void toggleKeypad() {
        keypadOpen = !keypadOpen;
        context.navigator().refresh();
    }

    @Override
    public boolean escape() {
        boolean wasOpen = keypadOpen;
        keypadOpen = false;
        context.navigator().refresh();
        return wasOpen;
    }

    @Override
    public boolean digitTyped(String digit) {
        if (keypadOpen && !digit.equals("+")) {
            sendDigit(digit);
        }
        return keypadOpen;
    }

    private void sendDigit(String digit) {
        live().ifPresent(call -> context.door().ask(new PhoneCommand.SendDigits(call.id(), digit)));
    }
}
