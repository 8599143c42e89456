package org.offhook.ui.call;

import java.util.Optional;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import org.offhook.agent.AgentSnapshot;
import org.offhook.core.phone.CallView;
import org.offhook.core.phone.CallView.Phase;
import org.offhook.core.recording.CallRecording;
import org.offhook.ui.fx.Icon;
import org.offhook.ui.fx.Parts;
import org.offhook.ui.model.Calls;
import org.offhook.ui.model.IconName;
import org.offhook.ui.text.Words;

/**
 * What can be done with the call on the card: six places that never move by themselves, each with its word, which changes with the state. In a
 * low window there are icons alone beside the keypad.
 */
final class CallTiles extends GridPane {
    private static final int COLUMNS = 3;

    private final Words words;
    private final ToggleButton mute;
    private final ToggleButton hold;
    private final ToggleButton keypad;
    private final ToggleButton transfer;
    private final ToggleButton addCall;
    private final ToggleButton connect;
    private final ToggleButton record;
    private KeypadForm form = KeypadForm.WORDS;
    private final Icon muteIcon = new Icon(IconName.MIC, "oh-tile-icon");
    private final Icon addIcon = new Icon(IconName.ADD_CALL, "oh-tile-icon");
    private final Icon recordIcon = new Icon(IconName.RECORD, "oh-tile-icon");
    private final Icon holdIcon = new Icon(IconName.PAUSE, "oh-tile-icon");

    /** What a press does. */
    interface Presses {
        void mute();

        void hold();

        void keypad();

        void transfer();

        /** Another call with one line, one conversation of two, and apart again. */
        void addOrJoin();

        void connect();

        /** Records, pauses while a card number is told, goes on. */
        void record();
    }

    CallTiles(Words words, Presses presses) {
        this.words = words;
        getStyleClass().add("oh-tiles");
        mute = tile("mute", muteIcon, presses::mute);
        hold = tile("hold", holdIcon, presses::hold);
        keypad = tile("keypad", new Icon(IconName.DIALPAD, "oh-tile-icon"), presses::keypad);
        transfer = tile("transfer", new Icon(IconName.TRANSFER, "oh-tile-icon"), presses::transfer);
        addCall = tile("addCall", addIcon, presses::addOrJoin);
        connect = tile("connect", new Icon(IconName.LINK, "oh-tile-icon"), presses::connect);
        connect.setAccessibleText(words.of("tile.connect.name"));
        record = tile("record", recordIcon, presses::record);
        lay(KeypadForm.WORDS);
    }

    /** Lays the tiles out as the window's height leaves room for. */
    void arrange(KeypadForm now) {
        if (now != form) {
            lay(now);
        }
    }

    private void lay(KeypadForm now) {
        form = now;
        Optional<Node> focused = getChildren().stream().filter(Node::isFocused).findFirst();
        getChildren().clear();
        getColumnConstraints().clear();
        Parts.pseudo(this, "icons", now != KeypadForm.WORDS);
        switch (now) {
            case WORDS -> {
                columns(COLUMNS);
                addRow(0, mute, hold, keypad);
                addRow(1, transfer, addCall, record);
                add(connect, COLUMNS - 1, 1); // in the same place, while there are two to be connected
            }
            case ICONS -> {
                columns(2 * COLUMNS);
                addRow(0, mute, hold, keypad, transfer, addCall, record);
                add(connect, 2 * COLUMNS - 1, 0);
            }
            case TWO -> addRow(0, mute, keypad);
            case BESIDE -> addColumn(0, mute, keypad);
        }
        focused.filter(getChildren()::contains).ifPresent(Node::requestFocus);
    }

    private void columns(int count) {
        for (int column = 0; column < count; column++) {
            var share = new ColumnConstraints();
            share.setPercentWidth(100.0 / count);
            share.setHgrow(Priority.ALWAYS);
            share.setFillWidth(true);
            getColumnConstraints().add(share);
        }
    }

    private ToggleButton tile(String name, Icon icon, Runnable pressed) {
        String text = words.of("tile." + name);
        var tile = new ToggleButton(text, icon);
        tile.setId("tile-" + name);
        tile.getStyleClass().setAll("oh-tile");
        tile.setContentDisplay(ContentDisplay.TOP);
        tile.setAccessibleRole(AccessibleRole.TOGGLE_BUTTON);
        tile.setMaxWidth(Double.MAX_VALUE);
        tile.setAccessibleText(text);
        Parts.tip(tile, tile::getAccessibleText);
        tile.setOnAction(event -> {
            boolean asked = tile.isSelected();
            tile.setSelected(!asked); // a tile shows what is, not what was asked
            pressed.run();
        });
        return tile;
    }

    void show(CallView call, AgentSnapshot snapshot, boolean keypadOpen) {
        boolean going = call.live() && call.phase() != Phase.ENDING;
        boolean talking = call.phase() == Phase.CONNECTED;
        mute.setSelected(call.muted());
        name(mute, call.muted() ? "tile.muted" : "tile.mute");
        muteIcon.show(call.muted() ? IconName.MIC_OFF : IconName.MIC);
        mute.setDisable(!going);
        hold.setSelected(call.held());
        name(hold, call.held() ? "tile.resume" : "tile.hold");
        holdIcon.show(call.held() ? IconName.PLAY : IconName.PAUSE);
        keypad.setSelected(keypadOpen);
        keypad.setDisable(!talking && call.phase() != Phase.EARLY_MEDIA);
        boolean two = Calls.connectable(snapshot).isPresent();
        boolean joined = !Calls.conference(snapshot).isEmpty();
        transfer.setDisable(!talking || joined || call.transfer().runs()); // of three it would not be said who is sent
        hold.setDisable(!talking || joined);
        addCall.setSelected(joined);
        name(addCall, joined ? "tile.joined" : two ? "tile.join" : "tile.addCall");
        addIcon.show(joined || two ? IconName.JOIN : IconName.ADD_CALL);
        addCall.setDisable(!joined && !two && !(talking && snapshot.phone().hasFreeLine()));
        connect.setDisable(!two);
        Parts.present(connect, two);
        Parts.present(record, !two);
        show(call.recording(), going);
    }

    private void show(CallRecording recording, boolean going) {
        String key = switch (recording) {
            case OFF -> "tile.record";
            case AWAITED -> "tile.record.awaited";
            case RECORDING -> "tile.record.on";
            case PAUSED -> "tile.record.paused";
            case FAILED -> "tile.record.failed";
        };
        boolean on = recording == CallRecording.RECORDING || recording == CallRecording.AWAITED;
        record.setSelected(on);
        record.setText(words.of(key));
        record.setAccessibleText(words.of(key + ".name"));
        recordIcon.show(recording == CallRecording.RECORDING ? IconName.RECORDING : IconName.RECORD);
        Parts.pseudo(record, "recording", recording == CallRecording.RECORDING);
        record.setDisable(!going);
    }

    private void name(ToggleButton tile, String key) {
        tile.setText(words.of(key));
        tile.setAccessibleText(tile.getText());
    }
}
