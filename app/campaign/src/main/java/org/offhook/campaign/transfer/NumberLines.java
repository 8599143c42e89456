package org.offhook.campaign.transfer;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.offhook.campaign.setup.Campaign;
import org.offhook.campaign.transfer.NumberPlan.Planned;

/** Numbers as people write them, one a line, on their way to a list of digits with country code. */
public record NumberLines(NumberPlan plan) {
    private static final int RUN = 1_000;

    /**
     * What came of the lines.
     *
     * @param changed what the work answered, added up
     * @param refused lines that are no numbers
     */
    public record Result(long changed, long refused) {}

    /**
     * Lines that are read as a campaign reads numbers.
     *
     * @param country of national numbers; empty for the campaign's
     */
    public static NumberLines of(Optional<Campaign> campaign, Optional<String> country) {
        return new NumberLines(new NumberPlan(
                country.or(() -> campaign.map(Campaign::country)).orElse(""),
                campaign.map(one -> one.dialRules().phoneCode()).orElse("")));
    }

    /** Hands the numbers to {@code work} in runs, so that memory stays the same however many there are. Blank lines do not count. */
    public Result each(Iterator<String> lines, Function<List<String>, Integer> work) {
        long changed = 0;
        long refused = 0;
        List<String> run = new ArrayList<>(RUN);
        while (lines.hasNext()) {
            String line = lines.next();
            if (!line.isBlank()) {
                switch (plan.read(line, "")) {
                    case Planned.Subscriber(String code, String number, String _) -> run.add(code + number);
                    case Planned.Refused _ -> refused++;
                }
            }
            if (run.size() == RUN || (!lines.hasNext() && !run.isEmpty())) {
                changed += work.apply(List.copyOf(run));
                run.clear();
            }
        }
        return new Result(changed, refused);
    }
}
