package org.offhook.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.offhook.campaign.lead.LeadField;
import org.offhook.campaign.user.Right;
import org.offhook.campaign.user.User;

/** Leads from a file with their columns, progress, stop and going on; leads and calls into a file. */
class AdminTransferInWindowTest extends AdminFixture {
    @TempDir
    private Path folder;

    private Path file(String text) throws IOException {
        return Files.writeString(folder.resolve("leads.csv"), text);
    }

    private void begin(Path file) {
        enter("#admin-import-file", file.toString());
        choose("#admin-import-list", "1001");
        dock();
    }

    @Test
    void columnsAreChosenAndBadRowsKeptInAFile() throws IOException {
        Path file = file("Mobile;First Name;Budget;Shoe size\n(727) 555-0142;Lena;30;41\ncall me;Tom;;\n");
        openKind("import");
        dock();
        assertThat(errorAt("#admin-import-file")).isEqualTo("Name a file.");
        enter("#admin-import-file", folder.resolve("none.csv").toString());
        dock();
        assertThat(errorAt("#admin-import-list")).isEqualTo("Choose a list.");
        enter("#admin-import-country", "XX");
        choose("#admin-import-list", "1001");
        dock();
        assertThat(errorAt("#admin-import-country")).startsWith("There is no such country.");
        enter("#admin-import-country", "us");
        dock();
        assertThat(errorAt("#admin-import-file")).contains("OH-804");
        choose("#admin-import-separator", "Semicolon");
        choose("#admin-import-charset", "UTF-8");
        choose("#admin-import-duplicates", "Take them");
        begin(file);

        dock();
        assertThat(errorAt("#admin-column-0")).isEqualTo("No column is the phone number.");
        choose("#admin-column-0", "Phone number");
        choose("#admin-column-3", "Phone number");
        dock();
        assertThat(errorAt("#admin-column-3")).isEqualTo("Another column goes there already.");
        choose("#admin-column-3", "Not kept");
        second();
        assertThat(text("#admin-import-file")).isEqualTo(file.toString());
        dock();
        choose("#admin-column-0", "Phone number");
        dock();

        assertThat(text("#admin-import-headline")).isEqualTo("Leads added: 1");
        assertThat(text("#admin-import-counts")).isEqualTo("Rows 2 · added 1 · refused 1 · duplicates 0");
        var lead = admin.store().leads.getFirst();
        assertThat(lead.phoneCode() + lead.phoneNumber()).isEqualTo("17275550142");
        assertThat(lead.fields()).containsEntry(LeadField.FIRST_NAME, "Lena");
        assertThat(lead.custom()).containsEntry("Budget", "30");
        Path refused = Path.of(text("#admin-import-refused"));
        assertThat(Files.readString(refused)).contains("2;the number has letters;call me");
        assertThat(admin.audit()).containsExactly("asha IMPORT BEGIN 1001", "asha IMPORT END 1001: 1");
        second();
        assertThat(shows("#admin-import-file")).isTrue();
    }

    @Test
    void theSameFileIsImportedAgainOnlyAfterAQuestion() throws IOException {
        Path file = file("phone_number\n7275550142\n");
        openKind("import");
        begin(file);
        dock();
        second();
        begin(file);
        dock();
        assertThat(text("#admin-import-headline"))
                .isEqualTo("This file was imported into this list before. Leads added then: 1; now none.");
        second();
        assertThat(text("#admin-import-headline")).contains("will be there twice");
        second();
        assertThat(admin.store().leads).hasSize(1);
        second();
        dock();
        assertThat(admin.store().leads).hasSize(2);
        dock();
        assertThat(title()).isEqualTo("Administration");
    }

    @Test
    void anImportIsStoppedAndGoesOnWhereItWas() throws IOException, TimeoutException {
        var rows = new StringBuilder("phone_number\n");
        for (int row = 0; row < 2_500; row++) {
            rows.append(7_275_550_000L + row).append('\n');
        }
        Path file = file(rows.toString());
        openKind("import");
        begin(file);
        var adding = new AtomicInteger();
        var pressed = new CountDownLatch(1);
        admin.onThreadOfItsOwn();
        admin.store().beforeLeads = () -> {
            adding.incrementAndGet();
            try {
                pressed.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        };
        dock();
        waitUntil(() -> adding.get() == 1);
        assertThat(text(".oh-primary")).isEqualTo("Stop");
        // The page is kept while it imports.
        press(javafx.scene.input.KeyCode.ESCAPE);
        press(javafx.scene.input.KeyCode.ESCAPE);
        fire("#topic-administration");
        fire("#admin-import");
        dock();
        pressed.countDown();
        waitUntil(() -> text("#admin-import-headline").startsWith("Stopped."));
        assertThat(admin.store().leads).hasSize(1_000);
        assertThat(folder.resolve("leads.csv.importing-1001")).exists();
        dock();
        waitUntil(() -> text("#admin-import-headline").startsWith("Leads added: "));
        assertThat(admin.store().leads).hasSize(2_500);
        assertThat(text("#admin-import-headline")).isEqualTo("Leads added: 2500");
        assertThat(folder.resolve("leads.csv.importing-1001")).doesNotExist();
    }

    @Test
    void whoLosesTheRightDuringAnImportIsStopped() throws IOException {
        var rows = new StringBuilder("phone_number\n");
        for (int row = 0; row < 1_001; row++) {
            rows.append(7_275_550_000L + row).append('\n');
        }
        Path file = file(rows.toString());
        openKind("import");
        begin(file);
        admin.store().beforeLeads =
                () -> admin.store().users.put("asha", User.of("asha", "Asha", 8, "ADMIN", Right.MODIFY_LISTS));
        dock();
        assertThat(text(".oh-admin-trouble")).isEqualTo("You do not have the right for this any more. (OH-438)");
        assertThat(admin.store().leads).as("what was being saved").hasSize(1_000);
    }

    @Test
    void leadsAreExportedAndAFileIsReplacedOnlyAfterAQuestion() throws IOException {
        openKind("import");
        begin(file("phone_number,first_name\n7275550142,=1+1\n"));
        dock();
        dock();
        fire("#admin-export");
        dock();
        assertThat(errorAt("#admin-export-list")).isEqualTo("Choose a list.");
        choose("#admin-export-list", "1001");
        dock();
        assertThat(errorAt("#admin-export-file")).isEqualTo("Name a file.");
        Path out = folder.resolve("out.csv");
        enter("#admin-export-file", out.toString());
        dock();
        assertThat(text(".oh-status-text")).isEqualTo("Rows written: 1");
        assertThat(Files.readString(out)).contains(",'=1+1,");
        fire("#admin-export-raw");
        dock();
        assertThat(text(".oh-admin-question")).contains("out.csv is there already");
        second();
        assertThat(Files.readString(out)).contains(",'=1+1,");
        dock();
        dock();
        assertThat(Files.readString(out)).contains(",=1+1,");
        enter("#admin-export-file", folder.resolve("no/such/folder.csv").toString());
        dock();
        assertThat(text(".oh-admin-trouble")).contains("OH-804");
    }

    @Test
    void callsAreExportedBetweenTwoDays() throws IOException {
        openKind("export");
        choose("#admin-export-what", "Calls");
        assertThat(shows("#admin-export-list")).isFalse();
        enter("#admin-export-agent", "badri");
        choose("#admin-export-campaign", "SALES");
        enter("#admin-export-from", "yesterday");
        Path out = folder.resolve("calls.csv");
        enter("#admin-export-file", out.toString());
        dock();
        assertThat(errorAt("#admin-export-from")).isEqualTo("A date is written like 2026-11-01.");
        enter("#admin-export-from", "2026-11-01");
        enter("#admin-export-until", "2026-12-01");
        dock();
        assertThat(Files.readString(out)).as("a spreadsheet opens it as UTF-8").startsWith("\uFEFFid,started,");
        assertThat(admin.audit()).containsExactly("asha EXPORT BEGIN calls", "asha EXPORT END calls: 0");
    }
}
