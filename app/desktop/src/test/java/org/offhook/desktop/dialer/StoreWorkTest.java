package org.offhook.desktop.dialer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.offhook.agent.DoubtView;
import org.offhook.agent.Draft;
import org.offhook.agent.LeadOnScreen;
import org.offhook.agent.LeadWish;
import org.offhook.agent.port.CallNote;
import org.offhook.agent.port.Clearance;
import org.offhook.agent.port.DialQuestion;
import org.offhook.agent.port.DoubtWord;
import org.offhook.agent.port.KeptWrapUp;
import org.offhook.agent.port.StoreAnswer;
import org.offhook.agent.port.Workplace;
import org.offhook.agent.work.Workplaces;
import org.offhook.campaign.lead.DuplicateCheck;
import org.offhook.campaign.lead.NewLead;
import org.offhook.campaign.list.LeadList;
import org.offhook.campaign.log.CallLogQuery;
import org.offhook.campaign.log.CallRecord;
import org.offhook.campaign.log.EndedBy;
import org.offhook.campaign.queue.DialEntry;
import org.offhook.campaign.queue.NewDial;
import org.offhook.campaign.session.AgentPosition;
import org.offhook.campaign.session.Lease;
import org.offhook.campaign.session.SessionStorePort.Claimed;
import org.offhook.campaign.setup.Campaign;
import org.offhook.campaign.setup.Disposition;
import org.offhook.campaign.store.StoreException;
import org.offhook.campaign.user.Password;
import org.offhook.campaign.user.Right;
import org.offhook.campaign.user.User;
import org.offhook.campaign.user.UserGroup;
import org.offhook.core.account.AccountId;
import org.offhook.core.call.CallEnd;
import org.offhook.core.call.CallId;
import org.offhook.core.call.CallParty;
import org.offhook.core.error.ErrorCode;
import org.offhook.core.phone.CallView.CallDirection;
import org.offhook.store.Store;
import org.offhook.store.StoreAddress;

class StoreWorkTest {
    private static final Instant NOON = Instant.parse("2026-11-28T12:00:00Z");
    private static final Duration DEADLINE = Duration.ofSeconds(60);

    @TempDir
    private Path folder;

    private final AtomicBoolean reachable = new AtomicBoolean(true);
    private final CountDownLatch refused = new CountDownLatch(1);
    private final StoreHouse house = new StoreHouse(this::opened, () -> false);
    private final StoreWork work = work(house);

    private static StoreWork work(StoreHouse house) {
        return new StoreWork(
                house, () -> "desk-1", ZoneOffset.UTC, InstantSource.fixed(NOON), Duration.ofMillis(5), DEADLINE);
    }

    private static Path file(Path folder) {
        return folder.resolve("dialer.db");
    }

    private Store opened() {
        if (!reachable.get()) {
            refused.countDown();
            throw new StoreException.StoreUnreachable("no answer", new IOException());
        }
        return Store.open(StoreAddress.sqlite(file(folder)));
    }

    @BeforeEach
    void provision() {
        try (Store store = Store.open(StoreAddress.sqlite(file(folder)))) {
            store.setup().putCampaign(Campaign.of("SPRING", "Spring").withManualDialList(1_001));
            store.setup().putDisposition(new Disposition("SPRING", "SALE", "Sale", "1", Set.of()));
            store.lists().add(new LeadList(1_001, "Spring list", "SPRING", true, List.of()));
            store.leads().add(List.of(NewLead.of(1_001, "", "301")), DuplicateCheck.NONE);
            store.users().putGroup(new UserGroup("AGENTS", "Agents", Set.of()));
            store.users()
                    .add(
                            User.of("asha", "Asha", 1, "AGENTS").withCampaign("SPRING"),
                            Password.of("secret"),
                            Optional.empty());
        }
    }

    @AfterEach
    void close() {
        work.close();
        house.close();
    }

    private static <T> T value(CompletionStage<StoreAnswer<T>> asked) throws Exception {
        return switch (answer(asked)) {
            case StoreAnswer.Done<T>(T value) -> value;
            case StoreAnswer.Failed<T>(ErrorCode error, String detail) ->
                throw new AssertionError(error + " " + detail);
        };
    }

    private static <T> ErrorCode error(CompletionStage<StoreAnswer<T>> asked) throws Exception {
        return ((StoreAnswer.Failed<T>) answer(asked)).error();
    }

    private static <T> StoreAnswer<T> answer(CompletionStage<StoreAnswer<T>> asked) throws Exception {
        return asked.toCompletableFuture().get(DEADLINE.toSeconds(), TimeUnit.SECONDS);
    }

    private static CallNote.Begun begun(String call, OptionalLong lead) {
        return new CallNote.Begun(
                new CallId(call),
                CallDirection.OUTGOING,
                new CallParty("301", ""),
                "asha",
                "SPRING",
                lead,
                OptionalLong.empty(),
                "agent",
                false,
                NOON,
                AccountId.MAIN);
    }

    static KeptWrapUp wrapUp(String note) {
        return new KeptWrapUp(
                "asha",
                "SPRING",
                new CallId("c1"),
                new CallParty("301", ""),
                OptionalLong.empty(),
                Duration.ofSeconds(30),
                new CallEnd(CallEnd.Cause.HUNG_UP, CallEnd.Side.FAR_END, 0, Optional.empty()),
                NOON,
                new Draft(Optional.of("SALE"), note, Optional.empty()));
    }

    private List<CallRecord> log() throws Exception {
        return house.ask(open -> open.callLog().search(CallLogQuery.of("asha", 10)))
                .get(DEADLINE.toSeconds(), TimeUnit.SECONDS);
    }

    @Test
    void claimsALeadClearsItsNumberAndGivesItBack() throws Exception {
        LeadOnScreen lead = value(work.next("asha", "SPRING")).orElseThrow();
        assertThat(value(work.next("asha", "SPRING"))).as("it was the only one").isEmpty();
        Clearance clearance = value(work.clear(
                new DialQuestion("asha", "SPRING", "301", "", new LeadWish.Search(), false, "agent", Map.of())));
        assertThat(clearance.lead().orElseThrow().leadId()).isEqualTo(lead.leadId());

        assertThat(value(work.giveBack("asha", lead.leadId()))).isTrue();

        assertThat(value(work.next("asha", "SPRING"))).isPresent();
        assertThat(value(work.edit("SPRING", lead.leadId(), Map.of("city", "Pune")))
                        .leadId())
                .isEqualTo(lead.leadId());
        assertThat(error(work.edit("SPRING", lead.leadId(), Map.of("no_field", "x"))))
                .isEqualTo(ErrorCode.FIELD_INVALID);
    }

    @Test
    void keepsWhatHappenedToCallsInItsOrderWhenTheStoreComesBack() throws Exception {
        reachable.set(false);
        work.note(begun("c1", OptionalLong.empty()));
        work.note(new CallNote.Answered(new CallId("c1"), NOON.plusSeconds(5)));
        work.note(new CallNote.Ended(
                new CallId("c1"),
                new CallEnd(CallEnd.Cause.HUNG_UP, CallEnd.Side.FAR_END, 200, Optional.empty()),
                NOON.plusSeconds(65)));
        work.note(begun("c2", OptionalLong.empty()));
        assertThat(refused.await(DEADLINE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        assertThat(error(work.save(wrapUp("two boxes"))))
                .as("who waits for an answer is not kept waiting")
                .isEqualTo(ErrorCode.STORE_UNREACHABLE);

        reachable.set(true);
        assertThat(value(work.save(wrapUp("two boxes")))).isEmpty();

        assertThat(log()).extracting(line -> line.begun().call()).containsExactly("c2", "c1");
        assertThat(log().getLast().talked()).isEqualTo(Duration.ofMinutes(1));
        assertThat(log().getLast().disposition()).isEqualTo("SALE");
    }

    @Test
    void leavesNothingBehindThatWasNotedBeforeItIsClosed() throws Exception {
        work.note(begun("c1", OptionalLong.empty()));
        work.note(new CallNote.Ended(
                new CallId("c1"),
                new CallEnd(CallEnd.Cause.BUSY, CallEnd.Side.FAR_END, 486, Optional.of(ErrorCode.BUSY)),
                NOON));

        work.close();

        assertThat(log()).singleElement().satisfies(line -> {
            assertThat(line.end()).isEqualTo("BUSY");
            assertThat(line.by()).isEqualTo(new EndedBy("FAR_END", 486, ErrorCode.BUSY.code()));
        });
        assertThat(error(work.keep(wrapUp("too late")))).isEqualTo(ErrorCode.STORE_UNREACHABLE);
    }

    @Test
    void aDraftThatWasAcknowledgedOutlivesTheKilledProcess() throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-XX:TieredStopAtLevel=1",
                        "-XX:+UseSerialGC",
                        "-Xmx256m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        KilledDesk.class.getName(),
                        file(folder).toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            assertThat(lines.readLine()).isEqualTo("KEPT");
            process.toHandle().destroyForcibly();
            assertThat(process.waitFor(DEADLINE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        }

        Workplace place = value(work.look("asha")).orElseThrow();
        assertThat(place.unfinished()).containsExactly(wrapUp("the last thing said"));
    }

    /** Keeps a draft, says so, and waits to be killed. */
    static final class KilledDesk {
        private KilledDesk() {}

        public static void main(String[] arguments) throws Exception {
            StoreHouse house =
                    new StoreHouse(() -> Store.open(StoreAddress.sqlite(Path.of(arguments[0]))), () -> false);
            StoreWork work = work(house);
            value(work.keep(wrapUp("the first thing said")));
            value(work.keep(wrapUp("the last thing said")));
            System.out.println("KEPT");
            System.out.flush();
            new CountDownLatch(1).await();
        }
    }

    // ---- calls in doubt

    private static final AgentPosition PAUSED =
            new AgentPosition("SPRING", "1000", AgentPosition.State.PAUSED, "LOGIN", false, "", 0, true, NOON);

    private long doubt(String agent, String number) throws Exception {
        return house.ask(open -> {
                    open.dialQueue().add(NewDial.of(agent, "SPRING", number, "crm", number), 10);
                    Lease lease = ((Claimed.Owned) open.sessions().claim(agent, "gone", PAUSED, Duration.ofMinutes(1)))
                            .lease();
                    long id = open.dialQueue().claimNext(lease).orElseThrow().id();
                    open.sessions().end(lease);
                    open.dialQueue().doubtAbandoned();
                    return id;
                })
                .get(DEADLINE.toSeconds(), TimeUnit.SECONDS);
    }

    private DialEntry.State state(long id) throws Exception {
        return house.ask(open -> open.dialQueue().find(id).orElseThrow().state())
                .get(DEADLINE.toSeconds(), TimeUnit.SECONDS);
    }

    private List<String> shownFaults() {
        List<String> shown = new ArrayList<>();
        house.showFaultsAt(new StoreHouse.Faults() {
            @Override
            public void raise(ErrorCode error, String detail) {
                shown.add(error + " " + detail);
            }

            @Override
            public void clear(ErrorCode error) {
                shown.add("no " + error);
            }
        });
        return shown;
    }

    @Test
    void anAgentDecidesAboutTheOwnCallsInDoubtAndNoOthers() throws Exception {
        List<String> shown = shownFaults();
        long first = doubt("asha", "305");
        long second = doubt("asha", "306");
        long other = doubt("ravi", "307");
        assertThat(value(work.look("asha")).orElseThrow().doubts())
                .extracting(DoubtView::id)
                .containsExactly(first, second);

        assertThat(value(work.decide(new DoubtWord("asha", DoubtView.Kind.QUEUE, first, true))))
                .extracting(DoubtView::id)
                .containsExactly(second);
        assertThat(shown).last().isEqualTo("CALL_IN_DOUBT queue: 1, schedule: 0");
        assertThat(value(work.decide(new DoubtWord("asha", DoubtView.Kind.QUEUE, second, false))))
                .isEmpty();

        assertThat(state(first)).isEqualTo(DialEntry.State.QUEUED);
        assertThat(state(second)).isEqualTo(DialEntry.State.DONE);
        assertThat(shown).last().isEqualTo("no CALL_IN_DOUBT");
        assertThat(error(work.decide(new DoubtWord("asha", DoubtView.Kind.QUEUE, second, true))))
                .isEqualTo(ErrorCode.NOT_IN_DOUBT);
        assertThat(error(work.decide(new DoubtWord("asha", DoubtView.Kind.QUEUE, other, true))))
                .isEqualTo(ErrorCode.RIGHT_MISSING);
        assertThat(state(other)).isEqualTo(DialEntry.State.IN_DOUBT);
    }

    @Test
    void whoAdministersFutureCallsDecidesAboutEverybodysCallsInDoubt() throws Exception {
        house.ask(open -> {
                    open.users()
                            .add(
                                    User.of("mina", "Mina", 8, "AGENTS").withRights(Set.of(Right.MODIFY_CAMPAIGNS)),
                                    Password.of("secret"),
                                    Optional.empty());
                    return true;
                })
                .get(DEADLINE.toSeconds(), TimeUnit.SECONDS);
        List<String> shown = shownFaults();
        long other = doubt("asha", "305");
        long kept = doubt("ravi", "306");
        assertThat(value(work.look("mina"))).as("mina works in no campaign").isEmpty();
        assertThat(value(work.doubts("ravi"))).extracting(DoubtView::id).containsExactly(kept);
        assertThat(value(work.doubts("mina")))
                .extracting(DoubtView::id, DoubtView::agent)
                .containsExactly(tuple(other, "asha"), tuple(kept, "ravi"));

        assertThat(value(work.decide(new DoubtWord("mina", DoubtView.Kind.QUEUE, other, false))))
                .extracting(DoubtView::id)
                .containsExactly(kept);
        assertThat(shown).last().as("the question stays").isEqualTo("CALL_IN_DOUBT queue: 1, schedule: 0");

        assertThat(state(other)).isEqualTo(DialEntry.State.DONE);
    }

    @Test
    void tellsALoginWhereTheUserWorks() throws Exception {
        Optional<Workplace> verified = new ProvisionedUsers(house, (_, _) -> {
                    throw new AssertionError("the store decides");
                })
                .verify("asha", org.offhook.core.account.Secret.of("secret"))
                .toCompletableFuture()
                .get(DEADLINE.toSeconds(), TimeUnit.SECONDS)
                .work();

        assertThat(verified)
                .isEqualTo(house.ask(open -> Workplaces.find(open, "asha", Instant.now()))
                        .get(DEADLINE.toSeconds(), TimeUnit.SECONDS));
        assertThat(verified.orElseThrow().rules().view().id()).isEqualTo("SPRING");
    }
}
