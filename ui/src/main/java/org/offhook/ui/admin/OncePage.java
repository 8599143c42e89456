package org.offhook.ui.admin;

import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.layout.VBox;
import org.offhook.campaign.user.Password;
import org.offhook.ui.fx.Parts;
import org.offhook.ui.fx.WholeText;
import org.offhook.ui.model.IconName;

/** Something that was made up and is shown this once: a password, a token's key. It is nowhere to be read afterwards. */
final class OncePage extends AdminSubPage {
    private final Button copy;

    /** @param about for whom or what it is */
    OncePage(AdminContext admin, String title, String about, Password secret) {
        super(admin, title);
        root.getStyleClass().add("oh-form-page");
        WholeText shown = Parts.leftToRight(new WholeText(secret.reveal(), "oh-admin-once"));
        shown.setAccessibleText(title);
        shown.setId("admin-once");
        copy = Parts.button(IconName.COPY, words.of("admin.once.copy"), "oh-quiet");
        copy.setId("admin-once-copy");
        copy.setOnAction(event -> {
            var content = new ClipboardContent();
            content.putString(secret.reveal());
            Clipboard.getSystemClipboard().setContent(content);
            say(words.of("admin.once.copied"));
        });
        var card = new VBox(Parts.paragraph(about, "oh-strong"), shown, copy);
        card.getStyleClass().addAll("oh-card", "oh-admin-card");
        add(card, Parts.paragraph(words.of("admin.once.text"), "oh-text"));
    }

    @Override
    public Node firstFocus() {
        return copy;
    }
}
