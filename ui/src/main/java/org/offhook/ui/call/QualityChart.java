package org.offhook.ui.call;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javafx.scene.AccessibleRole;
import javafx.scene.control.Label;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.scene.shape.LineTo;
import javafx.scene.shape.MoveTo;
import javafx.scene.shape.Path;
import org.offhook.ui.fx.Parts;
import org.offhook.ui.model.QualityTrail;
import org.offhook.ui.model.QualityTrail.Point;
import org.offhook.ui.text.Words;

/**
 * How the call sounded in its last five minutes: the opinion score as a line, what was lost as bars that stand below it. What it shows stands
 * beneath it in words, which is also what a screen reader says.
 */
final class QualityChart extends VBox {
    private static final double WORST = 1;
    private static final double BEST = 4.5;
    /** Bars as high as the chart; more is cut. */
    private static final double MOST_LOSS = 20;
    /** What most people call fair (ITU-T P.800). */
    private static final double FAIR = 3;

    private final Words words;
    private final Plot plot = new Plot();
    private final Label said = Parts.paragraph("", "oh-caption");

    QualityChart(Words words) {
        this.words = words;
        getStyleClass().add("oh-quality");
        setFocusTraversable(true);
        setAccessibleRole(AccessibleRole.TEXT);
        getChildren().addAll(plot, said);
    }

    void show(QualityTrail trail) {
        String text = sentence(trail);
        if (!text.equals(said.getText())) {
            said.setText(text);
            setAccessibleText(text);
        }
        plot.draw(trail.shown());
    }

    private String sentence(QualityTrail trail) {
        Optional<Point> latest = trail.latest();
        return latest.isEmpty()
                ? words.of("call.quality.none")
                : words.of(
                        "call.quality.said",
                        tenths(latest.get().opinion()),
                        tenths(trail.lowest().orElse(WORST)),
                        tenths(latest.get().lossPercent()),
                        tenths(trail.mostLoss().orElse(0.0)));
    }

    static String tenths(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }

    /** The drawing itself; nothing in it is moved by the text's direction: time runs as in every chart. */
    private static final class Plot extends Region {
        private final Path fair = path("oh-quality-fair");
        private final Path loss = path("oh-quality-loss");
        private final Path score = path("oh-quality-score");
        private List<Optional<Point>> points = List.of();

        Plot() {
            getStyleClass().add("oh-quality-plot");
            getChildren().addAll(fair, loss, score);
        }

        private static Path path(String styleClass) {
            var path = new Path();
            path.getStyleClass().add(styleClass);
            path.setManaged(false);
            return path;
        }

        void draw(List<Optional<Point>> now) {
            if (!now.equals(points)) {
                points = now;
                requestLayout();
            }
        }

        @Override
        protected void layoutChildren() {
            double left = snappedLeftInset();
            double width = getWidth() - left - snappedRightInset();
            double top = snappedTopInset();
            double height = getHeight() - top - snappedBottomInset();
            double step = width / QualityTrail.MOST;
            double fairAt = top + height * (BEST - FAIR) / (BEST - WORST);
            fair.getElements().setAll(new MoveTo(left, fairAt), new LineTo(left + width, fairAt));
            loss.getElements().clear();
            score.getElements().clear();
            loss.setStrokeWidth(Math.max(1, step * 0.6));
            boolean joined = false;
            for (int i = 0; i < points.size(); i++) {
                double x = left + width - step * (points.size() - i - 0.5);
                Optional<Point> point = points.get(i);
                if (point.isPresent()) {
                    double opinion = Math.clamp(point.get().opinion(), WORST, BEST);
                    double y = top + height * (BEST - opinion) / (BEST - WORST);
                    if (!joined) {
                        score.getElements().add(new MoveTo(x - step / 2, y));
                    }
                    score.getElements().add(new LineTo(x + step / 2, y));
                    double lost = Math.min(1, point.get().lossPercent() / MOST_LOSS);
                    if (lost > 0) {
                        loss.getElements().add(new MoveTo(x, top + height));
                        loss.getElements().add(new LineTo(x, top + height * (1 - lost)));
                    }
                }
                joined = point.isPresent();
            }
        }
    }
}
