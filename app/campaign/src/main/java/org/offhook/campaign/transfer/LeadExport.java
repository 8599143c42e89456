package org.offhook.campaign.transfer;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;
import java.util.function.UnaryOperator;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.offhook.campaign.lead.Lead;
import org.offhook.campaign.lead.LeadField;
import org.offhook.campaign.lead.LeadStorePort;
import org.offhook.campaign.list.CustomField;
import org.offhook.campaign.list.LeadList;

/** Leads of a list as CSV, in runs: memory stays the same however many there are. */
public final class LeadExport {
    private static final int RUN = 1_000;

    private final LeadStorePort leads;
    private final UnaryOperator<String> cell;

    /** @param safe whether {@link SafeCells} looks at each cell; without, an import gets back exactly what was there */
    public LeadExport(LeadStorePort leads, boolean safe) {
        this.leads = leads;
        this.cell = safe ? SafeCells::safe : UnaryOperator.identity();
    }

    /**
     * Writes header and leads.
     *
     * @param progress told the number of leads after each run
     * @return how many
     */
    public long write(LeadList list, Appendable out, LongConsumer progress) throws IOException {
        CSVPrinter csv = new CSVPrinter(out, CSVFormat.RFC4180);
        csv.printRecord(header(list));
        long last = 0;
        long written = 0;
        while (true) {
            List<Lead> run = new ArrayList<>(RUN);
            leads.each(list.id(), last, RUN, run::add);
            for (Lead lead : run) {
                csv.printRecord(cells(list, lead));
            }
            written += run.size();
            progress.accept(written);
            if (run.size() < RUN) {
                csv.flush();
                return written;
            }
            last = run.getLast().id();
        }
    }

    private static List<String> header(LeadList list) {
        List<String> titles = new ArrayList<>(List.of(
                "lead_id", "phone_code", "phone_number", "time_zone", "status", "rank", "calls", "last_called"));
        for (LeadField field : LeadField.values()) {
            titles.add(field.fieldName());
        }
        list.form().stream().map(CustomField::name).forEach(titles::add);
        return titles;
    }

    private List<String> cells(LeadList list, Lead lead) {
        List<String> cells = new ArrayList<>(List.of(
                Long.toString(lead.id()),
                lead.phoneCode(),
                lead.phoneNumber(),
                lead.timeZone(),
                lead.status(),
                Integer.toString(lead.rank()),
                Integer.toString(lead.calls()),
                lead.lastCalledAt().map(Object::toString).orElse("")));
        for (LeadField field : LeadField.values()) {
            cells.add(lead.field(field));
        }
        for (CustomField field : list.form()) {
            cells.add(lead.custom().getOrDefault(field.name(), ""));
        }
        cells.replaceAll(cell); // each: a status too came from a file or a request
        return cells;
    }
}
