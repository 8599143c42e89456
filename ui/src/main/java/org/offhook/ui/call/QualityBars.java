package org.offhook.ui.call;

import java.util.List;
import java.util.stream.IntStream;
import javafx.geometry.Pos;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import org.offhook.ui.fx.Parts;
import org.offhook.ui.model.LineQuality;

/** Three bars, of which one, two or all are full. */
final class QualityBars extends HBox {
    private static final int MOST = 3;

    private final List<Region> bars =
            IntStream.rangeClosed(1, MOST).mapToObj(QualityBars::bar).toList();

    QualityBars() {
        getStyleClass().add("oh-quality-bars");
        setAlignment(Pos.BOTTOM_LEFT);
        setFillHeight(false);
        Parts.leftToRight(this); // they rise as on every other phone
        getChildren().addAll(bars);
    }

    private static Region bar(int place) {
        var bar = new Region();
        bar.getStyleClass().addAll("oh-quality-bar", "oh-quality-bar-" + place);
        return bar;
    }

    void show(LineQuality quality) {
        for (int i = 0; i < MOST; i++) {
            Parts.pseudo(bars.get(i), "full", i < quality.bars());
        }
    }
}
