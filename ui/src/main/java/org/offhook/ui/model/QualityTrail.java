package org.offhook.ui.model;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.offhook.core.call.CallId;
import org.offhook.core.media.CallQuality;
import org.offhook.core.phone.CallView;

/** How the call on the card sounded in its last minutes, gathered from what each snapshot says of its last five seconds. Another call begins anew. */
public final class QualityTrail {
    /** Five minutes. */
    public static final int MOST = 60;

    private static final long LOOK_SECONDS = 5;

    private final TreeMap<Long, Point> points = new TreeMap<>();
    private Optional<CallId> call = Optional.empty();

    /**
     * Five seconds of a call.
     *
     * @param opinion mean opinion score, 1 to 4.5
     * @param lossPercent of the far end's packets
     */
    public record Point(double opinion, double lossPercent) {}

    /** Takes what a snapshot says. */
    public void see(CallView view, Instant now) {
        if (!call.equals(Optional.of(view.id()))) {
            call = Optional.of(view.id());
            points.clear();
        }
        Optional<CallQuality> quality = view.live() ? view.quality() : Optional.empty();
        if (quality.isPresent() && view.connectedAt().isPresent()) {
            long place = Duration.between(view.connectedAt().get(), now).toSeconds() / LOOK_SECONDS;
            points.put(place, new Point(quality.get().opinion(), quality.get().lossPercent()));
            points.headMap(place - MOST, true).clear();
        }
    }

    /** The latest last, at most {@link #MOST}; empty where nothing was known. */
    public List<Optional<Point>> shown() {
        List<Optional<Point>> all = new ArrayList<>();
        if (!points.isEmpty()) {
            for (long place = points.firstKey(); place <= points.lastKey(); place++) {
                all.add(Optional.ofNullable(points.get(place)));
            }
        }
        return all;
    }

    /** The latest; empty in a call's first seconds. */
    public Optional<Point> latest() {
        return Optional.ofNullable(points.lastEntry()).map(Map.Entry::getValue);
    }

    /** The lowest score shown. */
    public Optional<Double> lowest() {
        return points.values().stream().map(Point::opinion).min(Double::compare);
    }

    /** The greatest loss shown. */
    public Optional<Double> mostLoss() {
        return points.values().stream().map(Point::lossPercent).max(Double::compare);
    }
}
