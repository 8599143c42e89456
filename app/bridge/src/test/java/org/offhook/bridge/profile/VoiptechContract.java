package org.offhook.bridge.profile;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.offhook.agent.twoleg.LegFailure;
import org.offhook.agent.twoleg.LegTarget;
import org.offhook.agent.twoleg.LegTarget.Alert;
import org.offhook.agent.twoleg.LegTarget.Announcement;
import org.offhook.agent.twoleg.LegTarget.Dialled;
import org.offhook.agent.twoleg.LegTarget.OwnPhone;
import org.offhook.agent.twoleg.StageOne;
import org.offhook.agent.twoleg.TwoLegPlan;
import org.offhook.agent.twoleg.TwoLegPlanner;
import org.offhook.bridge.api.ApiProfile;
import org.offhook.bridge.profile.voiptech.VoiptechProfile;
import org.offhook.bridge.profile.voiptech.VoiptechSettings;
import org.offhook.campaign.dnc.DncStorePort;
import org.offhook.campaign.schedule.FutureCall;
import org.offhook.campaign.session.AgentPosition;
import org.offhook.campaign.setup.CallerId;
import org.offhook.campaign.setup.Campaign;
import org.offhook.campaign.setup.Recording;
import org.offhook.campaign.user.Right;

/** dialup.php. Lines are those of voiptech-click2call (the file {@code voiptech-click2call.txt}); bodies are ours, see docs/protocols.md. */
abstract class VoiptechContract extends ProfileContract {
    private static final String PATH = "/API/dialup.php";
    private static final String CUSTOMER = "7275551212";

    private final SpyTwoLegCalls calls = new SpyTwoLegCalls();

    @Override
    ApiProfile profile() {
        return new VoiptechProfile(
                store(),
                calls,
                new TwoLegPlanner(Alert.TAKE),
                new VoiptechSettings(Map.of("acme", ZoneId.of("Asia/Kolkata")), ZoneId.of("UTC")),
                () -> now);
    }

    @Override
    void fill() {
        store().setup()
                .putCampaign(Campaign.of("TESTCAMP", "Test")
                        .withCallerId(new CallerId("+911144445555", "", CallerId.Presentation.P_PREFERRED_IDENTITY)));
        AgentPosition position =
                new AgentPosition("TESTCAMP", "101", AgentPosition.State.PAUSED, "LOGIN", false, "", 0, true, now);
        store().sessions().claim("1000", "node-1", position, Duration.ofHours(1));
    }

    private static Map<String, String> dial(String dial1, String dial2, String... more) {
        Map<String, String> fields =
                of("user", "api", "pass", "1234", "org", "acme", "dial1", dial1, "dial2", dial2, "Response", "yes");
        fields.putAll(of(more));
        return fields;
    }

    private String asked(Map<String, String> fields) {
        HttpResponse<String> response = post(PATH, fields);
        assertThat(response.statusCode()).isEqualTo(200);
        return response.body();
    }

    private void legOneFails(LegFailure failure) {
        calls.legOne(_ -> CompletableFuture.completedFuture(new StageOne.Failed(failure, "call-a")));
    }

    private TwoLegPlan plan() {
        assertThat(calls.plans()).hasSize(1);
        return calls.plans().getFirst();
    }

    // ---- stage one (line 33)

    @Test
    void okWhenTheExtensionAnsweredAndFailInTheDocumentsWordsWhenNot() {
        assertThat(asked(dial("101", CUSTOMER))).isEqualTo("status: ok\n");
        for (Map.Entry<LegFailure, String> one : Map.of(
                        LegFailure.NO_ANSWER, "No answer",
                        LegFailure.BUSY, "Busy",
                        LegFailure.NOT_CONNECTED, "Not connected",
                        LegFailure.UNREACHABLE, "Unreachable")
                .entrySet()) {
            legOneFails(one.getKey());
            assertThat(asked(dial("101", CUSTOMER))).isEqualTo("status: Fail\nreason: " + one.getValue() + "\n");
        }
    }

    @Test
    void withoutResponseTheBodyIsEmptyAndTheCallProceeds() {
        calls.legOne(_ -> new CompletableFuture<>()); // nobody waits for it
        assertThat(asked(dial("101", CUSTOMER, "Response", ""))).isEmpty();
        assertThat(plan().second()).isEqualTo(new Dialled(CUSTOMER, ""));
    }

    @Test
    void showsBothCallIdsOnlyTogetherWithResponse() {
        assertThat(asked(dial("101", CUSTOMER, "showUID", "yes")))
                .isEqualTo("status: ok\nuid1: call-a\nuid2: call-b\n");
        assertThat(asked(dial("101", CUSTOMER, "showUID", "yes", "Response", "no")))
                .isEqualTo("status: Fail\nreason: showUID needs Response\n");
        assertThat(calls.plans()).hasSize(1);
    }

    @Test
    void everyFormatHasItsContentTypeAndEscapes() {
        Map<String, String> types = Map.of(
                "text", "text/plain;charset=utf-8",
                "HTML", "text/html;charset=utf-8",
                "xml", "application/xml;charset=utf-8",
                "Json", "application/json;charset=utf-8");
        Map<String, String> bodies = Map.of(
                "text",
                "status: Fail\nreason: Busy\n",
                "HTML",
                "<!DOCTYPE html>\n<html><head><title>dialup</title></head><body><dl><dt>status</dt><dd>Fail</dd>"
                        + "<dt>reason</dt><dd>Busy</dd></dl></body></html>\n",
                "xml",
                "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<response><call><status>Fail</status>"
                        + "<reason>Busy</reason></call></response>\n",
                "Json",
                "{\"status\":\"Fail\",\"reason\":\"Busy\"}");
        legOneFails(LegFailure.BUSY);
        types.forEach((format, type) -> {
            HttpResponse<String> response = get(PATH, dial("101", CUSTOMER, "RFormat", format));
            assertThat(response.headers().firstValue("Content-Type")).contains(type);
            assertThat(response.body()).isEqualTo(bodies.get(format));
        });
        calls.legOne(_ -> CompletableFuture.completedFuture(new StageOne.Answered("<a&\"b'>\n", "")));
        assertThat(asked(dial("101", CUSTOMER, "RFormat", "xml", "showUID", "yes")))
                .contains("<uid1>&lt;a&amp;&quot;b&#39;&gt; </uid1>");
        assertThat(asked(dial("101", CUSTOMER, "RFormat", "html", "showUID", "yes")))
                .contains("<dd>&lt;a&amp;&quot;b&#39;&gt; </dd>");
        assertThat(asked(dial("101", CUSTOMER, "RFormat", "json", "showUID", "yes")))
                .contains("\"<a&\\\"b'>\\n\"");
        assertThat(asked(dial("101", CUSTOMER, "RFormat", "yaml"))).contains("RFormat must be text, html, xml or json");
    }

    @Test
    void namesOfParametersAreTakenInAnyLetterCaseAndOrder() {
        Map<String, String> shouted = of();
        dial("101", CUSTOMER, "showUID", "yes", "RFormat", "json", "Timeout", "7").entrySet().stream()
                .sorted(Map.Entry.<String, String>comparingByKey().reversed())
                .forEach(one -> shouted.put(one.getKey().toUpperCase(Locale.ROOT), one.getValue()));
        assertThat(get(PATH, shouted).body()).isEqualTo("{\"status\":\"ok\",\"uid1\":\"call-a\",\"uid2\":\"call-b\"}");
        assertThat(plan().firstLimit()).isEqualTo(Duration.ofSeconds(7));
    }

    @Test
    void severalNumbersInDial1AreEachCalledAndAnsweredInOrder() {
        calls.legOne(plan -> CompletableFuture.completedFuture(
                plan.first().equals(new Dialled("202", ""))
                        ? new StageOne.Failed(LegFailure.BUSY, "")
                        : new StageOne.Answered("a", "b")));
        assertThat(asked(dial("201, 202,203", "message:welcome", "RFormat", "json")))
                .isEqualTo(
                        "[{\"status\":\"ok\",\"dial1\":\"201\"},{\"status\":\"Fail\",\"reason\":\"Busy\",\"dial1\":\"202\"},"
                                + "{\"status\":\"ok\",\"dial1\":\"203\"}]");
        assertThat(calls.plans()).extracting(TwoLegPlan::second).containsOnly(new Announcement("welcome", Map.of()));
    }

    @Test
    void timeoutIs20SecondsOr1To300() {
        asked(dial("101", CUSTOMER));
        assertThat(plan().firstLimit()).isEqualTo(Duration.ofSeconds(20));
        for (String wrong : List.of("0", "301", "-1", "ten", "99999999999")) {
            assertThat(asked(dial("101", CUSTOMER, "Timeout", wrong))).contains("Timeout must be 1 to 300 seconds");
        }
    }

    // ---- the table of caller ids (lines 87 to 95)

    @Test
    void theAgentsOwnExtensionIsThisPhoneInEitherPlace() {
        asked(dial("101", CUSTOMER));
        assertThat(plan().first()).isEqualTo(new OwnPhone("101", Alert.TAKE));
        asked(dial(CUSTOMER, "101"));
        assertThat(calls.plans().getLast().second()).isEqualTo(new OwnPhone("101", Alert.TAKE));
        asked(dial("101", "102"));
        assertThat(calls.plans().getLast().second()).isEqualTo(new Dialled("102", ""));
        assertThat(asked(dial("101", "101"))).contains("the same phone");
    }

    @Test
    void oneAgentsPhoneCallsAnothersAsAnyExtension() {
        AgentPosition other =
                new AgentPosition("TESTCAMP", "102", AgentPosition.State.PAUSED, "LOGIN", false, "", 0, true, now);
        store().sessions().claim("1001", "node-2", other, Duration.ofHours(1));
        asked(dial("101", "102"));
        assertThat(plan().first()).isEqualTo(new OwnPhone("101", Alert.TAKE));
        assertThat(plan().second()).isEqualTo(new Dialled("102", ""));
    }

    @Test
    void theCampaignOfTheAgentConcernedSaysWhetherItIsRecorded() {
        store().setup().putCampaign(Campaign.of("TESTCAMP", "Test").withRecording(Recording.ALWAYS));
        asked(dial("102", CUSTOMER));
        assertThat(calls.plans().getLast().joining())
                .as("line 87: no number of an agent")
                .isEqualTo(TwoLegPlan.Joining.BETWEEN_PARTIES);
        asked(dial("102", CUSTOMER, "SetCID", "101"));
        assertThat(calls.plans().getLast().joining()).isEqualTo(TwoLegPlan.Joining.RECORDED);
    }

    @Test
    void betweenTwoExternalNumbersSetCidIsTheAgentsExtension() {
        String other = "+4420755512";
        assertThat(asked(dial(CUSTOMER, other))).contains("SetCID must be the agent's extension");
        assertThat(asked(dial(CUSTOMER, other, "SetCID", "999"))).contains("SetCID must be the agent's extension");
        assertThat(calls.plans()).isEmpty();
        asked(dial(CUSTOMER, other, "SetCID", "101"));
        assertThat(plan().first()).isEqualTo(new Dialled(CUSTOMER, "101"));
        assertThat(plan().second()).isEqualTo(new Dialled(other, "+911144445555"));
    }

    @Test
    void setCidIsShownToBothOtherwise() {
        asked(dial("102", CUSTOMER, "SetCID", "+911133334444"));
        assertThat(plan().first()).isEqualTo(new Dialled("102", "+911133334444"));
        assertThat(plan().second()).isEqualTo(new Dialled(CUSTOMER, "+911133334444"));
    }

    @Test
    void anAnnouncementMayAskForAKey() {
        asked(dial(CUSTOMER, "message:press-one;1=600;2=601"));
        assertThat(plan().second())
                .isEqualTo(new Announcement(
                        "press-one", Map.of('1', new Dialled("600", ""), '2', new Dialled("601", ""))));
        for (String wrong :
                List.of("message:", "message:../x", "message:a;1", "message:a;x=600", "message:a;1=nobody")) {
            assertThat(asked(dial(CUSTOMER, wrong))).contains("dial2 is not a number");
        }
    }

    @Test
    void whoIsOnTheDncListIsNotConnected() {
        store().dnc().add(DncStorePort.SYSTEM, List.of(CUSTOMER));
        assertThat(asked(dial("101", CUSTOMER))).isEqualTo("status: Fail\nreason: Not connected\n");
        assertThat(calls.plans()).isEmpty();
    }

    // ---- future calls (lines 67 to 76)

    private static Map<String, String> later(String date, String... more) {
        Map<String, String> fields = dial(
                "101",
                CUSTOMER,
                "Date",
                date,
                "Maxretry",
                "2",
                "Retrytime",
                "600",
                "ident",
                "job-1",
                "RFormat",
                "json");
        fields.putAll(of(more));
        return fields;
    }

    @Test
    void aFutureCallIsKeptInTheOrganisationsTimeZone() {
        String body = asked(later("202611211430")); // 09:00 UTC
        assertThat(body).matches("\\{\"status\":\"ok\",\"schedule\":\"\\d+\"}");
        FutureCall call = store().futureCalls().of("acme", false).getFirst();
        assertThat(call.due()).isEqualTo(Instant.parse("2026-11-21T09:00:00Z"));
        assertThat(call.asked().at().local()).isEqualTo(LocalDateTime.of(2026, 11, 21, 14, 30));
        assertThat(call.asked().moreAttempts()).isEqualTo(2);
        assertThat(call.asked().retryAfter()).isEqualTo(Duration.ofMinutes(10));
        assertThat(calls.plans()).isEmpty();
    }

    @Test
    void aPastDateAndADuplicateAreErrors() {
        assertThat(asked(later("202611211329"))).isEqualTo("{\"status\":\"Fail\",\"reason\":\"Date is in the past\"}");
        String first = asked(later("202611211430"));
        String id = first.replaceAll("\\D", "");
        assertThat(asked(later("202611211430")))
                .isEqualTo("{\"status\":\"Fail\",\"reason\":\"Already scheduled\",\"schedule\":\"" + id + "\"}");
        assertThat(asked(later("202611211430", "ident", "job-2"))).contains("\"ok\"");
        assertThat(asked(later("202611211431"))).contains("\"ok\"");
        assertThat(store().futureCalls().of("acme", false)).hasSize(3);
    }

    @Test
    void aFutureCallNeedsAllItsFields() {
        for (String field : List.of("Date", "Maxretry", "Retrytime", "ident")) {
            assertThat(asked(later("202611211430", field, ""))).contains(field + " is missing for a future call");
        }
        for (String wrong : List.of("20261121", "202613211430", "tomorrow", "2026112114300")) {
            assertThat(asked(later(wrong))).contains("Date must be YYYYMMDDhhmm");
        }
        assertThat(asked(later("202611211430", "Maxretry", "many"))).contains("Maxretry must be");
        assertThat(asked(later("202611211430", "Retrytime", "0"))).contains("Retrytime must be");
        assertThat(store().futureCalls().of("acme", true)).isEmpty();
    }

    @Test
    void futureCallsAreListedAndCancelledByTheirOwnId() {
        String id = asked(later("202611211430")).replaceAll("\\D", "");
        assertThat(asked(of("user", "api", "pass", "1234", "org", "acme", "Schedule", "list", "RFormat", "json")))
                .isEqualTo(
                        "{\"status\":\"ok\",\"schedule\":\"" + id + "\",\"ident\":\"job-1\",\"date\":\"202611211430\","
                                + "\"state\":\"WAITING\",\"attempts\":\"0\",\"outcome\":\"\"}");
        Map<String, String> cancel = of("user", "api", "pass", "1234", "org", "acme", "Cancel", id);
        assertThat(asked(cancel)).isEqualTo("status: ok\nschedule: " + id + "\n");
        assertThat(asked(cancel)).contains("Too late to cancel");
        cancel.put("Cancel", "999999");
        assertThat(asked(cancel)).contains("No such schedule");
        assertThat(asked(of("user", "api", "pass", "1234", "org", "acme", "Schedule", "list")))
                .isEmpty();
    }

    // ---- who may, and bad input

    @Test
    void saysWhoMayNotAndWhatIsMissing() {
        Map<String, String> wrong = dial("101", CUSTOMER, "pass", "12345", "RFormat", "json");
        HttpResponse<String> refused = post(PATH, wrong);
        assertThat(refused.statusCode()).isEqualTo(401);
        assertThat(refused.body()).isEqualTo("{\"status\":\"Fail\",\"reason\":\"Login incorrect\"}");
        assertThat(asked(dial("101", CUSTOMER, "org", "other"))).contains("org is unknown");
        assertThat(asked(dial("101", CUSTOMER, "org", ""))).contains("org is missing");
        assertThat(asked(dial("", CUSTOMER))).contains("dial1 is missing");
        assertThat(asked(dial("101", ""))).contains("dial2 is missing");
        assertThat(asked(dial("101", "call me", "Response", ""))).contains("dial2 is not a number");
        assertThat(asked(dial("101,x", CUSTOMER))).isEqualTo("status: Fail\nreason: dial1 is not a number\ndial1: x\n");
        caller(8, Right.MODIFY_LISTS);
        assertThat(asked(dial("101", CUSTOMER))).contains("Permission denied");
        assertThat(calls.plans()).isEmpty();
    }

    @Test
    void aPlusThatWasNotEncodedIsAPlusAgain() {
        String query = form(dial("101", "X")).replace("dial2=X", "dial2=+17275551212");
        assertThat(send(request(PATH + "?" + query)).body()).isEqualTo("status: ok\n");
        LegTarget second = plan().second();
        assertThat(second).isEqualTo(new Dialled("+17275551212", ""));
        assertThat(Optional.of(plan().joining())).contains(TwoLegPlan.Joining.THROUGH_WIDGET);
    }

    @Test
    void aRepeatWithTheSameKeyIsToldTheFirstAnswerAndDialsNothing() {
        legOneFails(LegFailure.BUSY);
        Map<String, String> request = dial("101", CUSTOMER, "idempotency_key", "click-1", "RFormat", "json");
        String first = asked(request);
        calls.legOne(_ -> CompletableFuture.completedFuture(new StageOne.Answered("a", "b")));
        assertThat(asked(request)).isEqualTo(first).isEqualTo("{\"status\":\"Fail\",\"reason\":\"Busy\"}");
        request.put("dial2", "7275551213");
        assertThat(asked(request)).contains("The key was used for another request");
        assertThat(calls.plans()).hasSize(1);
    }

    @Test
    void aKeyWhoseFirstRequestWasNeverAnsweredIsInDoubtAndNotDialledAgain() {
        Map<String, String> request = dial("101", CUSTOMER, "idempotency_key", "click-2");
        calls.legOne(_ -> {
            throw new IllegalStateException("the phone ends in the middle");
        });
        assertThat(post(PATH, request).statusCode()).isEqualTo(500);
        assertThat(asked(request)).contains("In doubt");
        assertThat(calls.plans()).hasSize(1);
    }
}
