package org.offhook.ui.admin;

import java.time.Instant;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.offhook.agent.AgentSnapshot;
import org.offhook.ui.fx.Icon;
import org.offhook.ui.fx.Page;
import org.offhook.ui.fx.Parts;
import org.offhook.ui.model.DockView;
import org.offhook.ui.model.DockView.Meaning;
import org.offhook.ui.model.IconName;
import org.offhook.ui.text.Words;

/** What the administration's pages share: a title, a place for what went wrong, and nothing to see once the administrator is gone. */
abstract class AdminSubPage implements Page {
    final AdminContext admin;
    final Words words;
    final VBox root = new VBox();
    private final String title;
    private final Label trouble = Parts.paragraph("", "oh-error-text", "oh-admin-trouble");
    private final Label unsaved;
    private boolean gone;
    /** What goes on once the administrator has agreed to lose what was entered; null while nobody asks. */
    private @Nullable Runnable leaving;

    private List<Node> asleep = List.of();

    AdminSubPage(AdminContext admin, String title) {
        this.admin = admin;
        this.words = admin.words();
        this.title = title;
        root.getStyleClass().add("oh-page");
        trouble.setGraphic(new Icon(IconName.ERROR, "oh-error-icon"));
        trouble.setFocusTraversable(true); // so that a screen reader comes to it
        Parts.present(trouble, false);
        unsaved = Parts.paragraph(words.of("admin.unsaved"), "oh-admin-question");
        unsaved.setGraphic(new Icon(IconName.EXCLAMATION, "oh-admin-question-mark"));
        unsaved.setFocusTraversable(true);
        unsaved.setAccessibleText(unsaved.getText());
        Parts.present(unsaved, false);
        root.getChildren().addAll(unsaved, trouble);
    }

    @Override
    public final String title() {
        return title;
    }

    @Override
    public final Region node() {
        return root;
    }

    @Override
    public String helpTopic() {
        return "admin";
    }

    @Override
    public void show(AgentSnapshot snapshot, Instant now) {
        if (!gone && !snapshot.agent().userName().equals(admin.administrator().name())) {
            gone = true; // somebody else may be in front of the screen
            root.getChildren().setAll(Parts.paragraph(words.of("admin.gone"), "oh-empty"));
        }
    }

    @Override
    public final DockView dock(AgentSnapshot snapshot, Instant now) {
        if (gone) {
            return done();
        }
        return leaving == null
                ? dock()
                : agree(words.of("admin.unsaved.discard")).about("discard").withSecond(words.of("admin.unsaved.edit"));
    }

    @Override
    public final void pressDock() {
        Runnable go = leaving;
        if (gone) {
            back();
        } else if (go == null) {
            pressed();
        } else {
            stay();
            go.run();
        }
    }

    @Override
    public final void pressSecond() {
        if (leaving != null) {
            stay();
        } else if (!gone) {
            secondPressed();
        }
    }

    @Override
    public final boolean unsaved() {
        return !gone && holdsEntries();
    }

    /** Whether something was entered that is not in the store. */
    boolean holdsEntries() {
        return false;
    }

    /** Leaves another question that is on screen: there is one at a time. */
    void dropQuestion() {}

    @Override
    public final void askToLeave(Runnable leave) {
        stay();
        dropQuestion();
        leaving = leave;
        asleep = root.getChildren().stream()
                .filter(node -> !node.equals(unsaved) && !node.isDisable())
                .toList();
        asleep.forEach(node -> node.setDisable(true)); // Enter in a field must not agree
        Parts.present(unsaved, true);
        unsaved.requestFocus();
        admin.window().navigator().refresh();
    }

    private void stay() {
        if (leaving != null) {
            leaving = null;
            asleep.forEach(node -> node.setDisable(false));
            asleep = List.of();
            Parts.present(unsaved, false);
            admin.window().navigator().refresh();
        }
    }

    @Override
    public boolean escape() {
        boolean asked = leaving != null;
        stay();
        return asked;
    }

    /** What the dock says. */
    DockView dock() {
        return done();
    }

    void pressed() {
        back();
    }

    void secondPressed() {}

    final DockView done() {
        return DockView.of(Meaning.CLOSE_PAGE, IconName.CHECK, words.of("dock.done"));
    }

    /** Something that loses nothing: the button goes from one such to the next without being inert. */
    static DockView act(String text) {
        return DockView.of(Meaning.ADMINISTER, IconName.CHECK, text);
    }

    /** What a question was asked about: a double press of what asked it must not answer it. */
    static DockView agree(String text) {
        return act(text).about("agree");
    }

    final DockView busy(String text) {
        return DockView.off(Meaning.ADMINISTER, IconName.SYNC, text, "");
    }

    final void open(Page page) {
        admin.window().navigator().open(page);
    }

    final void back() {
        admin.window().navigator().back();
    }

    final void say(String text) {
        admin.window().navigator().say(text);
    }

    /** Says over the page's content what went wrong; empty takes it away. */
    final void showTrouble(String sentence) {
        trouble.setText(sentence);
        trouble.setAccessibleText(sentence);
        Parts.present(trouble, !sentence.isEmpty());
    }

    final String trouble() {
        return trouble.isVisible() ? trouble.getText() : "";
    }

    final void add(Node... nodes) {
        root.getChildren().addAll(nodes);
    }
}
