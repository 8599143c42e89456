package org.offhook.ui.shell;

import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import org.offhook.ui.fx.Parts;
import org.offhook.ui.model.IconName;
import org.offhook.ui.text.Words;

/** The head of a sub-page, in place of the tabs: Back and a title. */
final class PageHead extends HBox {
    private final Button back;
    private final Label title = Parts.label("", "oh-page-title");
    private final Label end = Parts.label("", "oh-page-count");

    PageHead(Words words, Runnable goBack) {
        getStyleClass().add("oh-page-head");
        setAlignment(Pos.CENTER_LEFT);
        back = Parts.iconButton(IconName.BACK, words.of("page.back"), "oh-back");
        back.setOnAction(event -> goBack.run());
        getChildren().addAll(back, title, Parts.slack(), end);
    }

    void show(String text, boolean canGoBack, String count) {
        title.setText(text);
        end.setText(count);
        Parts.present(back, canGoBack);
    }
}
