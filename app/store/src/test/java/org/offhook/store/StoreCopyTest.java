package org.offhook.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.offhook.campaign.lead.AddedLead.Created;
import org.offhook.campaign.lead.DuplicateCheck;
import org.offhook.campaign.lead.LeadField;
import org.offhook.campaign.lead.LeadStatus;
import org.offhook.campaign.lead.NewLead;
import org.offhook.campaign.list.CustomField;
import org.offhook.campaign.list.LeadList;
import org.offhook.campaign.log.NewLoggedCall;
import org.offhook.campaign.log.NewLoggedCall.Direction;
import org.offhook.campaign.queue.DialQueueStorePort.Queued;
import org.offhook.campaign.queue.NewDial;
import org.offhook.campaign.setup.Campaign;
import org.offhook.campaign.setup.PauseCode;
import org.offhook.campaign.store.StoreException.RuleViolation;
import org.offhook.campaign.user.Password;
import org.offhook.campaign.user.Right;
import org.offhook.campaign.user.User;
import org.offhook.campaign.user.UserGroup;
import org.offhook.store.copy.CopiedTable;

class StoreCopyTest {
    private static final StoreOptions OPTIONS =
            StoreOptions.DEFAULT.withKey(new byte[32]).withPasswordCost(StoreContract.CHEAP);

    @TempDir
    Path folder;

    private Store filled() {
        Store store = Store.open(StoreAddress.sqlite(folder.resolve("from.db")), OPTIONS);
        store.setup().putCampaign(Campaign.of("CAMP", "Camp").withWrapUp(Duration.ofSeconds(5)));
        store.setup().putPauseCode(new PauseCode("", "LUNCH", "Lunch", true, Duration.ZERO));
        store.lists()
                .add(new LeadList(1101, "List", "CAMP", true, List.of(new CustomField("LeadSource", "Source", 100))));
        store.users().putGroup(new UserGroup("AGENTS", "Agents", Set.of("CAMP")));
        store.users()
                .add(
                        User.of("asha", "Asha Ü.", 1, "AGENTS", Right.MANUAL_DIAL),
                        Password.of("pass"),
                        Optional.of(Password.of("sip")));
        store.leads()
                .add(
                        IntStream.range(0, 2_500)
                                .mapToObj(i -> new NewLead(
                                        1101,
                                        "1",
                                        "555" + (10_000 + i),
                                        "",
                                        LeadStatus.NEW,
                                        i % 3,
                                        Map.of(LeadField.FIRST_NAME, "null"),
                                        Map.of("LeadSource", "WEB")))
                                .toList(),
                        DuplicateCheck.NONE);
        store.dialQueue().add(NewDial.of("asha", "CAMP", "5550001", "test", "r1"), 10);
        store.callLog()
                .begin(new NewLoggedCall(
                        "c1",
                        "n1",
                        Direction.INCOMING,
                        "",
                        "",
                        "1002",
                        "",
                        OptionalLong.empty(),
                        OptionalLong.empty(),
                        "incoming",
                        java.time.Instant.EPOCH));
        return store;
    }

    private void copiesInto(StoreAddress address) {
        try (Store from = filled();
                Store to = Store.open(address, OPTIONS)) {
            List<CopiedTable> told = new ArrayList<>();
            List<CopiedTable> copied = from.copyTo(to, told::add);

            assertThat(told).isEqualTo(copied);
            assertThat(copied).contains(new CopiedTable("leads", 2_500), new CopiedTable("lists", 2));
            assertThat(to.users().all()).isEqualTo(from.users().all());
            assertThat(to.users().phoneSecret("asha")).contains(Password.of("sip"));
            assertThat(to.setup().campaign("CAMP")).isEqualTo(from.setup().campaign("CAMP"));
            assertThat(to.lists().all()).isEqualTo(from.lists().all());
            assertThat(to.leads().find(1_700))
                    .isEqualTo(from.leads().find(1_700))
                    .isPresent();
            assertThat(to.dialQueue().waiting("asha"))
                    .isEqualTo(from.dialQueue().waiting("asha"));

            long nextLead = ((Created) to.leads()
                            .add(List.of(NewLead.of(1101, "1", "1")), DuplicateCheck.NONE)
                            .getFirst())
                    .leadId();
            assertThat(nextLead).as("ids go on where they were").isEqualTo(2_501);
            assertThat(to.dialQueue().add(NewDial.of("asha", "CAMP", "5550002", "test", "r2"), 10))
                    .isInstanceOfSatisfying(
                            Queued.Taken.class,
                            taken -> assertThat(taken.entry().id()).isEqualTo(2));

            assertThatThrownBy(() -> from.copyTo(to, _ -> {})).isInstanceOf(RuleViolation.class);
            assertThat(to.leads().count(1101)).isEqualTo(2_501);
        }
    }

    @Test
    @Tag("interop")
    @ExtendWith(SharedPostgres.class)
    void movesFromSqliteToPostgres() {
        copiesInto(SharedPostgres.newDatabase());
    }

    @Test
    void copiesIntoAnotherFile() {
        copiesInto(StoreAddress.sqlite(folder.resolve("to.db")));
    }
}
