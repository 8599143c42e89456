package org.offhook.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.offhook.campaign.lead.DuplicateCheck;
import org.offhook.campaign.lead.LeadField;
import org.offhook.campaign.lead.LeadStatus;
import org.offhook.campaign.lead.NewLead;

/**
 * A store that a killed process left with a long write-ahead log. With ten million leads in the file, folding the log in took a minute; whoever
 * opens the store waits for none of it.
 */
class SqliteOpeningTest {
    private static final int LEADS = 12_000;
    private static final long LOG_BYTES = 20 << 20;
    private static final NewLead LARGE = new NewLead(
            999, "1", "5550001", "", LeadStatus.NEW, 0, Map.of(LeadField.COMMENTS, "x".repeat(2_000)), Map.of());

    @TempDir
    Path folder;

    @Test
    void openingWritesNothingOfTheLogIntoTheFile() throws Exception {
        Path left = leftByAKilledProcess();
        Path before = Files.copy(left, folder.resolve("before.db"));
        Path log = Path.of(left + "-wal");
        long logBefore = Files.size(log);
        assertThat(logBefore).as("a log worth the name").isGreaterThan(LOG_BYTES);

        try (Store store = Store.open(StoreAddress.sqlite(left))) {
            assertThat(Files.mismatch(before, left))
                    .as("the first byte that opening changed in the file")
                    .isEqualTo(-1);
            assertThat(Files.size(log)).as("the log is still there").isGreaterThanOrEqualTo(logBefore);
            assertThat(store.leads().count(999)).as("and all of it counts").isEqualTo(LEADS);

            store.leads().add(List.of(LARGE), DuplicateCheck.NONE);
            assertThat(Files.mismatch(before, left))
                    .as("a commit folds nothing in either")
                    .isEqualTo(-1);
        }
        assertThat(log).as("folded in when the last connection closed").doesNotExist();
        try (Store again = Store.open(StoreAddress.sqlite(left))) {
            assertThat(again.leads().count(999)).isEqualTo(LEADS + 1);
        }
    }

    /** The files as they lie while the writer rests: what they are when its process dies at that moment. */
    private Path leftByAKilledProcess() throws IOException {
        Path file = folder.resolve("living.db");
        Path left = folder.resolve("left.db");
        try (Store store = Store.open(StoreAddress.sqlite(file))) {
            for (int i = 0; i < LEADS / 1_000; i++) {
                store.leads().add(Collections.nCopies(1_000, LARGE), DuplicateCheck.NONE);
            }
            Files.copy(file, left);
            Files.copy(Path.of(file + "-wal"), Path.of(left + "-wal"));
        }
        return left;
    }
}
