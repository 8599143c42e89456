package org.offhook.campaign.transfer;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
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

        /** It was begun and can go on from here. */
        record Begins(ImportPosition at) implements Known {}

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
            case Begun.Answered(String answer) ->
                ImportPosition.parse(answer)
                        .<Known>map(at -> at.done() ? new Known.Through(at) : new Known.Begins(at))
                        .orElseGet(Known.Fresh::new);
        };
    }

    /** Forgets how far it was; its leads stay. */
    public void forget() {
        store.idempotency().forget(plan.key());
    }

    /**
     * Imports what is left.
     *
     * @param rows of the file from its first, the header not counted
     * @param from as {@link #known} said; rows up to it are passed over
     * @param progress told after each run
     * @return the last position
     * @throws IOException what {@code rows} and {@code refused} throw; a failure of {@code rows} comes as an unchecked one
     */
    public ImportPosition run(
            Iterator<List<String>> rows, ImportPosition from, RefusedRows refused, Consumer<ImportPosition> progress)
            throws IOException {
        for (long passed = 0; passed < from.rows() && rows.hasNext(); passed++) {
            rows.next();
        }
        ImportPosition at = from;
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
        List<AddedLead> results = store.transact(ports -> {
            List<AddedLead> added = ports.leads().add(run.leads, plan.duplicates());
            long created =
                    added.stream().filter(AddedLead.Created.class::isInstance).count();
            reached[0] = at.plus(created, added.size() - created, run.bad.size());
            // Anew each time, so that a key is as old as the last progress and not as the import.
            ports.idempotency().forget(plan.key());
            ports.idempotency().begin(plan.key(), plan.fingerprint());
            ports.idempotency().answer(plan.key(), reached[0].text());
            return added;
        });
        tellDuplicates(run, results, refused);
        return reached[0];
    }

    private static void tellDuplicates(Run run, List<AddedLead> results, RefusedRows refused) throws IOException {
        for (int i = 0; i < results.size(); i++) {
            Row row = run.good.get(i);
            switch (results.get(i)) {
                case AddedLead.Created _ -> {}
                case AddedLead.Duplicate(long lead, long list) ->
                    refused.add(row.number(), "duplicate of lead " + lead + " in list " + list, row.cells());
                case AddedLead.NoSuchList(long list) ->
                    refused.add(row.number(), "there is no list " + list, row.cells());
            }
        }
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
