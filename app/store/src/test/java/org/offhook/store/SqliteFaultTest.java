package org.offhook.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.offhook.campaign.lead.DuplicateCheck;
import org.offhook.campaign.lead.LeadField;
import org.offhook.campaign.lead.LeadStatus;
import org.offhook.campaign.lead.NewLead;
import org.offhook.campaign.setup.Campaign;
import org.offhook.campaign.store.StoreException;
import org.offhook.campaign.store.StoreException.StoreDamaged;
import org.offhook.campaign.store.StoreException.StoreFault;
import org.offhook.campaign.store.StoreException.StoreFull;
import org.offhook.campaign.store.StoreException.StoreReadOnly;

class SqliteFaultTest {
    @TempDir
    Path folder;

    private static final NewLead LARGE = new NewLead(
            999, "1", "5550001", "", LeadStatus.NEW, 0, Map.of(LeadField.COMMENTS, "x".repeat(2_000)), Map.of());

    @Test
    void aFullStoreSaysSoKeepsWhatItHasAndTakesMoreWhenThereIsRoom() throws Exception {
        StoreAddress address = StoreAddress.sqlite(folder.resolve("dialer.db"));
        long[] kept = new long[4];
        try (Store store = Store.open(address, StoreOptions.DEFAULT.withMostKib(800))) {
            LeadContract.together(4, i -> {
                assertThatThrownBy(() -> {
                            while (true) {
                                store.leads().add(Collections.nCopies(5, LARGE), DuplicateCheck.NONE);
                                kept[i] += 5;
                            }
                        })
                        .isInstanceOf(StoreFull.class);
                return i;
            });
            assertThat(kept[0] + kept[1] + kept[2] + kept[3]).isPositive();
            assertThat(store.leads().count(999))
                    .as("all that was acknowledged, nothing else")
                    .isEqualTo(kept[0] + kept[1] + kept[2] + kept[3]);
        }
        try (Store roomier = Store.open(address)) {
            roomier.leads().add(List.of(LARGE), DuplicateCheck.NONE);
            assertThat(roomier.leads().count(999)).isEqualTo(kept[0] + kept[1] + kept[2] + kept[3] + 1);
        }
    }

    /** What the speed of adding millions of leads hangs on; a driver that ignores it must be noticed. */
    @Test
    void aNewFileHasSmallPagesAndItsLogIsFoldedInBesideTheWriter() throws Exception {
        Path file = folder.resolve("dialer.db");
        try (Store store = Store.open(StoreAddress.sqlite(file))) {
            assertThat(pragma(file, "page_size")).isEqualTo(1_024);
            store.leads().add(Collections.nCopies(100, LARGE), DuplicateCheck.NONE);
        }
        long before = Files.size(file);
        try (Store store = Store.open(StoreAddress.sqlite(file))) {
            long deadline = System.nanoTime() + 60_000_000_000L;
            while (Files.size(file)
                    < before + (64 << 20)) { // the log is longer than it may be: it reaches the file while all is open
                store.leads().add(Collections.nCopies(1_000, LARGE), DuplicateCheck.NONE);
                assertThat(System.nanoTime()).as("folded in by now").isLessThan(deadline);
            }
            assertThat(Files.size(folder.resolve("dialer.db-wal")))
                    .as("the log does not grow without end")
                    .isLessThan(1L << 30);
        }
    }

    private static int pragma(Path file, String name) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("PRAGMA " + name)) {
            return row.getInt(1);
        }
    }

    @Test
    void aReadOnlyFileIsRefusedWhenItIsOpened() throws Exception {
        Path file = folder.resolve("dialer.db");
        Store.open(StoreAddress.sqlite(file)).close();
        boolean root = System.getProperty("user.name").equals("root");
        if (root) { // whom permissions do not stop; an immutable file does
            Assumptions.assumeTrue(
                    run("chattr", "+i", file.toString()), "NOT RUN: root, and no chattr on this file system");
        } else {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("r--r--r--"));
        }
        try {
            assertThatThrownBy(() -> Store.open(StoreAddress.sqlite(file))).isInstanceOf(StoreReadOnly.class);
        } finally {
            if (root) {
                assertThat(run("chattr", "-i", file.toString())).isTrue();
            }
        }
    }

    @Test
    void theFileAndWhatLiesBesideItAreTheOwnersOnly() throws Exception {
        Assumptions.assumeTrue(
                folder.getFileSystem().supportedFileAttributeViews().contains("posix"));
        try (Store store = Store.open(StoreAddress.sqlite(folder.resolve("dialer.db")));
                Stream<Path> files = Files.list(folder)) {
            store.setup().putCampaign(Campaign.of("AB", "Ab"));
            assertThat(files)
                    .isNotEmpty()
                    .allSatisfy(file -> assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                            .isEqualTo("rw-------"));
        }
    }

    private static boolean run(String... command) throws IOException, InterruptedException {
        return new ProcessBuilder(command).redirectErrorStream(true).start().waitFor() == 0;
    }

    @Test
    void aFileThatIsNoStoreIsRefused() throws Exception {
        Path file = folder.resolve("dialer.db");
        Files.writeString(file, "this is not a database, but longer than its header would be".repeat(10));

        assertThatThrownBy(() -> Store.open(StoreAddress.sqlite(file)))
                .isInstanceOf(StoreException.class)
                .isInstanceOfAny(StoreDamaged.class);
    }

    @Test
    void aUnitOfWorkThatReachesAroundItsPortsIsRefusedInsteadOfWaitingForItself() {
        try (Store store = Store.open(StoreAddress.sqlite(folder.resolve("dialer.db")))) {
            assertThatThrownBy(() -> store.transact(_ -> {
                        store.setup().putCampaign(Campaign.of("AB", "Ab"));
                        return 1;
                    }))
                    .isInstanceOf(StoreFault.class);
            assertThat(store.setup().campaigns()).isEmpty();
        }
    }

    @Test
    void anErrorInAUnitOfWorkUndoesItAndTheWriterGoesOn() {
        try (Store store = Store.open(StoreAddress.sqlite(folder.resolve("dialer.db")))) {
            assertThatThrownBy(() -> store.transact(ports -> {
                        ports.setup().putCampaign(Campaign.of("AB", "Ab"));
                        throw new AssertionError("a fault of the caller");
                    }))
                    .isInstanceOf(StoreFault.class);
            assertThat(store.setup().campaigns()).isEmpty();
            store.setup().putCampaign(Campaign.of("CD", "Cd"));
            assertThat(store.setup().campaigns()).hasSize(1);
        }
    }

    @Test
    void whatIsInTheStoreIsNoneOfAnErrorsBusiness() {
        try (Store store = Store.open(StoreAddress.sqlite(folder.resolve("dialer.db")))) {
            assertThatThrownBy(() -> store.tokens()
                            .add("a", org.offhook.campaign.user.Password.of("k"), "h", "p", "u")
                            .toString()
                            .concat(store.tokens()
                                    .add("a", org.offhook.campaign.user.Password.of("k"), "h", "p", "u")
                                    .label()))
                    .isInstanceOfSatisfying(
                            StoreException.UniqueViolation.class,
                            e -> assertThat(e.constraint()).isEqualTo("api_tokens.key_digest"));
        }
    }
}
