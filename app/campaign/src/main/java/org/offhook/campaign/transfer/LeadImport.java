package org.offhook.campaign.transfer;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.offhook.campaign.idempotency.Begun;
import org.offhook.campaign.lead.AddedLead;
import org.offhook.campaign.lead.NewLead;
import org.offhook.campaign.store.DialerStorePort;
import org.offhook.campaign.transfer.RowJudge.Judged;

/**
 * Imports leads, a run of rows a unit of work. The position is committed together with the leads before it, so an import that was killed
 * goes on where it was, and one that is through adds nothing a second time. The position is kept as long as a request's key
 * ({@code IdempotencyStorePort.KEPT}) after the last progress.
 */
public final class LeadImport {
    /** A batch that commits in some tens of milliseconds, so that others get their turn. */
    static final int RUN = 1_000;

    private final DialerStorePort store;
    private final ImportPlan plan;

    public LeadImport(DialerStorePort store, ImportPlan plan) {
        this.store = store;
        this.plan = plan;
    }

    /** What the store knows of this import. */
    public sealed interface Known {
        record Fresh() implements Known {}

        /**
         * It was begun and can go on from here.
         *
         * @param duplicates reason by row, of the last rows: a kill may have come before they were told
         */
        record Begins(ImportPosition at, SortedMap<Long, String> duplicates) implements Known {
            public Begins {
                duplicates = Collections.unmodifiableSortedMap(new TreeMap<>(duplicates));
            }
        }

        record Through(ImportPosition at) implements Known {}

        /** It was begun with other columns or another rule for duplicates. */
        record Otherwise() implements Known {}
    }

    /** What the store knows; changes nothing. */
    public Known known() {
        Begun begun = store.transact(ports -> {
            Begun found = ports.idempotency().begin(plan.key(), plan.fingerprint());
            if (found instanceof Begun.Fresh) {
                ports.idempotency().forget(plan.key());
            }
            return found;
        });
        return switch (begun) {
            case Begun.Fresh _ -> new Known.Fresh();
            case Begun.InProgress _ -> new Known.Fresh(); // begin and the first position are one unit of work
            case Begun.OtherRequest _ -> new Known.Otherwise();
            case Begun.Answered(String answer) -> {
                List<String> lines = answer.lines().toList();
                yield ImportPosition.parse(lines.isEmpty() ? "" : lines.getFirst())
                        .<Known>map(at -> at.done()
                                ? new Known.Through(at)
                                : new Known.Begins(at, duplicates(lines.subList(1, lines.size()))))
                        .orElseGet(Known.Fresh::new);
            }
        };
    }

    private static SortedMap<Long, String> duplicates(List<String> lines) {
        SortedMap<Long, String> told = new TreeMap<>();
        for (String line : lines) {
            int blank = line.indexOf(' ');
            told.put(Long.parseLong(line.substring(0, blank)), line.substring(blank + 1));
        }
        return told;
    }

    /** Forgets how far it was; its leads stay. */
    public void forget() {
        store.idempotency().forget(plan.key());
    }

    /**
     * Imports what is left.
     *
     * @param rows of the file from its first, the header not counted
     * @param known as {@link #known} said: rows that are done with are passed over, their last duplicates told again
     * @param progress told after each run
     * @return the last position
     * @throws IOException what {@code rows} and {@code refused} throw; a failure of {@code rows} comes as an unchecked one
     */
    public ImportPosition run(
            Iterator<List<String>> rows, Known.Begins known, RefusedRows refused, Consumer<ImportPosition> progress)
            throws IOException {
        ImportPosition at = known.at();
        for (long row = 1; row <= at.rows() && rows.hasNext(); row++) {
            List<String> cells = rows.next();
            String duplicate = known.duplicates().get(row);
            if (duplicate != null) {
                refused.add(row, duplicate, cells);
            }
        }
        Run run = new Run(at.rows());
        while (rows.hasNext()) {
            run.take(rows.next());
            if (run.size() == RUN) {
                at = commit(run, at, refused);
                progress.accept(at);
                run = new Run(at.rows());
            }
        }
        at = commit(run, at, refused);
        ImportPosition last = at.finished();
        keep(last);
        progress.accept(last);
        return last;
    }

    /** Some rows, judged. */
    private final class Run {
        private final long before;
        private final List<NewLead> leads = new ArrayList<>(RUN);
        private final List<Row> good = new ArrayList<>(RUN);
        private final List<Row> bad = new ArrayList<>();

        Run(long before) {
            this.before = before;
        }

        void take(List<String> cells) {
            long number = before + size() + 1;
            switch (plan.judge().judge(cells)) {
                case Judged.Good(NewLead lead) -> {
                    leads.add(lead);
                    good.add(new Row(number, "", cells));
                }
                case Judged.Bad(String reason) -> bad.add(new Row(number, reason, cells));
            }
        }

        int size() {
            return leads.size() + bad.size();
        }
    }

    private record Row(long number, String reason, List<String> cells) {}

    private ImportPosition commit(Run run, ImportPosition at, RefusedRows refused) throws IOException {
        if (run.size() == 0) {
            return at;
        }
        for (Row row : run.bad) {
            refused.add(row.number(), row.reason(), row.cells());
        }
        if (!run.bad.isEmpty()) {
            refused.force();
        }
        ImportPosition[] reached = {at};
        SortedMap<Long, String> duplicates = store.transact(ports -> {
            List<AddedLead> added = ports.leads().add(run.leads, plan.duplicates());
            SortedMap<Long, String> left = duplicates(run, added);
            reached[0] = at.plus(added.size() - left.size(), left.size(), run.bad.size());
            // Anew each time, so that a key is as old as the last progress and not as the import.
            ports.idempotency().forget(plan.key());
            ports.idempotency().begin(plan.key(), plan.fingerprint());
            // With the duplicates: which they are is known now only, and a kill may come before they are told.
            StringBuilder kept = new StringBuilder(reached[0].text());
            left.forEach(
                    (row, reason) -> kept.append('\n').append(row).append(' ').append(reason));
            ports.idempotency().answer(plan.key(), kept.toString());
            return left;
        });
        for (Row row : run.good) {
            String duplicate = duplicates.get(row.number());
            if (duplicate != null) {
                refused.add(row.number(), duplicate, row.cells());
            }
        }
        if (!duplicates.isEmpty()) {
            refused.force(); // before the next commit forgets which they were
        }
        return reached[0];
    }

    private static SortedMap<Long, String> duplicates(Run run, List<AddedLead> results) {
        SortedMap<Long, String> duplicates = new TreeMap<>();
        for (int i = 0; i < results.size(); i++) {
            long row = run.good.get(i).number();
            switch (results.get(i)) {
                case AddedLead.Created _ -> {}
                case AddedLead.Duplicate(long lead, long list) ->
                    duplicates.put(row, "duplicate of lead " + lead + " in list " + list);
                case AddedLead.NoSuchList(long list) -> duplicates.put(row, "there is no list " + list);
            }
        }
        return duplicates;
    }

    private void keep(ImportPosition last) {
        store.transact(ports -> {
            ports.idempotency().forget(plan.key());
            ports.idempotency().begin(plan.key(), plan.fingerprint());
            ports.idempotency().answer(plan.key(), last.text());
            return last;
        });
    }
}
