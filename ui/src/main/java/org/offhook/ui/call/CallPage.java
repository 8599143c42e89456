package org.offhook.ui.call;

import java.time.Instant;
import java.util.Optional;
import javafx.geometry.Pos;
import javafx.scene.AccessibleRole;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
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
import org.offhook.ui.dial.DialPad;
import org.offhook.ui.fx.BannerPlace;
import org.offhook.ui.fx.Icon;
import org.offhook.ui.fx.Page;
import org.offhook.ui.fx.Parts;
import org.offhook.ui.fx.WindowContext;
import org.offhook.ui.model.CallCardView;
import org.offhook.ui.model.Calls;
import org.offhook.ui.model.DockModel;
import org.offhook.ui.model.DockView;
import org.offhook.ui.model.IconName;

/** The call that is on, or has just ended: card, tiles, keypad. The dock ends it. */
public final class CallPage implements Page {
    private final WindowContext context;
    private final VBox root = new VBox();
    private final BannerPlace bannerPlace = new BannerPlace();
    private final CallCard card;
    private final ToggleButton mute;
    private final ToggleButton keypad;
    private final Icon muteIcon = new Icon(IconName.MIC, "oh-tile-icon");
    private final HBox tiles;
    private final VBox keys;
    private final Label sentKeys = Parts.label("", "oh-keys-sent");
    private @Nullable CallView shown;
    private boolean keypadOpen;

    public CallPage(WindowContext context) {
        this.context = context;
        card = new CallCard(context);
        mute = tile(muteIcon, context.words().of("tile.mute"));
        mute.setId("tile-mute");
        mute.setOnAction(event -> toggleMute());
        keypad =
                tile(new Icon(IconName.DIALPAD, "oh-tile-icon"), context.words().of("tile.keypad"));
        keypad.setId("tile-keypad");
        keypad.setOnAction(event -> toggleKeypad());
        tiles = new HBox(mute, keypad);
        tiles.getStyleClass().add("oh-tiles");
        tiles.setAlignment(Pos.CENTER);
        sentKeys.setAccessibleText(context.words().of("keypad.sent"));
        Parts.leftToRight(sentKeys);
        sentKeys.setMaxWidth(Double.MAX_VALUE);
        keys = new VBox(sentKeys, new DialPad(context, this::sendDigit, () -> {}));
        keys.getStyleClass().add("oh-call-keys");
        var slack = new Region();
        VBox.setVgrow(slack, Priority.ALWAYS);
        root.getStyleClass().addAll("oh-page", "oh-call-page");
        root.getChildren().addAll(card, bannerPlace, slack, keys, tiles);
        Parts.present(keys, false);
    }

    private static ToggleButton tile(Icon icon, String text) {
        var tile = new ToggleButton(text, icon);
        tile.getStyleClass().setAll("oh-tile");
        tile.setContentDisplay(ContentDisplay.TOP);
        tile.setAccessibleRole(AccessibleRole.TOGGLE_BUTTON);
        tile.setMaxWidth(Double.MAX_VALUE);
        tile.setAccessibleText(text);
        HBox.setHgrow(tile, Priority.ALWAYS);
        return tile;
    }

    @Override
    public Pane bannerPlace() {
        return bannerPlace;
    }

    @Override
    public String helpTopic() {
        return "call";
    }

    @Override
    public Region node() {
        return root;
    }

    @Override
    public void show(AgentSnapshot snapshot, Instant now) {
        Optional<CallView> call = Calls.onCard(snapshot).or(() -> Calls.justEnded(snapshot, now));
        if (call.isEmpty()) {
            return;
        }
        CallView view = call.get();
        if (shown == null || !shown.id().equals(view.id())) {
            keypadOpen = false;
        }
        shown = view;
        card.show(CallCardView.of(view, snapshot, now, context.words()));
        boolean live = view.live();
        boolean muted = view.muted();
        boolean canMute = live && view.phase() != CallView.Phase.ENDING;
        boolean canKey = view.phase() == CallView.Phase.CONNECTED || view.phase() == CallView.Phase.EARLY_MEDIA;
        keypadOpen = keypadOpen && canKey;
        mute.setSelected(muted);
        mute.setText(context.words().of(muted ? "tile.muted" : "tile.mute"));
        mute.setAccessibleText(mute.getText());
        muteIcon.show(muted ? IconName.MIC_OFF : IconName.MIC);
        mute.setDisable(!canMute);
        keypad.setDisable(!canKey);
        keypad.setSelected(keypadOpen);
        Parts.present(tiles, live);
        Parts.present(keys, keypadOpen);
        Parts.present(card, !keypadOpen);
        boolean nothing = view.digitsSent().isEmpty();
        sentKeys.setText(nothing ? context.words().of("keypad.nothing") : view.digitsSent());
        Parts.pseudo(sentKeys, "empty", nothing);
    }

    /**
     * Shows the present levels; called at most 20 times a second while a call is on screen.
     *
     * @return whether what is shown stays as it is for as long as the levels do
     */
    public boolean showLevels(long millisSinceLast) {
        return !card.isVisible() || card.showLevels(millisSinceLast);
    }

    @Override
    public DockView dock(AgentSnapshot snapshot, Instant now) {
        return DockModel.ofNumber(snapshot, "", context.words()); // while a call is on, the frame's dock ends it
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
                            ManualDial.typed(call.party().number())));
        }
    }

    /** Mute by tile or shortcut. */
    public void toggleMute() {
        CallView call = shown;
        if (call != null && call.live()) {
            mute.setSelected(call.muted()); // the tile shows what is, not what was asked
            CallId id = call.id();
            context.door().ask(new PhoneCommand.MuteCall(id, !call.muted()));
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
        CallView call = shown;
        if (call != null && call.live()) {
            context.door().ask(new PhoneCommand.SendDigits(call.id(), digit));
        }
    }
}
