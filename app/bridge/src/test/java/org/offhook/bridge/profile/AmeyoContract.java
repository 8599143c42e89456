package org.offhook.bridge.profile;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.offhook.agent.dial.DialNoticePort;
import org.offhook.agent.dial.ManualDialDoor;
import org.offhook.agent.dial.VtigerPort;
import org.offhook.bridge.api.ApiProfile;
import org.offhook.bridge.profile.ameyo.AmeyoProfile;
import org.offhook.bridge.profile.ameyo.AmeyoSettings;
import org.offhook.campaign.filter.DialBlock;
import org.offhook.campaign.log.NewLoggedCall;
import org.offhook.campaign.queue.DialEntry;
import org.offhook.campaign.session.AgentPosition;
import org.offhook.campaign.session.Lease;
import org.offhook.campaign.session.SessionStorePort.Claimed;
import org.offhook.campaign.setup.Campaign;
import org.offhook.campaign.user.Password;
import org.offhook.campaign.user.Right;
import org.offhook.campaign.user.User;

/**
 * clickToDialWithToken. The numbered answers are those of chapter 5.5.2 of ameyo-click-to-dial-1.0 (the file
 * {@code ameyo-click-to-dial-1.0.txt}, lines 141 to 233); the test plays the agent's phone at the store, as a desktop on another node would.
 */
abstract class AmeyoContract extends ProfileContract {
    private static final String PATH = "/ameyowebaccess/command";
    private static final String PHONE = "7275551212";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor();
    private Optional<Lease> lease = Optional.empty();

    @AfterEach
    void end() {
        callers.shutdownNow();
    }

    @Override
    ApiProfile profile() {
        return profile(AmeyoSettings.Order.CUSTOMER_FIRST, Duration.ofSeconds(30));
    }

    private ApiProfile profile(AmeyoSettings.Order order, Duration agentLimit) {
        return new AmeyoProfile(
                store(),
                new ManualDialDoor(VtigerPort.NONE),
                DialNoticePort.NONE,
                new AmeyoSettings(order, agentLimit, Duration.ofSeconds(15), Duration.ofMillis(10)));
    }

    @Override
    void fill() {
        store().setup().putCampaign(Campaign.of("TESTCAMP", "Test"));
        store().setup().putCampaign(Campaign.of("OTHER", "Other"));
        store().users()
                .add(User.of("1000", "Agent", 1, "AGENTS", Right.MANUAL_DIAL), Password.of("x"), Optional.empty());
        store().tokens().add("crm", Password.of("0123456789abcdef0123456789abcdef"), "crm.example", "policy-1", "api");
    }

    private void loggedIn(String campaign, String pauseCode, boolean onBreak) {
        AgentPosition position =
                new AgentPosition(campaign, "101", AgentPosition.State.PAUSED, pauseCode, onBreak, "", 0, true, now);
        lease = Optional.of(
                ((Claimed.Owned) store().sessions().claim("1000", "node-1", position, Duration.ofHours(1))).lease());
    }

    private void available() {
        loggedIn("TESTCAMP", "LOGIN", false);
    }

    private static String data(String phone) {
        return "{\"userId\":\"1000\",\"campaignId\":\"TESTCAMP\",\"phone\":\"" + phone
                + "\",\"additionalParams\":{\"CaseID\":\"c-1\",\"LeadID\":\"7\"}}";
    }

    private static HttpRequest.Builder known(HttpRequest.Builder request) {
        return request.header("Hash-key", "0123456789abcdef0123456789abcdef")
                .header("Requesting-host", "crm.example")
                .header("Policy-name", "policy-1");
    }

    private HttpResponse<String> click(String data) {
        return send(known(request(PATH))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form(of("command", "clickToDialWithToken", "data", data)))));
    }

    private CompletableFuture<String> clicked() {
        return CompletableFuture.supplyAsync(() -> click(data(PHONE)).body(), callers);
    }

    private static <T> T await(Supplier<Optional<T>> wanted) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < end) {
            Optional<T> found = wanted.get();
            if (found.isPresent()) {
                return found.get();
            }
            LockSupport.parkNanos(5_000_000);
        }
        throw new AssertionError("waited in vain");
    }

    private DialEntry waiting() {
        return await(() -> store().dialQueue().waiting("1000").stream().findFirst());
    }

    /** What the agent's phone does: claims, dials, logs. */
    private DialEntry dialled() {
        waiting();
        DialEntry entry = store().dialQueue().claimNext(lease.orElseThrow()).orElseThrow();
        assertThat(store().dialQueue().dialled(entry.id(), lease.orElseThrow(), "call-1"))
                .isTrue();
        return entry;
    }

    private long logged(DialEntry entry) {
        return store().callLog()
                .begin(new NewLoggedCall(
                        "call-1",
                        "node-1",
                        NewLoggedCall.Direction.OUTGOING,
                        "1000",
                        "TESTCAMP",
                        PHONE,
                        "",
                        OptionalLong.empty(),
                        OptionalLong.of(entry.id()),
                        "ameyo",
                        now));
    }

    private static String answer(CompletableFuture<String> asked) throws Exception {
        return asked.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }

    private static String failure(long dial, String causes) {
        return "{\"result\":\"FAILURE\",\"reason\":\"{node.flow.id\\u003dTESTCAMP,metaData\\u003d" + dial
                + ",node.flow.error.reason\\u003d[" + causes + "]}\"}";
    }

    @Test
    void answer1TheAgentIsOnBreak() {
        loggedIn("TESTCAMP", "LUNCH", true);
        HttpResponse<String> response = click(data(PHONE));
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body())
                .isEqualTo("{\"status\":\"error\",\"reason\":\"Agent: agent is not working in campaign: TESTCAMP\","
                        + "\"details\":\"Agent: agent is not working in campaign: TESTCAMP\"}");
        loggedIn("OTHER", "LOGIN", false);
        assertThat(click(data(PHONE)).body()).contains("agent is not working in campaign: TESTCAMP");
    }

    @Test
    void answer2TheAgentIsNotLoggedIn() {
        assertThat(click(data(PHONE)).body())
                .isEqualTo("{\"status\":\"error\",\"reason\":\"Agent is not available to take the call\","
                        + "\"details\":\"Agent is not available to take the call\"}")
                .isEqualTo(click(data(PHONE).replace("1000", "nobody")).body());
    }

    @Test
    void answer3TheTelephonyMediaFailed() throws Exception {
        available();
        CompletableFuture<String> asked = clicked();
        DialEntry entry = dialled();
        store().dialQueue().done(entry.id(), lease.orElseThrow(), "UNAVAILABLE");
        assertThat(answer(asked))
                .isEqualTo(failure(
                        entry.id(),
                        "\\\"Party.could.not.be.connected.Reason\\\",\\\"7275551212\\\","
                                + "\\\"Requested channel not available\\\""));
    }

    @Test
    void answer4TheAgentDoesNotAnswerAndNothingIsDialledLater() throws Exception {
        serve(profile(AmeyoSettings.Order.AGENT_FIRST, Duration.ofMillis(200)));
        available();
        CompletableFuture<String> asked = clicked();
        DialEntry entry = waiting();
        assertThat(entry.asked().preview()).isTrue();
        assertThat(answer(asked)).isEqualTo(failure(entry.id(), "\\\"Party.did.not.answer\\\",\\\"agent\\\""));
        assertThat(store().dialQueue().open("1000")).isEmpty();
    }

    @Test
    void answer5TheCustomerDoesNotAnswer() throws Exception {
        available();
        CompletableFuture<String> asked = clicked();
        DialEntry entry = dialled();
        logged(entry);
        store().dialQueue().done(entry.id(), lease.orElseThrow(), "NO_ANSWER");
        assertThat(answer(asked)).isEqualTo(failure(entry.id(), "\\\"Party.did.not.answer\\\",\\\"7275551212\\\""));
    }

    @Test
    void answer6TheCallIsConnectedAndTheRequestWasOpenUntilThen() throws Exception {
        available();
        CompletableFuture<String> asked = clicked();
        DialEntry entry = dialled();
        assertThat(entry.asked().facts()).containsEntry("CaseID", "c-1").containsEntry("LeadID", "7");
        assertThat(entry.asked().preview()).isFalse();
        long line = logged(entry);
        assertThat(asked).isNotDone();
        store().callLog().answered(line, now);
        String body = answer(asked);
        assertThat(body)
                .isEqualTo("{\"result\":\"SUCCESS\",\"reason\":\"{node.flow.id\\u003dTESTCAMP,metaData\\u003d"
                        + entry.id() + "}\"}");
        assertThat(JSON.readTree(body).get("reason").textValue())
                .isEqualTo("{node.flow.id=TESTCAMP,metaData=" + entry.id() + "}");
    }

    @Test
    void aRepeatWhileItRingsJoinsTheRunningCall() throws Exception {
        available();
        CompletableFuture<String> first = clicked();
        DialEntry entry = dialled();
        CompletableFuture<String> second = clicked();
        long line = logged(entry);
        assertThat(store().dialQueue().open("1000")).extracting(DialEntry::id).containsExactly(entry.id());
        store().callLog().answered(line, now);
        assertThat(answer(second)).isEqualTo(answer(first)).contains("SUCCESS");
        assertThat(store().dialQueue().open("1000")).hasSize(1);
    }

    private HttpResponse<String> clickUnder(String key) {
        return send(known(request(PATH))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Idempotency-Key", key)
                .POST(BodyPublishers.ofString(form(of("command", "clickToDialWithToken", "data", data(PHONE))))));
    }

    @Test
    void aRepeatUnderItsKeyJoinsTheRunningCallAndIsToldItsOutcomeAfterwards() throws Exception {
        available();
        CompletableFuture<String> first =
                CompletableFuture.supplyAsync(() -> clickUnder("k-1").body(), callers);
        DialEntry entry = dialled();
        CompletableFuture<String> meanwhile =
                CompletableFuture.supplyAsync(() -> clickUnder("k-1").body(), callers);
        long log = logged(entry);
        store().callLog().answered(log, now);
        assertThat(answer(first)).contains("SUCCESS");
        assertThat(answer(meanwhile)).isEqualTo(answer(first));
        store().callLog().ended(log, now, "HUNG_UP");
        store().dialQueue().done(entry.id(), lease.orElseThrow(), "HUNG_UP");
        HttpResponse<String> later = clickUnder("k-1");
        assertThat(later.body()).isEqualTo(answer(first));
        assertThat(later.headers().firstValue("Idempotency-Replayed")).contains("true");
        assertThat(store().dialQueue().open("1000"))
                .as("nothing is dialled again")
                .isEmpty();
    }

    @Test
    void aKeyIsFreeAgainAfterARefusal() {
        assertThat(clickUnder("k-2").body()).contains("Agent is not available to take the call");
        loggedIn("OTHER", "LOGIN", false);
        assertThat(clickUnder("k-2").body()).contains("agent is not working in campaign");
    }

    @Test
    void aNumberThatTheCampaignBlocksCouldNotBeConnected() throws Exception {
        available();
        CompletableFuture<String> asked = clicked();
        DialEntry waiting = waiting();
        DialEntry claimed = store().dialQueue().claimNext(lease.orElseThrow()).orElseThrow();
        store().dialQueue().done(claimed.id(), lease.orElseThrow(), DialBlock.DNC.name()); // as the desk ends it
        assertThat(answer(asked))
                .isEqualTo(failure(
                        waiting.id(),
                        "\\\"Party.could.not.be.connected.Reason\\\",\\\"" + PHONE
                                + "\\\",\\\"Requested channel not available\\\""));
    }

    @Test
    void aCallerWhoGivesUpHangsNothingUp() throws Exception {
        available();
        String head = "GET " + PATH + "?" + form(of("command", "clickToDialWithToken", "data", data(PHONE)))
                + " HTTP/1.1\r\nHost: 127.0.0.1:" + port() + "\r\nHash-key: 0123456789abcdef0123456789abcdef\r\n"
                + "Requesting-host: crm.example\r\nPolicy-name: policy-1\r\n\r\n";
        DialEntry entry;
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port())) {
            socket.getOutputStream().write(head.getBytes(StandardCharsets.UTF_8));
            entry = waiting();
        }
        assertThat(dialled().id()).isEqualTo(entry.id());
        CompletableFuture<String> again = clicked();
        store().callLog().answered(logged(entry), now);
        assertThat(answer(again)).contains("\"SUCCESS\"").contains("metaData\\u003d" + entry.id() + "}");
    }

    @Test
    void aWrongTokenIs401WithTheErrorEnvelope() {
        available();
        for (String wrong : List.of("Hash-key", "Requesting-host", "Policy-name")) {
            HttpResponse<String> response =
                    send(known(request(PATH + "?command=clickToDialWithToken")).setHeader(wrong, "wrong"));
            assertThat(response.statusCode()).isEqualTo(401);
            assertThat(response.body())
                    .startsWith("{\"status\":\"error\",\"reason\":\"Authorization failed\",\"details\":");
        }
        assertThat(get(PATH, of("command", "clickToDialWithToken", "data", data(PHONE)))
                        .statusCode())
                .isEqualTo(401);
        store().tokens().revoke(store().tokens().all().getFirst().id());
        assertThat(click(data(PHONE)).statusCode()).isEqualTo(401);
        assertThat(store().dialQueue().open("1000")).isEmpty();
    }

    @Test
    void takesThePathOfTheSampleWithItsAlias() {
        available();
        // line 240: what stands in the path, unencoded
        String path =
                "/ameyowebaccess/command=clickToCallWithToken&data={\"userId\":\"nobody\",\"campaignId\":\"TESTCAMP\",\"phone\":\""
                        + PHONE + "\"}";
        assertThat(raw(path)).contains("Agent is not available to take the call");
        assertThat(raw("/ameyowebaccess/command/?command=clickToDialWithToken&data="
                        + form(of("", data(PHONE))).substring(1).replace("1000", "nobody")))
                .contains("Agent is not available to take the call");
    }

    private String raw(String path) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port())) {
            socket.setSoTimeout(20_000);
            String head = "GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1:" + port()
                    + "\r\nConnection: close\r\nHash-key: 0123456789abcdef0123456789abcdef\r\n"
                    + "Requesting-host: crm.example\r\nPolicy-name: policy-1\r\n\r\n";
            socket.getOutputStream().write(head.getBytes(StandardCharsets.UTF_8));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (java.io.IOException e) {
            throw new AssertionError("no answer", e);
        }
    }

    @Test
    void takesTheFieldsAsAJsonBodyAndAnswersInItsCharset() {
        HttpResponse<String> response = send(known(request(PATH + "?command=clickToDialWithToken"))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(data(PHONE))));
        assertThat(response.body()).contains("Agent is not available");
        HttpResponse<String> latin = send(known(request(PATH))
                .header("Content-Type", "application/x-www-form-urlencoded; charset=ISO-8859-1")
                .POST(BodyPublishers.ofString(form(of("command", "clickToDialWithToken", "data", data(PHONE))))));
        assertThat(latin.headers().firstValue("Content-Type")).contains("application/json;charset=ISO-8859-1");
    }

    @Test
    void saysWhatIsWrongWithARequest() {
        available();
        assertThat(click("{\"userId\":").body())
                .isEqualTo(
                        "{\"status\":\"error\",\"reason\":\"Request is not valid\",\"details\":\"data is no JSON object\"}");
        assertThat(click(data(PHONE).replace("TESTCAMP", "NOCAMP")).body()).contains("\"Campaign is not valid\"");
        assertThat(click(data("call me")).body()).contains("\"Phone is not valid\"");
        assertThat(click(data("")).body()).contains("phone is missing");
        assertThat(click(data(PHONE).replace("{\"CaseID\":\"c-1\",\"LeadID\":\"7\"}", "[1]"))
                        .body())
                .contains("additionalParams is no JSON object");
        assertThat(send(known(request(PATH + "?command=dropCall"))).body()).contains("command is unknown");
        assertThat(store().dialQueue().open("1000")).isEmpty();
    }
}
