package org.offhook.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.offhook.campaign.lead.DuplicateCheck;
import org.offhook.campaign.lead.Lead;
import org.offhook.campaign.lead.LeadField;
import org.offhook.campaign.list.LeadList;
import org.offhook.campaign.log.CallLogQuery;
import org.offhook.campaign.log.NewLoggedCall;
import org.offhook.campaign.transfer.CallLogExport;
import org.offhook.campaign.transfer.ImportPosition;
import org.offhook.campaign.transfer.LeadExport;
import org.offhook.campaign.transfer.file.LeadFileImport;
import org.offhook.campaign.transfer.file.LeadFileImport.Beginning;
import org.offhook.campaign.transfer.file.LeadFileImport.End;
import org.offhook.campaign.transfer.file.LeadFileImport.Wish;

/** Leads come from files and go into files alike, whatever the store is. */
abstract class TransferContract extends StoreContract {
    private static final int ROWS = 3_500;

    @TempDir
    private Path folder;

    private static final class Watched implements LeadFileImport.Watcher {
        private final long stopAfter;
        private ImportPosition from = ImportPosition.START;
        private ImportPosition at = ImportPosition.START;

        Watched(long stopAfter) {
            this.stopAfter = stopAfter;
        }

        @Override
        public void begins(Beginning beginning) {
            from = beginning.from();
        }

        @Override
        public void progress(ImportPosition now, long read) {
            at = now;
        }

        @Override
        public boolean stopped() {
            return at.rows() >= stopAfter;
        }
    }

    private Wish wish(Path file) {
        return new Wish(
                file,
                LIST,
                Map.of("Mobile", "phone_number"),
                Optional.of("US"),
                DuplicateCheck.DUPLIST,
                ',',
                StandardCharsets.UTF_8,
                Optional.empty(),
                false);
    }

    private List<Lead> leads() {
        List<Lead> all = new ArrayList<>();
        store.leads().each(LIST, 0, Integer.MAX_VALUE, all::add);
        return all;
    }

    @Test
    void anImportThatWasStoppedGoesOnWhereItWasAndKeepsWhatItRefused() throws IOException {
        List<String> lines = new ArrayList<>(List.of("Mobile,First Name"));
        IntStream.range(0, ROWS).forEach(i -> lines.add("727555" + (1_000 + i) + ",Lead " + i));
        lines.set(3_000, "call me,Badri");
        lines.add("7275551000,again");
        Path file = Files.write(folder.resolve("leads.csv"), lines);

        assertThat(LeadFileImport.run(store, wish(file), new Watched(1))).isInstanceOf(End.Stopped.class);
        int before = leads().size();
        assertThat(before).isBetween(1, ROWS - 1);
        Watched second = new Watched(Long.MAX_VALUE);
        End end = LeadFileImport.run(store, wish(file), second);

        assertThat(second.from.rows()).as("it begins where it was").isEqualTo(before);
        assertThat(end).isInstanceOfSatisfying(End.Through.class, through -> {
            assertThat(through.at().rows()).isEqualTo(ROWS + 1);
        });
        assertThat(leads()).hasSize(ROWS - 1).extracting(Lead::phoneNumber).doesNotHaveDuplicates();
        assertThat(Files.readAllLines(folder.resolve("leads.csv.errors.csv")))
                .containsExactly(
                        "row,reason,Mobile,First Name",
                        "3000,the number has letters,call me,Badri",
                        "3501,duplicate of lead " + leads().getFirst().id() + " in list 1101,7275551000,again");
        assertThat(LeadFileImport.run(store, wish(file), new Watched(Long.MAX_VALUE)))
                .isInstanceOf(End.ThroughBefore.class);
        assertThat(leads()).hasSize(ROWS - 1);
    }

    /** The position is committed, and the kill comes before the duplicates are in the file. */
    @Test
    void duplicatesThatAKillLeftUntoldAreToldWhenTheImportGoesOn() throws IOException {
        List<String> lines = new ArrayList<>(List.of("Mobile,First Name"));
        IntStream.range(0, 1_500).forEach(i -> lines.add("727555" + (1_000 + i % 600) + ",Lead " + i));
        Path file = Files.write(folder.resolve("leads.csv"), lines);
        Path errors = folder.resolve("leads.csv.errors.csv");

        assertThat(LeadFileImport.run(store, wish(file), new Watched(1))).isInstanceOf(End.Stopped.class);
        List<String> told = Files.readAllLines(errors);
        assertThat(told).hasSize(1 + 400);
        Files.writeString(errors, String.join("\r\n", told.subList(0, 40)) + "\r\n6");
        assertThat(LeadFileImport.run(store, wish(file), new Watched(Long.MAX_VALUE)))
                .isInstanceOf(End.Through.class);

        List<String> all = Files.readAllLines(errors);
        assertThat(all).hasSize(1 + 900).startsWith(told.toArray(String[]::new)).doesNotHaveDuplicates();
        assertThat(leads()).hasSize(600);
    }

    @Test
    void anImportGoesOnOnlyIfItReadsTheFileAsBefore() throws IOException {
        List<String> lines = new ArrayList<>(List.of("Mobile,First Name"));
        IntStream.range(0, 1_500).forEach(i -> lines.add("727555" + (1_000 + i) + ",Lead " + i));
        Path file = Files.write(folder.resolve("leads.csv"), lines);
        assertThat(LeadFileImport.run(store, wish(file), new Watched(1))).isInstanceOf(End.Stopped.class);
        long before = leads().size();

        Wish us = wish(file);
        Wish india = new Wish(
                file, LIST, us.columns(), Optional.of("IN"), us.duplicates(), ',', us.charset(), us.errors(), false);
        Wish latin = new Wish(
                file,
                LIST,
                us.columns(),
                us.country(),
                us.duplicates(),
                ',',
                StandardCharsets.ISO_8859_1,
                us.errors(),
                false);
        for (Wish other : List.of(india, latin)) {
            assertThat(LeadFileImport.run(store, other, new Watched(Long.MAX_VALUE)))
                    .isInstanceOf(End.BegunOtherwise.class);
        }
        assertThat(leads()).hasSize((int) before);
        assertThat(LeadFileImport.run(store, us, new Watched(Long.MAX_VALUE))).isInstanceOf(End.Through.class);
    }

    /** Whoever calls chooses the Call-ID and the name, a file the status. */
    @Test
    void noCellOfAnExportIsAFormulaUnlessItIsWishedRaw() throws IOException {
        Path file = Files.write(
                folder.resolve("leads.csv"), List.of("Mobile,status,First Name,comments", "7275550142,=A1+B1,＝1,@x"));
        LeadFileImport.run(store, wish(file), new Watched(Long.MAX_VALUE));
        store.callLog()
                .begin(new NewLoggedCall(
                        "=cmd|x@host",
                        "n1",
                        NewLoggedCall.Direction.INCOMING,
                        "asha",
                        CAMPAIGN,
                        "+17275550142",
                        "=HYPERLINK(1)",
                        OptionalLong.empty(),
                        OptionalLong.empty(),
                        "",
                        now));
        LeadList list = store.lists().find(LIST).orElseThrow();
        StringBuilder safe = new StringBuilder();
        new LeadExport(store.leads(), true).write(list, safe, _ -> {});
        new CallLogExport(store.callLog(), true).write(CallLogQuery.of("asha", 10), safe, _ -> {});
        assertThat(safe.toString())
                .contains(",'=A1+B1,", ",'＝1,", ",'@x", ",'=cmd|x@host,", ",'=HYPERLINK(1),", ",+17275550142,");
        StringBuilder raw = new StringBuilder();
        new LeadExport(store.leads(), false).write(list, raw, _ -> {});
        new CallLogExport(store.callLog(), false).write(CallLogQuery.of("asha", 10), raw, _ -> {});
        assertThat(raw.toString()).contains(",=A1+B1,", ",=cmd|x@host,").doesNotContain("'");
    }

    @Test
    void whatIsExportedSaysWhatIsKept() throws IOException {
        Path file = Files.write(folder.resolve("leads.csv"), List.of("Mobile,First Name", "(727) 555-0142,Lena"));
        LeadFileImport.run(store, wish(file), new Watched(Long.MAX_VALUE));
        LeadList list = store.lists().find(LIST).orElseThrow();
        StringBuilder leads = new StringBuilder();

        assertThat(new LeadExport(store.leads(), true).write(list, leads, _ -> {}))
                .isEqualTo(1);
        Lead lena = leads().getFirst();
        assertThat(lena.field(LeadField.FIRST_NAME)).isEqualTo("Lena");
        assertThat(leads.toString().lines().skip(1))
                .singleElement()
                .asString()
                .startsWith(lena.id() + ",1,7275550142,America/New_York,NEW,0,0,")
                .contains(",Lena,");

        long call = store.callLog()
                .begin(new NewLoggedCall(
                        "call-1",
                        "n1",
                        NewLoggedCall.Direction.OUTGOING,
                        "asha",
                        CAMPAIGN,
                        "17275550142",
                        "Lena",
                        OptionalLong.of(lena.id()),
                        OptionalLong.empty(),
                        "crm",
                        now));
        store.callLog().answered(call, now.plusSeconds(5));
        store.callLog().ended(call, now.plusSeconds(65), "HUNG_UP");
        StringBuilder log = new StringBuilder();
        assertThat(new CallLogExport(store.callLog(), true).write(CallLogQuery.of("asha", 10), log, _ -> {}))
                .isEqualTo(1);
        assertThat(log.toString())
                .contains("2026-11-21T08:00:00Z,2026-11-21T08:00:05Z,2026-11-21T08:01:05Z,60,OUTGOING,asha,TESTCAMP,");
    }
}
