package org.offhook.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.offhook.agent.AgentCommand;
import org.offhook.agent.AgentEvent;
import org.offhook.agent.CallbackView;
import org.offhook.agent.CallbackWish;
import org.offhook.agent.CampaignView;
import org.offhook.agent.DialBar;
import org.offhook.agent.DispositionChoice;
import org.offhook.agent.Draft;
import org.offhook.agent.EarlierCall;
import org.offhook.agent.LeadNumber;
import org.offhook.agent.LeadOnScreen;
import org.offhook.agent.LeadValue;
import org.offhook.agent.LeadWish;
import org.offhook.agent.ManualDialMode;
import org.offhook.agent.QueuedDial;
import org.offhook.agent.WorkView;
import org.offhook.agent.WrapUpView;
import org.offhook.core.call.CallEnd;
import org.offhook.core.call.CallId;
import org.offhook.core.error.ErrorCode;

/** Leads, results and callbacks in the CRM's messages. */
class WorkMessagesTest {
    private static final String CRM = "https://crm.example";
    private static final Instant NOON = Instant.parse("2026-11-28T12:00:00Z");
    private static final CallId CALL = new CallId("call-1");
    private static final CampaignView SPRING =
            new CampaignView("SPRING", "Spring", ManualDialMode.QUEUE, false, true, Duration.ofSeconds(45), "", "US");

    private final FakeAgentDesk desk = new FakeAgentDesk(FakeAgentDesk.paired(CRM));
    private final BridgeRig rig = BridgeRig.on(desk);

    @AfterEach
    void stop() {
        rig.close();
        desk.close();
    }

    private static WorkView work(Optional<LeadOnScreen> lead, Optional<WrapUpView> wrapUp) {
        return new WorkView(
                Optional.of(SPRING),
                lead,
                wrapUp,
                List.of(new DispositionChoice("SALE", "Sale", "1", false, false)),
                List.of(new CallbackView(7, 57, "Tom", "305", NOON, java.time.ZoneOffset.UTC, true, "", true)),
                List.of(),
                true);
    }

    private static WrapUpView wrapUp(Draft draft) {
        return new WrapUpView(
                CALL,
                "Lena M.",
                Duration.ofSeconds(80),
                new CallEnd(CallEnd.Cause.HUNG_UP, CallEnd.Side.FAR_END, 0, Optional.empty()),
                Optional.of(NOON.plusSeconds(45)),
                true,
                draft,
                WrapUpView.Saving.OPEN);
    }

    private static LeadOnScreen lead() {
        return new LeadOnScreen(
                1_021,
                "Spring list",
                "Lena M.",
                "+919876543210",
                "9876500000",
                "",
                Optional.of(ZoneId.of("Asia/Kolkata")),
                false,
                Optional.of(LocalTime.of(9, 0)),
                List.of(new LeadValue("city", "", "Pune", false, 50), new LeadValue("state", "", "", false, 50)),
                List.of(new EarlierCall(NOON, "NOANS", Duration.ZERO, "mina")),
                LeadOnScreen.Showing.PREVIEW,
                Optional.empty(),
                Optional.empty());
    }

    private AgentCommand command(String message) throws Exception {
        assertThat(BridgeRig.json(rig.tell(message).body()).path("status").asText())
                .isEqualTo("true");
        return desk.nextCommand();
    }

    private String code(String message) throws Exception {
        return BridgeRig.json(rig.tell(message).body())
                .path("data")
                .path("code")
                .asText();
    }

    @Test
    void asksForLeads() throws Exception {
        assertThat(command("{\"action\":\"next_lead\"}")).isEqualTo(new AgentCommand.NextLead());
        assertThat(command("{\"action\":\"dial_lead\",\"leadId\":\"1021\",\"number\":\"THIRD\"}"))
                .isEqualTo(new AgentCommand.DialLead(1_021, LeadNumber.THIRD));
        assertThat(command("{\"action\":\"edit_lead\",\"leadId\":1021,\"fields\":{\"city\":\"\"}}"))
                .isEqualTo(new AgentCommand.EditLead(1_021, Map.of("city", "")));
        assertThat(code("{\"action\":\"dial_lead\"}")).isEqualTo("OH-703");
        assertThat(code("{\"action\":\"dial_lead\",\"leadId\":1,\"number\":\"HOME\"}"))
                .isEqualTo("OH-704");
        assertThat(code("{\"action\":\"edit_lead\",\"leadId\":1021}")).isEqualTo("OH-703");
    }

    @Test
    void takesTheWordSearchSeriously() throws Exception {
        AgentCommand.ClickToCall found =
                (AgentCommand.ClickToCall) command("{\"action\":\"click_to_call\",\"phone_number\":\"305\"}");
        AgentCommand.ClickToCall made = (AgentCommand.ClickToCall)
                command("{\"action\":\"click_to_call\",\"phone_number\":\"305\",\"search\":\"NO\"}");

        assertThat(found.dial().lead()).isEqualTo(new LeadWish.Search());
        assertThat(made.dial().lead()).isEqualTo(new LeadWish.Create());
    }

    @Test
    void keepsWhatAResultDoesNotName() throws Exception {
        CallbackWish tomorrow = new CallbackWish(LocalDateTime.of(2026, 11, 29, 10, 30), false);
        desk.workHappened(
                new AgentEvent.WrapUpBegan(CALL),
                work(
                        Optional.empty(),
                        Optional.of(wrapUp(new Draft(Optional.of("CALLBK"), "two\nboxes", Optional.of(tomorrow))))));
        desk.settle();

        assertThat(command("{\"action\":\"disposition\",\"disposition\":\"SALE\"}"))
                .isEqualTo(new AgentCommand.DraftWrapUp(
                        CALL, new Draft(Optional.of("SALE"), "two\nboxes", Optional.of(tomorrow))));
        assertThat(command("{\"action\":\"disposition\",\"note\":\"\",\"callbackAt\":\"2026-11-30T09:00\"}"))
                .isEqualTo(new AgentCommand.DraftWrapUp(
                        CALL,
                        new Draft(
                                Optional.of("CALLBK"),
                                "",
                                Optional.of(new CallbackWish(LocalDateTime.of(2026, 11, 30, 9, 0), false)))));
        assertThat(command("{\"action\":\"save_wrap_up\"}")).isEqualTo(new AgentCommand.SaveWrapUp(CALL));
        assertThat(code("{\"action\":\"disposition\",\"callbackAt\":\"tomorrow\"}"))
                .isEqualTo("OH-704");
    }

    @Test
    void saysSoWhenNoCallIsInWrapUp() throws Exception {
        assertThat(code("{\"action\":\"save_wrap_up\"}")).isEqualTo("OH-419");
        assertThat(code("{\"action\":\"disposition\",\"disposition\":\"SALE\"}"))
                .isEqualTo("OH-419");
    }

    @Test
    void tellsWhatIsOnTheScreenAndHowItWasSaved() throws Exception {
        try (TestSocket page = rig.page(CRM)) {
            page.awaitEvent("snapshot");
            desk.workHappened(new AgentEvent.LeadShown(lead()), work(Optional.of(lead()), Optional.empty()));
            JsonNode shown = page.awaitEvent("lead.shown");
            assertThat(shown.path("leadId").asLong()).isEqualTo(1_021);
            assertThat(shown.path("fields").toString()).isEqualTo("{\"city\":\"Pune\"}");
            assertThat(shown.path("callableFrom").asText()).isEqualTo("09:00");
            assertThat(shown.path("earlier").path(0).path("disposition").asText())
                    .isEqualTo("NOANS");

            desk.workHappened(
                    new AgentEvent.WrapUpEnded(CALL, Optional.of("SALE"), false),
                    work(Optional.empty(), Optional.empty()));
            JsonNode saved = page.awaitEvent("disposition");
            assertThat(saved.path("callId").asText()).isEqualTo("call-1");
            assertThat(saved.path("disposition").asText()).isEqualTo("SALE");
        }
    }

    @Test
    void saysWhyAQueuedNumberIsPassedOver() throws Exception {
        QueuedDial dial = new QueuedDial("q-7", "305", "Tom", "crm", NOON);
        try (TestSocket page = rig.page(CRM)) {
            page.awaitEvent("snapshot");
            desk.workHappened(
                    new AgentEvent.DialQueued(dial.barred(DialBar.of(ErrorCode.OUTSIDE_CALLING_HOURS)), 1),
                    work(Optional.empty(), Optional.empty()));
            assertThat(page.awaitEvent("queue.added").path("passedOver").asText())
                    .isEqualTo("OH-412");
        }
    }

    @Test
    void hasTheWholeOfItInTheSnapshot() throws Exception {
        desk.workHappened(
                new AgentEvent.CampaignChanged(SPRING), work(Optional.of(lead()), Optional.of(wrapUp(Draft.EMPTY))));
        desk.settle();
        try (TestSocket page = rig.page(CRM)) {
            JsonNode work = page.awaitEvent("snapshot").path("work");
            assertThat(work.path("campaign").path("wrapUpSeconds").asLong()).isEqualTo(45);
            assertThat(work.path("lead").path("number").asText()).isEqualTo("+919876543210");
            assertThat(work.path("wrapUp").path("until").asText()).isEqualTo("2026-11-28T12:00:45Z");
            assertThat(work.path("dispositions").path(0).path("hotkey").asText())
                    .isEqualTo("1");
            assertThat(work.path("callbacks").path(0).path("due").asBoolean()).isTrue();
        }
    }
}
