package org.offhook.campaign.transfer;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.LongConsumer;
import java.util.function.UnaryOperator;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.offhook.campaign.log.CallLogQuery;
import org.offhook.campaign.log.CallLogStorePort;
import org.offhook.campaign.log.CallRecord;
import org.offhook.campaign.log.LoggedQuality;

/** Lines of the call log as CSV, newest first, in runs. Times are UTC. */
public final class CallLogExport {
    private static final int RUN = 1_000;
    private static final List<String> NO_QUALITY = Collections.nCopies(8, "");

    private final CallLogStorePort log;
    private final UnaryOperator<String> cell;

    /** @param safe whether {@link SafeCells} looks at each cell */
    public CallLogExport(CallLogStorePort log, boolean safe) {
        this.log = log;
        this.cell = safe ? SafeCells::safe : UnaryOperator.identity();
    }

    /**
     * Writes header and lines.
     *
     * @param query which calls; its page and size do not matter
     * @return how many
     */
    public long write(CallLogQuery query, Appendable out, LongConsumer progress) throws IOException {
        CSVPrinter csv = new CSVPrinter(out, CSVFormat.RFC4180);
        csv.printRecord(
                "id",
                "started",
                "answered",
                "ended",
                "seconds_talked",
                "direction",
                "agent",
                "campaign",
                "number",
                "name",
                "lead_id",
                "source",
                "end",
                "disposition",
                "comment",
                "recording",
                "node",
                "call_id",
                "mos",
                "r_factor",
                "loss_percent",
                "jitter_ms",
                "round_trip_ms",
                "concealed_percent",
                "codec",
                "security",
                "end_side",
                "sip_status",
                "code");
        OptionalLong before = OptionalLong.empty();
        long written = 0;
        while (true) {
            List<CallRecord> run = log.search(page(query, before));
            for (CallRecord call : run) {
                csv.printRecord(cells(call));
            }
            written += run.size();
            progress.accept(written);
            if (run.size() < RUN) {
                csv.flush();
                return written;
            }
            before = OptionalLong.of(run.getLast().id());
        }
    }

    private static CallLogQuery page(CallLogQuery query, OptionalLong before) {
        return new CallLogQuery(
                query.agent(), query.campaign(), query.lead(), query.text(), query.from(), query.until(), before, RUN);
    }

    private List<String> cells(CallRecord call) {
        List<String> cells = new ArrayList<>(List.of(
                Long.toString(call.id()),
                call.begun().startedAt().toString(),
                time(call.answeredAt()),
                time(call.endedAt()),
                Long.toString(call.talked().toSeconds()),
                call.begun().direction().name(),
                call.begun().agent(),
                call.begun().campaign(),
                call.begun().number(),
                call.begun().name(),
                call.begun().lead().isPresent()
                        ? Long.toString(call.begun().lead().getAsLong())
                        : "",
                call.begun().source(),
                call.end(),
                call.disposition(),
                call.comment(),
                call.recording(),
                call.begun().node(),
                call.begun().call()));
        cells.addAll(call.quality().map(CallLogExport::quality).orElse(NO_QUALITY));
        cells.add(call.by().side());
        cells.add(call.by().sipStatus() == 0 ? "" : Integer.toString(call.by().sipStatus()));
        cells.add(call.by().code());
        cells.replaceAll(cell); // each: a caller chooses more than the name, such as the Call-ID
        return cells;
    }

    private static List<String> quality(LoggedQuality quality) {
        return List.of(
                hundredths(quality.opinion()),
                hundredths(quality.rating()),
                hundredths(quality.lossPercent()),
                hundredths(quality.jitterMillis()),
                quality.roundTripMillis() < 0 ? "" : hundredths(quality.roundTripMillis()),
                hundredths(quality.concealedPercent()),
                quality.codec(),
                quality.security());
    }

    /** With a point, whatever the desk's language: a program reads it. */
    private static String hundredths(double value) {
        return String.format(Locale.ROOT, "%.2f", value);
    }

    private static String time(Optional<Instant> at) {
        return at.map(Instant::toString).orElse("");
    }
}
