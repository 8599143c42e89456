package org.offhook.desktop.dialer;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.offhook.campaign.lead.AddedLead;
import org.offhook.campaign.lead.DuplicateCheck;
import org.offhook.campaign.lead.LeadField;
import org.offhook.campaign.lead.NewLead;
import org.offhook.campaign.list.LeadList;
import org.offhook.campaign.log.CallRecord;
import org.offhook.campaign.log.NewLoggedCall;
import org.offhook.campaign.number.DialRules;
import org.offhook.campaign.setup.CallingHours;
import org.offhook.campaign.setup.Campaign;
import org.offhook.campaign.setup.Disposition;
import org.offhook.campaign.user.Password;
import org.offhook.campaign.user.User;
import org.offhook.campaign.user.UserGroup;
import org.offhook.store.Store;
import org.offhook.store.StoreAddress;
import org.offhook.ui.port.KnownNumber;
import org.offhook.ui.port.LogSource.Question;
import org.offhook.ui.port.WindowSources;

class StoreSourcesTest {
    /** Half past two on a Saturday afternoon, UTC. */
    private static final Instant NOW = Instant.parse("2026-11-21T14:32:00Z");

    private static final String CAMPAIGN = "SPRING";

    @TempDir
    private Path folder;

    private Store store;
    private StoreHouse house;
    private WindowSources sources;

    @BeforeEach
    void fill() {
        Path file = folder.resolve("dialer.db");
        store = Store.open(StoreAddress.sqlite(file));
        store.users().putGroup(new UserGroup("AGENTS", "Agents", Set.of()));
        for (String name : List.of("asha", "ravi")) {
            store.users().add(User.of(name, name, 1, "AGENTS"), Password.of("right"), Optional.empty());
        }
        store.users().add(User.of("lead", "Lead", 8, "AGENTS"), Password.of("right"), Optional.empty());
        campaign(CallingHours.ALWAYS);
        store.setup().putDisposition(new Disposition(CAMPAIGN, "NI", "Not interested", "", Set.of()));
        store.lists().add(new LeadList(101, "Spring list", CAMPAIGN, true, List.of()));
        house = new StoreHouse(() -> Store.open(StoreAddress.sqlite(file)), () -> Files.notExists(file));
        sources = StoreSources.of(house, InstantSource.fixed(NOW), ZoneOffset.UTC, "");
    }

    @AfterEach
    void close() {
        house.close();
        store.close();
    }

    private void campaign(CallingHours hours) {
        store.setup()
                .putCampaign(Campaign.of(CAMPAIGN, "Spring")
                        .withDialRules(new DialRules("", "1", false), "US")
                        .withCallingHours(hours));
    }

    private long lena(String zone) {
        var lead = new NewLead(
                101,
                "1",
                "7275550142",
                zone,
                "NEW",
                0,
                Map.of(LeadField.FIRST_NAME, "Lena", LeadField.LAST_NAME, "M."),
                Map.of());
        return ((AddedLead.Created)
                        store.leads().add(List.of(lead), DuplicateCheck.NONE).getFirst())
                .leadId();
    }

    private void call(String id, String agent, OptionalLong lead, String disposition) {
        long line = store.callLog()
                .begin(new NewLoggedCall(
                        id,
                        "node",
                        NewLoggedCall.Direction.OUTGOING,
                        agent,
                        CAMPAIGN,
                        "17275550142",
                        "Lena M.",
                        lead,
                        OptionalLong.empty(),
                        "agent",
                        NOW.minus(Duration.ofDays(1))));
        store.callLog().ended(line, NOW.minus(Duration.ofDays(1)), "BUSY");
        if (!disposition.isEmpty()) {
            store.callLog().dispose(line, disposition, "");
        }
    }

    private KnownNumber look(String number) throws Exception {
        return sources.numbers()
                .lookUp(CAMPAIGN, number)
                .toCompletableFuture()
                .get(30, TimeUnit.SECONDS)
                .orElseThrow();
    }

    private List<String> log(String user, Optional<String> text) throws Exception {
        return sources
                .log()
                .search(new Question(user, text, OptionalLong.empty(), 10))
                .toCompletableFuture()
                .get(30, TimeUnit.SECONDS)
                .stream()
                .map(CallRecord::begun)
                .map(NewLoggedCall::call)
                .toList();
    }

    @Test
    void aNumberIsItsLeadHoweverItIsWritten() throws Exception {
        long lead = lena("America/New_York");
        call("c1", "ravi", OptionalLong.of(lead), "NI");
        for (String number : List.of("+17275550142", "17275550142", "7275550142")) {
            KnownNumber known = look(number);
            assertThat(known.name()).as(number).isEqualTo("Lena M.");
            assertThat(known.listName()).isEqualTo("Spring list");
            assertThat(known.lastResult()).isEqualTo("Not interested");
            assertThat(known.zone()).contains(ZoneId.of("America/New_York"));
            assertThat(known.callableNow()).isTrue();
            assertThat(known.doNotCall()).isFalse();
        }
    }

    @Test
    void aNumberOnTheListIsNotToBeCalledWithOrWithoutALead() throws Exception {
        store.dnc().add(CAMPAIGN, Set.of("17275550142"));
        assertThat(look("727 555 0142").doNotCall()).isTrue();
        lena("");
        assertThat(look("+17275550142").doNotCall()).isTrue();
        assertThat(look("+17275550143").doNotCall()).isFalse();
    }

    @Test
    void theHoursCountWhereTheLeadIs() throws Exception {
        campaign(new CallingHours(
                List.of(new CallingHours.Window(DayOfWeek.SATURDAY, LocalTime.of(9, 0), LocalTime.of(18, 0)))));
        lena("America/Los_Angeles");
        KnownNumber early = look("+17275550142");
        assertThat(early.callableNow()).isFalse();
        assertThat(early.callableFrom()).contains(LocalTime.of(9, 0));
        assertThat(look("+17275550199").callableNow())
                .as("nobody's number, by our time")
                .isTrue();
    }

    @Test
    void anAgentSeesTheirOwnCallsAndFromLevelEightOnEverybodys() throws Exception {
        call("c1", "asha", OptionalLong.empty(), "");
        call("c2", "ravi", OptionalLong.empty(), "");
        assertThat(log("asha", Optional.empty())).containsExactly("c1");
        assertThat(log("lead", Optional.empty())).containsExactly("c2", "c1");
        assertThat(log("asha", Optional.of("0142"))).containsExactly("c1");
        assertThat(log("asha", Optional.of("nobody"))).isEmpty();
        assertThat(log("", Optional.empty())).as("nobody is logged in").isEmpty();
    }

    @Test
    void aCampaignThatNamesNoCountryHasThePhones() {
        lena("");
        store.setup().putCampaign(Campaign.of(CAMPAIGN, "Spring").withDialRules(DialRules.PLAIN, ""));
        WindowSources ours = StoreSources.of(house, InstantSource.fixed(NOW), ZoneOffset.UTC, "US");

        assertThat(known(sources, "+1 727 555 0142").lead()).isTrue();
        assertThat(known(sources, "1 727 555 0142").lead())
                .as("nobody says that the 1 is a country code")
                .isFalse();
        assertThat(known(ours, "1 727 555 0142").lead()).isTrue();
    }

    private static KnownNumber known(WindowSources from, String number) {
        return from.numbers()
                .lookUp(CAMPAIGN, number)
                .toCompletableFuture()
                .join()
                .orElseThrow();
    }
}
