package org.offhook.desktop.dialer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.offhook.campaign.admin.Administration;
import org.offhook.campaign.admin.ChangeRefused;
import org.offhook.campaign.admin.ChangeRefused.Reason;
import org.offhook.campaign.lead.DuplicateCheck;
import org.offhook.campaign.list.CustomField;
import org.offhook.campaign.list.LeadList;
import org.offhook.campaign.log.CallLogQuery;
import org.offhook.campaign.schedule.FutureCall;
import org.offhook.campaign.schedule.FutureCallStorePort.Added;
import org.offhook.campaign.schedule.NewFutureCall;
import org.offhook.campaign.schedule.WallTime;
import org.offhook.campaign.setup.Campaign;
import org.offhook.campaign.setup.Disposition;
import org.offhook.campaign.setup.GroupAlias;
import org.offhook.campaign.setup.PauseCode;
import org.offhook.campaign.transfer.ImportPosition;
import org.offhook.campaign.transfer.file.LeadFileImport.Beginning;
import org.offhook.campaign.transfer.file.LeadFileImport.End;
import org.offhook.campaign.transfer.file.LeadFileImport.Watcher;
import org.offhook.campaign.transfer.file.LeadFileImport.Wish;
import org.offhook.campaign.user.Password;
import org.offhook.campaign.user.Right;
import org.offhook.campaign.user.User;
import org.offhook.campaign.user.UserGroup;
import org.offhook.campaign.user.Verdict;
import org.offhook.store.Store;
import org.offhook.store.StoreAddress;
import org.offhook.store.StoreOptions;

/** The window's administration on a real SQLite store. */
class StoreAdministrationTest {
    private static final User ASHA = User.of("asha", "Asha Example", 8, "ADMIN", Right.values());
    private static final User CAROL = User.of("carol", "Carol Example", 4, "AGENTS", Right.USE_API);

    @TempDir
    private Path folder;

    private final Set<String> proved = new HashSet<>(Set.of("asha"));
    private final AtomicReference<String> loggedIn = new AtomicReference<>("asha");
    private final StoreHouse phone = new StoreHouse(this::open, () -> Files.notExists(file()));
    private final StoreHouse office = new StoreHouse(this::open, () -> Files.notExists(file()));
    private final StoreAdministration administration =
            new StoreAdministration(phone, office, proved::contains, loggedIn::get);

    private Path file() {
        return folder.resolve("dialer.db");
    }

    private Store open() {
        return Store.open(StoreAddress.sqlite(file()), StoreOptions.DEFAULT.withKey(new byte[32]));
    }

    @BeforeEach
    void provision() {
        try (Store store = open()) {
            store.users().putGroup(new UserGroup("ADMIN", "Administrators", Set.of()));
            store.users().putGroup(new UserGroup("AGENTS", "Agents", Set.of()));
            store.users().add(ASHA, Password.of("right"), Optional.empty());
        }
    }

    @AfterEach
    void close() {
        administration.close();
        phone.close();
    }

    private <T> T ask(Function<Administration, T> work) throws Exception {
        try {
            return administration.ask("asha", work).toCompletableFuture().get(60, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException thrown) {
                throw thrown;
            }
            throw e;
        }
    }

    private void run(Consumer<Administration> work) throws Exception {
        ask(admin -> {
            work.accept(admin);
            return true;
        });
    }

    private void refused(Reason reason, Consumer<Administration> work) {
        assertThatThrownBy(() -> run(work))
                .isInstanceOfSatisfying(
                        ChangeRefused.class,
                        refused -> assertThat(refused.reason()).isEqualTo(reason));
    }

    private Optional<User> administrator(String name) throws Exception {
        return administration.administrator(name).toCompletableFuture().get(60, TimeUnit.SECONDS);
    }

    private void demote(User changed) {
        try (Store store = open()) {
            store.users().change("asha", _ -> changed);
        }
    }

    @Test
    void onlyWhoIsLoggedInAndProvedTheirPasswordToTheStoreAdministers() throws Exception {
        assertThat(administrator("asha")).contains(ASHA);
        proved.clear();
        assertThat(administrator("asha")).isEmpty();
        refused(Reason.NOT_ADMINISTRATOR, admin -> admin.users().all());
        proved.add("asha");
        loggedIn.set("badri");
        assertThat(administrator("asha")).isEmpty();
        refused(Reason.NOT_ADMINISTRATOR, admin -> admin.users().all());
        loggedIn.set("asha");
        demote(ASHA.withLevel(7));
        assertThat(administrator("asha")).isEmpty();
        refused(Reason.NOT_ADMINISTRATOR, admin -> admin.users().all());
    }

    @Test
    void everyWriteLooksAtTheRightsAnew() throws Exception {
        run(admin -> admin.users().add(CAROL, Password.of("carol-password"), Optional.of(Password.of("sip-secret"))));
        demote(ASHA.withRights(Set.of(Right.MODIFY_LISTS)));
        refused(Reason.RIGHT_MISSING, admin -> admin.users().change(CAROL, CAROL.withLevel(5)));
        refused(Reason.RIGHT_MISSING, admin -> admin.users().setPassword("carol", Password.of("other")));
        refused(Reason.RIGHT_MISSING, admin -> admin.setup().add(Campaign.of("SALES", "Sales")));
        refused(Reason.RIGHT_MISSING, admin -> admin.dnc().add("", List.of("+17275550142")));
        refused(Reason.RIGHT_MISSING, admin -> admin.tokens().all());
        refused(Reason.RIGHT_MISSING, admin -> admin.leads().exportLeads(folder.resolve("x.csv"), 999, true, _ -> {}));
        try (Store store = open()) {
            assertThat(store.users().find("carol")).contains(CAROL);
            assertThat(store.users().verify("carol", Password.of("carol-password")))
                    .isInstanceOf(Verdict.Proven.class);
            assertThat(store.users().phoneSecret("carol")).contains(Password.of("sip-secret"));
            assertThat(store.setup().campaigns()).isEmpty();
        }
        assertThat(folder.resolve("x.csv")).doesNotExist();
    }

    @Test
    void nobodyOfTheOwnLevelOrAboveIsMadeChangedOrActedFor() throws Exception {
        User peer = User.of("peer", "Peer", 8, "ADMIN", Right.values());
        refused(Reason.LEVEL_TOO_HIGH, admin -> admin.users().add(peer, Password.of("p"), Optional.empty()));
        try (Store store = open()) {
            store.users().add(peer, Password.of("p"), Optional.empty());
        }
        refused(Reason.LEVEL_TOO_HIGH, admin -> admin.users().change(peer, peer.withActive(false)));
        refused(Reason.LEVEL_TOO_HIGH, admin -> admin.users().change(ASHA, ASHA.withFullName("Me")));
        refused(Reason.LEVEL_TOO_HIGH, admin -> admin.users().setPassword("peer", Password.of("x")));
        refused(Reason.LEVEL_TOO_HIGH, admin -> admin.users().setPhoneSecret("peer", Optional.empty()));
        refused(Reason.LEVEL_TOO_HIGH, admin -> admin.tokens().add("t", Password.of("k"), "h", "p", "peer"));
        run(admin -> admin.users().add(CAROL, Password.of("c"), Optional.empty()));
        refused(Reason.LEVEL_TOO_HIGH, admin -> admin.users().change(CAROL, CAROL.withLevel(8)));
        User nine = ASHA.withLevel(9);
        demote(nine);
        run(admin -> admin.users().change(peer, peer.withLevel(9)));
        refused(Reason.YOURSELF, admin -> admin.users().change(nine, nine.withActive(false)));
        refused(Reason.YOURSELF, admin -> admin.users().change(nine, nine.withLevel(8)));
        refused(Reason.YOURSELF, admin -> admin.users().change(nine, nine.withRights(Set.of())));
        run(admin -> admin.users().change(nine, nine.withFullName("Me")));
    }

    @Test
    void everyKindIsAddedOnceChangedFromWhatWasReadAndTakenAway() throws Exception {
        Campaign sales = Campaign.of("SALES", "Sales");
        run(admin -> admin.setup().add(sales));
        refused(Reason.TAKEN, admin -> admin.setup().add(sales));
        refused(Reason.NO_SUCH_LIST, admin -> admin.setup().change(sales, sales.withManualDialList(7777)));
        run(admin -> admin.setup().change(sales, sales.withActive(false)));
        refused(Reason.CHANGED, admin -> admin.setup().change(sales, sales.withWrapUp(Duration.ofSeconds(9))));

        LeadList list = new LeadList(1001, "May leads", "SALES", true, List.of(new CustomField("Budget", "B", 9)));
        refused(
                Reason.NO_SUCH_CAMPAIGN,
                admin -> admin.lists().add(new LeadList(1002, "June leads", "NONE", true, List.of())));
        run(admin -> admin.lists().add(list));
        refused(Reason.TAKEN, admin -> admin.lists().add(list));
        run(admin -> admin.lists().change(list, new LeadList(1001, "May leads", "SALES", false, list.form())));

        UserGroup night = new UserGroup("NIGHT", "Night", Set.of("SALES"));
        run(admin -> admin.users().addGroup(night));
        refused(
                Reason.NO_SUCH_CAMPAIGN,
                admin -> admin.users().changeGroup(night, new UserGroup("NIGHT", "Night", Set.of("NONE"))));
        run(admin -> admin.users().changeGroup(night, new UserGroup("NIGHT", "Night", Set.of())));

        PauseCode lunch = new PauseCode("SALES", "LUNCH", "Lunch", true, Duration.ofMinutes(45));
        run(admin -> admin.setup().add(lunch));
        refused(Reason.TAKEN, admin -> admin.setup().add(lunch));
        List<PauseCode> codes = ask(admin -> admin.setup().pauseCodes());
        assertThat(codes).containsExactly(lunch);
        run(admin -> admin.setup().remove(lunch));
        refused(Reason.GONE, admin -> admin.setup().remove(lunch));

        Disposition sale = new Disposition("", "SALE", "Sale", "1", Set.of(Disposition.Meaning.FINISHED));
        run(admin -> admin.setup().add(sale));
        run(admin -> admin.setup().change(sale, new Disposition("", "SALE", "Sold", "1", Set.of())));
        List<Disposition> dispositions = ask(admin -> admin.setup().dispositions());
        assertThat(dispositions).extracting(Disposition::name).containsExactly("Sold");
        run(admin -> admin.setup().remove(sale));

        GroupAlias north = new GroupAlias("north", "North", "0800", "", true);
        run(admin -> admin.setup().add(north));
        run(admin -> admin.setup().change(north, new GroupAlias("north", "North", "0800", "", false)));
        refused(Reason.CHANGED, admin -> admin.setup().change(north, north));
    }

    @Test
    void aTokenWorksUntilItIsDeactivatedAndAFutureCallIsCancelledOnce() throws Exception {
        run(admin -> admin.users().add(CAROL, Password.of("c"), Optional.empty()));
        Password key = Password.generatedKey();
        long id = ask(admin ->
                admin.tokens().add("crm", key, "crm.example", "dial", "carol").id());
        run(admin -> admin.tokens().deactivate(id));
        refused(Reason.GONE, admin -> admin.tokens().deactivate(id));

        NewFutureCall call = new NewFutureCall(
                "acme",
                "7",
                "carol",
                "2101",
                "2102",
                "",
                new WallTime(LocalDateTime.of(2090, 1, 2, 9, 30), ZoneId.of("Asia/Kolkata")),
                Duration.ofSeconds(30),
                1,
                Duration.ofMinutes(5));
        long scheduled;
        try (Store store = open()) {
            scheduled = ((Added.Scheduled) store.futureCalls().add(call)).call().id();
        }
        List<FutureCall> waiting = ask(admin -> admin.schedule().of("acme", false));
        assertThat(waiting).hasSize(1);
        run(admin -> admin.schedule().cancel(scheduled));
        refused(Reason.NO_LONGER_WAITS, admin -> admin.schedule().cancel(scheduled));
        refused(Reason.GONE, admin -> admin.schedule().cancel(999));
    }

    /** Stops as soon as {@code rows} are in the store. */
    private static final class UpTo implements Watcher {
        private final long rows;
        private long reached;

        UpTo(long rows) {
            this.rows = rows;
        }

        @Override
        public void begins(Beginning beginning) {
            assertThat(beginning.countryKnown()).isFalse();
        }

        @Override
        public void progress(ImportPosition at, long read) {
            reached = at.rows();
        }

        @Override
        public boolean stopped() {
            return reached >= rows;
        }
    }

    @Test
    void anImportIsStoppedGoesOnAndComesOutAgain() throws Exception {
        run(admin -> admin.setup().add(Campaign.of("SALES", "Sales")));
        run(admin -> admin.lists().add(new LeadList(1001, "May leads", "SALES", true, List.of())));
        Path file = folder.resolve("leads.csv");
        StringBuilder rows = new StringBuilder("Mobile\n");
        for (int row = 1; row <= 2_500; row++) {
            rows.append(row == 1_500 ? "nobody" : "+1" + (7_275_550_000L + row)).append('\n');
        }
        Files.writeString(file, rows);
        Wish wish = new Wish(
                file,
                1001,
                Map.of("Mobile", "phone_number"),
                Optional.empty(),
                DuplicateCheck.DUPLIST,
                ',',
                java.nio.charset.StandardCharsets.UTF_8,
                Optional.empty(),
                false);
        assertThat(imported(wish, 1)).isEqualTo(new End.Stopped(new ImportPosition(1_000, 1_000, 0, 0, false)));
        assertThat(imported(wish, Long.MAX_VALUE))
                .isEqualTo(new End.Through(new ImportPosition(2_500, 2_499, 0, 1, true)));
        assertThat(imported(wish, Long.MAX_VALUE)).isInstanceOf(End.ThroughBefore.class);
        assertThat(lines(wish.refusedRows()))
                .containsExactly("row,reason,Mobile", "1500,the number has letters,nobody");
        Path out = folder.resolve("out.csv");
        long leads = ask(admin -> admin.leads().exportLeads(out, 1001, true, _ -> {}));
        assertThat(leads).isEqualTo(2_499);
        assertThat(lines(out)).hasSize(2_500);
        CallLogQuery all = new CallLogQuery(
                Optional.empty(),
                Optional.empty(),
                OptionalLong.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                OptionalLong.empty(),
                1);
        long calls = ask(admin -> admin.leads().exportCalls(out, all, true, _ -> {}));
        assertThat(calls).isZero();
        refused(Reason.NO_SUCH_LIST, admin -> admin.leads().exportLeads(out, 7777, true, _ -> {}));
    }

    private End imported(Wish wish, long rows) throws Exception {
        return ask(admin -> admin.leads().importFile(wish, new UpTo(rows)));
    }

    private static List<String> lines(Path file) throws IOException {
        return Files.readAllLines(file);
    }
}
