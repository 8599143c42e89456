package org.offhook.campaign.admin;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.function.LongConsumer;
import org.offhook.campaign.admin.AuditPort.Action;
import org.offhook.campaign.admin.ChangeRefused.Reason;
import org.offhook.campaign.list.LeadList;
import org.offhook.campaign.log.CallLogQuery;
import org.offhook.campaign.transfer.CallLogExport;
import org.offhook.campaign.transfer.ImportPosition;
import org.offhook.campaign.transfer.LeadExport;
import org.offhook.campaign.transfer.file.LeadFileImport;
import org.offhook.campaign.transfer.file.LeadFileImport.Beginning;
import org.offhook.campaign.transfer.file.LeadFileImport.End;
import org.offhook.campaign.transfer.file.LeadFileImport.Watcher;
import org.offhook.campaign.transfer.file.LeadFileImport.Wish;
import org.offhook.campaign.transfer.file.WholeFile;

/** Leads from files; leads and calls into files. What goes wrong with a file comes as an {@link UncheckedIOException}. */
public final class LeadsAdministration {
    private final Administration admin;

    LeadsAdministration(Administration admin) {
        this.admin = admin;
    }

    /** Imports until it is through, stopped, or the administrator may not any more. */
    public End importFile(Wish wish, Watcher watcher) {
        admin.allowed(admin.store(), AdminKind.IMPORT);
        String list = Long.toString(wish.listId());
        try {
            return LeadFileImport.run(admin.store(), wish, new Watcher() {
                @Override
                public void begins(Beginning beginning) {
                    admin.changed(AdminKind.IMPORT, Action.BEGIN, list);
                    watcher.begins(beginning);
                }

                @Override
                public void progress(ImportPosition at, long read) {
                    if (at.done()) {
                        admin.changed(AdminKind.IMPORT, Action.END, list + ": " + at.added());
                    } else {
                        admin.allowed(admin.store(), AdminKind.IMPORT);
                    }
                    watcher.progress(at, read);
                }

                @Override
                public boolean stopped() {
                    return watcher.stopped();
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Writes the leads of a list.
     *
     * @param safe for a spreadsheet: texts that it would take for a formula get an apostrophe, and a mark tells it that it is UTF-8
     * @return how many
     */
    public long exportLeads(Path file, long listId, boolean safe, LongConsumer progress) {
        LeadList list = admin.read(AdminKind.EXPORT, ports -> ports.lists().find(listId))
                .orElseThrow(() -> ChangeRefused.because(Reason.NO_SUCH_LIST));
        LeadExport export = new LeadExport(admin.store().leads(), safe);
        return written(file, safe, "list " + listId, out -> export.write(list, out, progress));
    }

    /** Writes calls, newest first; see {@link #exportLeads}. */
    public long exportCalls(Path file, CallLogQuery query, boolean safe, LongConsumer progress) {
        admin.allowed(admin.store(), AdminKind.EXPORT);
        CallLogExport export = new CallLogExport(admin.store().callLog(), safe);
        return written(file, safe, "calls", out -> export.write(query, out, progress));
    }

    private long written(Path file, boolean mark, String what, WholeFile.Writing writing) {
        try {
            admin.changed(AdminKind.EXPORT, Action.BEGIN, what);
            long rows = WholeFile.write(file, mark, writing);
            admin.changed(AdminKind.EXPORT, Action.END, what + ": " + rows);
            return rows;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
