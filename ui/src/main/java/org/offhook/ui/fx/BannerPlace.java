package org.offhook.ui.fx;

import javafx.beans.InvalidationListener;
import javafx.scene.layout.VBox;

/** Where a page lets an error stand: takes no room while there is none. */
public final class BannerPlace extends VBox {
    public BannerPlace() {
        Parts.present(this, false);
        getChildren().addListener((InvalidationListener)
                change -> Parts.present(this, !getChildren().isEmpty()));
    }
}
