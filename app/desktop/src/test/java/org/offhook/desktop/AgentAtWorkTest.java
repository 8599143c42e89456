package org.offhook.desktop;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.offhook.agent.AgentCommand;
import org.offhook.agent.AgentState;
import org.offhook.agent.Draft;
import org.offhook.agent.LeadNumber;
import org.offhook.agent.WrapUpView;
import org.offhook.campaign.lead.LeadStatus;
import org.offhook.campaign.log.CallRecord;
import org.offhook.campaign.setup.Campaign;
import org.offhook.campaign.setup.Disposition;
import org.offhook.core.call.CallId;
import org.offhook.core.phone.CommandOutcome;
import org.offhook.store.Store;
import org.offhook.store.StoreAddress;

/** The whole product with an agent of its own store: a lead is taken, dialled, wrapped up, and the store knows; also after a new start. */
class AgentAtWorkTest {
    private static final String ASHA = "asha";

    @TempDir
    Path data;

    private Store store;
    private Optional<PhoneBench> running = Optional.empty();

    @BeforeEach
    void open() {
        store = DialerBench.floor(StoreAddress.sqlite(data.resolve("dialer.db")), ASHA);
        store.setup()
                .putCampaign(Campaign.of(DialerBench.CAMPAIGN, "Test")
                        .withManualDialList(DialerBench.LIST)
                        .withWrapUp(Duration.ofMinutes(10))
                        .withForced(true, false));
        store.setup().putDisposition(new Disposition(DialerBench.CAMPAIGN, "SALE", "Sale", "1", Set.of()));
    }

    @AfterEach
    void close() {
        running.ifPresent(PhoneBench::close);
        store.close();
    }

    private PhoneBench loggedIn() throws Exception {
        PhoneBench phone = PhoneBench.start(data, "account.exchange=practice");
        running = Optional.of(phone);
        DialerBench.logIn(phone, store, ASHA);
        return phone;
    }

    private static void accepted(PhoneBench phone, AgentCommand command) throws Exception {
        assertThat(phone.submit(command)).isInstanceOf(CommandOutcome.Accepted.class);
    }

    private static CallId wrapUp(PhoneBench phone) throws Exception {
        assertThat(phone.watch.await(
                        snapshot -> snapshot.agent().state() == AgentState.WRAP_UP
                                && snapshot.work().wrapUp().isPresent(),
                        PhoneBench.LIMIT))
                .isTrue();
        return phone.watch.latest().work().wrapUp().map(WrapUpView::call).orElseThrow();
    }

    private String status(long lead) {
        return store.leads().find(lead).orElseThrow().status();
    }

    @Test
    void aLeadIsTakenDialledWrappedUpAndWrittenDownAcrossANewStart() throws Exception {
        long lead = DialerBench.lead(store, DialerBench.CUSTOMER);
        PhoneBench phone = loggedIn();
        accepted(phone, new AgentCommand.NextLead());
        assertThat(status(lead)).isEqualTo(LeadStatus.QUEUE);
        accepted(phone, new AgentCommand.DialLead(lead, LeadNumber.MAIN));
        DialerBench.awaitConnected(phone);
        DialerBench.hangUp(phone);
        CallId call = wrapUp(phone);
        accepted(phone, new AgentCommand.DraftWrapUp(call, new Draft(Optional.empty(), "two boxes", Optional.empty())));

        phone.close();
        PhoneBench again = loggedIn();
        assertThat(wrapUp(again)).isEqualTo(call);
        assertThat(again.watch.latest().work().wrapUp().orElseThrow().draft().note())
                .isEqualTo("two boxes");
        accepted(
                again,
                new AgentCommand.DraftWrapUp(call, new Draft(Optional.of("SALE"), "two boxes", Optional.empty())));
        accepted(again, new AgentCommand.SaveWrapUp(call));

        CallRecord line = DialerBench.newestCall(store, ASHA).orElseThrow();
        assertThat(line.disposition()).isEqualTo("SALE");
        assertThat(line.comment()).isEqualTo("two boxes");
        assertThat(line.begun().lead()).hasValue(lead);
        assertThat(status(lead)).isEqualTo("SALE");
        assertThat(again.watch.await(snapshot -> snapshot.agent().state() == AgentState.PAUSED, PhoneBench.LIMIT))
                .isTrue();
    }
}
