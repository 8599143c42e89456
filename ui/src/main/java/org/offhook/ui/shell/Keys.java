package org.offhook.ui.shell;

import javafx.scene.Scene;
import javafx.scene.control.ListView;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import org.offhook.ui.call.CallPage;
import org.offhook.ui.call.IncomingCard;
import org.offhook.ui.fx.Page;
import org.offhook.ui.shell.TabStrip.Tab;

/** Turns key presses into what the window can do. */
public final class Keys {
    private final Shell shell;
    private final KeyTargets targets;
    private final Scene scene;
    private final Runnable toggleMini;

    Keys(Shell shell, KeyTargets targets, Scene scene, Runnable toggleMini) {
        this.shell = shell;
        this.targets = targets;
        this.scene = scene;
        this.toggleMini = toggleMini;
        scene.addEventFilter(KeyEvent.KEY_PRESSED, this::pressed);
        scene.addEventHandler(KeyEvent.KEY_PRESSED, this::escape);
        scene.addEventHandler(KeyEvent.KEY_TYPED, this::typed);
    }

    private void pressed(KeyEvent event) {
        if (event.getCode() == KeyCode.F6) {
            Regions.go(scene, shell.regions(), !event.isShiftDown());
            event.consume();
            return;
        }
        if (event.getCode() == KeyCode.ESCAPE && scene.getFocusOwner() instanceof ListView<?>) {
            escape(event); // a list takes Esc for an edit that our lists do not have
            return;
        }
        if (event.getCode() == KeyCode.F1 && shell.equals(scene.getRoot())) {
            shell.toggleHelp();
            event.consume();
            return;
        }
        int result = Shortcuts.result(event);
        if (result > 0 && targets.chooseResult(result)) {
            event.consume();
            return;
        }
        Shortcuts.of(event)
                .filter(shortcut -> shortcut != Shortcuts.SAVE || targets.wrapsUp())
                .ifPresent(shortcut -> {
                    event.consume();
                    run(shortcut);
                });
    }

    private void run(Shortcuts shortcut) {
        IncomingCard incoming = targets.incoming();
        switch (shortcut) {
            case ANSWER -> {
                if (incoming != null) {
                    incoming.answerByShortcut();
                }
            }
            case DECLINE -> {
                if (incoming != null) {
                    incoming.declineByShortcut();
                }
            }
            case END_CALL -> targets.endCall();
            case MUTE -> targets.onCallPage(CallPage::toggleMute);
            case HOLD -> targets.onCallPage(CallPage::toggleHold);
            case SWAP -> targets.onCallPage(CallPage::swap);
            case RECORD -> targets.onCallPage(CallPage::toggleRecording);
            case TRANSFER -> targets.onCallPage(CallPage::transfer);
            case JOIN -> targets.onCallPage(CallPage::join);
            case GO_READY -> shell.stateBar().goReady();
            case PAUSE -> shell.stateBar().pause();
            case MINI -> toggleMini.run();
            case DIAL_LEAD -> targets.dialLead();
            case SKIP_LEAD -> targets.skipLead();
            case SAVE -> targets.saveResult();
            case FIRST_TAB -> shell.openTab(Tab.CALL);
            case SECOND_TAB -> shell.openTab(Tab.LEAD);
            case THIRD_TAB -> shell.openTab(Tab.QUEUE);
            case FOURTH_TAB -> targets.openLog();
            case NUMBER -> targets.focusNumber();
            case KEYPAD -> shell.callOnScreen().ifPresent(page -> page.toggleKeypad());
            case SEARCH -> targets.focusSearch();
            case SETTINGS -> shell.openSettings();
        }
    }

    /** After the focused control had its chance: a menu or a combo list closes itself first. It never touches a call. */
    private void escape(KeyEvent event) {
        if (event.getCode() != KeyCode.ESCAPE) {
            return;
        }
        Page page = targets.page();
        if (page != null && page.escape()) {
            event.consume();
        } else if (targets.hasSubPage()) {
            shell.leave();
            event.consume();
        }
    }

    /** A digit typed outside any field starts the number, or is sent while the keypad of a call is open. */
    private void typed(KeyEvent event) {
        String text = event.getCharacter();
        boolean digit = text.length() == 1 && "0123456789*#+".contains(text);
        Page page = targets.page();
        boolean inField = scene.getFocusOwner() instanceof TextInputControl field && field.isEditable();
        if (digit && !inField && page != null && !event.isShortcutDown() && page.digitTyped(text)) {
            event.consume();
        }
    }
}
