package org.offhook.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import javafx.event.Event;
import javafx.event.EventType;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.Control;
import javafx.scene.control.Label;
import javafx.scene.control.RadioButton;
import javafx.scene.control.ScrollBar;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import org.junit.jupiter.api.Test;
import org.offhook.agent.LeadOnScreen.Showing;
import org.offhook.agent.WrapUpView.Saving;

/** Every control has a name that can be said, and the keyboard reaches it. */
class AccessibilityInWindowTest extends WindowFixture {
    private static Map<String, Situation> situations() {
        var all = new LinkedHashMap<String, Situation>();
        all.put("first run", Situation.firstRun());
        all.put("logged out", Situation.loggedOut());
        all.put("paused", Situation.paused().queue());
        all.put("ready", Situation.ready());
        all.put("dialling", Situation.dialling());
        all.put("on call", Situation.onCall());
        all.put("incoming", Situation.paused().call(SampleCalls.incoming("i1")));
        all.put("pairing", Situation.paused().pairing());
        all.put("lost", Situation.paused().lost());
        all.put("preview", Situation.paused().work(WorkSituation.campaign().lead(Showing.PREVIEW)));
        all.put("wrap-up", Situation.wrapUp());
        all.put(
                "wrap-up with a callback",
                Situation.wrapUp().work(WorkSituation.campaign().wrapUp(WorkSituation.callBack(), Saving.OPEN)));
        all.put("reminder", Situation.paused().work(WorkSituation.campaign().callbacks()));
        return all;
    }

    private static void controls(Node node, Set<Node> found) {
        if (!node.isVisible()) {
            return;
        }
        if (node instanceof Control && node.isFocusTraversable() && !node.isDisabled()) {
            found.add(node);
        }
        if (node instanceof Parent parent) {
            parent.getChildrenUnmodifiable().forEach(child -> controls(child, found));
        }
    }

    private Set<Node> controls() {
        var found = new HashSet<Node>();
        controls(scene().getRoot(), found);
        found.removeIf(node -> node instanceof ScrollBar || node instanceof Label);
        // Tab goes to the chosen one of a group; the arrow keys go to the others.
        found.removeIf(node -> node instanceof RadioButton radio && !radio.isSelected());
        return found;
    }

    private void everyControlHasANameAndIsReachedByTab(String where) {
        Set<Node> controls = controls();
        assertThat(controls).as(where).isNotEmpty();
        var unnamed = new TreeSet<String>();
        for (Node node : controls) {
            String name = node.getAccessibleText();
            if (name == null || name.isBlank()) {
                unnamed.add(node.toString());
            }
        }
        assertThat(unnamed).as("%s: controls without a name", where).isEmpty();
        Set<Node> reached = reachedByTab(controls);
        var missed = new HashSet<>(controls);
        missed.removeAll(reached);
        assertThat(missed).as("%s: not reached by Tab", where).isEmpty();
    }

    /** Presses Tab as the scene hears it from the keyboard, without a pulse between two: focus moves at once. */
    private Set<Node> reachedByTab(Set<Node> controls) {
        var reached = new HashSet<Node>();
        press(KeyCode.TAB);
        robot.interact(() -> {
            for (int i = 0; i < controls.size() * 2 + 10 && !reached.containsAll(controls); i++) {
                Node at = focused();
                if (at != null) {
                    reached.add(at);
                }
                Node target = at == null ? scene().getRoot() : at;
                for (EventType<KeyEvent> type : List.of(KeyEvent.KEY_PRESSED, KeyEvent.KEY_RELEASED)) {
                    Event.fireEvent(target, new KeyEvent(type, "", "", KeyCode.TAB, false, false, false, false));
                }
            }
        });
        settle();
        return reached;
    }

    @Test
    void everyControlOfEveryScreenHasANameAndIsReachedByTab() {
        for (Map.Entry<String, Situation> situation : situations().entrySet()) {
            open(situation.getValue());
            everyControlHasANameAndIsReachedByTab(situation.getKey());
            closeWindow();
        }
    }

    @Test
    void everyControlOfTheSettingsHasANameAndIsReachedByTab() {
        for (String topic : new String[] {"account", "audio", "look", "pages", "help"}) {
            open(Situation.paused().paired());
            ctrl(KeyCode.COMMA);
            click("#topic-" + topic);
            everyControlHasANameAndIsReachedByTab(topic);
            closeWindow();
        }
    }

    @Test
    void everyControlOfTheLinesHasANameAndIsReachedByTab() {
        for (Situation lines : new Situation[] {Situation.twoLines(), Situation.conference()}) {
            open(lines);
            everyControlHasANameAndIsReachedByTab("lines");
            closeWindow();
        }
        open(Situation.onCall().log());
        ctrl(KeyCode.T);
        everyControlHasANameAndIsReachedByTab("transfer");
    }

    @Test
    void everyControlOfTheTabsHasANameAndIsReachedByTab() {
        for (KeyCode tab : new KeyCode[] {KeyCode.DIGIT2, KeyCode.DIGIT3, KeyCode.DIGIT4}) {
            open(Situation.paused()
                    .work(WorkSituation.campaign().lead(Showing.PREVIEW).callbacks()));
            ctrl(tab);
            everyControlHasANameAndIsReachedByTab(tab.getName());
            closeWindow();
        }
    }

    @Test
    void everyControlOfTheAdministrationHasANameAndIsReachedByTab() {
        for (String kind : new String[] {
            "user",
            "group",
            "campaign",
            "list",
            "pause_code",
            "disposition",
            "dnc",
            "alias",
            "token",
            "future_call",
            "import",
            "export"
        }) {
            administration = new FakeAdministration();
            open(Situation.paused());
            ctrl(KeyCode.COMMA);
            robot.interact(() -> ((Button) find("#topic-administration")).fire());
            settle();
            everyControlHasANameAndIsReachedByTab("administration");
            robot.interact(() -> ((Button) find("#admin-" + kind)).fire());
            settle();
            everyControlHasANameAndIsReachedByTab(kind);
            click(".oh-primary");
            settle();
            everyControlHasANameAndIsReachedByTab(kind + " form");
            closeWindow();
        }
    }

    @Test
    void answerAndDeclineSayTheirShortcuts() {
        open(Situation.paused().call(SampleCalls.incoming("i1")));
        assertThat(find(".oh-answer").getAccessibleText()).isEqualTo("Answer, Ctrl+Shift+A");
        assertThat(find(".oh-decline").getAccessibleText()).isEqualTo("Decline, Ctrl+Shift+X");
    }

    @Test
    void f6GoesFromRegionToRegionAndBack() {
        open(Situation.paused().queue());
        robot.interact(() -> find(".oh-state-menu").requestFocus());
        press(KeyCode.F6);
        assertThat(inside(".oh-tabs")).isTrue();
        press(KeyCode.F6);
        assertThat(inside(".oh-body")).isTrue();
        press(KeyCode.F6);
        assertThat(inside(".oh-status"))
                .as("the dock has nothing to press without a number")
                .isTrue();
        press(KeyCode.F6);
        assertThat(inside(".oh-state-bar")).isTrue();
        press(KeyCode.SHIFT, KeyCode.F6);
        assertThat(inside(".oh-status")).isTrue();
    }

    private boolean inside(String selector) {
        Node region = find(selector);
        for (Node at = focused(); at != null; at = at.getParent()) {
            if (at.equals(region)) {
                return true;
            }
        }
        return false;
    }
}
