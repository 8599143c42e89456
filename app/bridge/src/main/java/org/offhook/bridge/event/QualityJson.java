package org.offhook.bridge.event;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import org.offhook.core.media.CallQuality;
import org.offhook.core.media.CallSummary;

/** How calls sound, in snapshots and events. */
final class QualityJson {
    private QualityJson() {}

    /** How the call sounded in its last five seconds; figures with a decimal, since nobody hears the second one. */
    static void write(JsonGenerator json, CallQuality quality) throws IOException {
        json.writeObjectFieldStart("quality");
        json.writeNumberField("mos", tenths(quality.opinion()));
        json.writeNumberField("rating", tenths(quality.rating()));
        json.writeNumberField("lossPercent", tenths(quality.lossPercent()));
        if (quality.sentLossPercent() >= 0) {
            json.writeNumberField("sentLossPercent", tenths(quality.sentLossPercent()));
        }
        json.writeNumberField("madeUpMs", quality.madeUpMillis());
        json.writeNumberField("restoredMs", quality.restoredMillis());
        json.writeNumberField("jitterMs", tenths(quality.jitterMillis()));
        json.writeNumberField("bufferMs", tenths(quality.bufferMillis()));
        if (quality.roundTripMillis() >= 0) {
            json.writeNumberField("roundTripMs", tenths(quality.roundTripMillis()));
        }
        if (quality.trouble().isPresent()) {
            json.writeStringField("trouble", quality.trouble().get().code());
        }
        json.writeEndObject();
    }

    /** How it sounded as a whole. */
    static void write(JsonGenerator json, CallSummary summary) throws IOException {
        json.writeObjectFieldStart("quality");
        json.writeNumberField("mos", tenths(summary.opinion()));
        json.writeNumberField("rating", tenths(summary.rating()));
        json.writeNumberField("lossPercent", tenths(summary.lossPercent()));
        json.writeNumberField("concealedPercent", tenths(summary.concealedPercent()));
        json.writeNumberField("jitterMs", tenths(summary.jitterMillis()));
        if (summary.roundTripMillis() >= 0) {
            json.writeNumberField("roundTripMs", tenths(summary.roundTripMillis()));
        }
        if (summary.codec().isPresent()) {
            json.writeStringField("codec", summary.codec().get().encodingName());
        }
        json.writeStringField("security", summary.security().name());
        json.writeEndObject();
    }

    private static double tenths(double figure) {
        return Math.round(figure * 10) / 10.0;
    }
}
