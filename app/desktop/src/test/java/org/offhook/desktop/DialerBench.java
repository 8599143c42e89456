package org.offhook.desktop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import org.offhook.agent.AgentCommand;
import org.offhook.campaign.lead.AddedLead;
import org.offhook.campaign.lead.DuplicateCheck;
import org.offhook.campaign.lead.NewLead;
import org.offhook.campaign.list.LeadList;
import org.offhook.campaign.log.CallLogQuery;
import org.offhook.campaign.log.CallRecord;
import org.offhook.campaign.setup.Campaign;
import org.offhook.campaign.user.Password;
import org.offhook.campaign.user.Right;
import org.offhook.campaign.user.User;
import org.offhook.campaign.user.UserGroup;
import org.offhook.core.account.Secret;
import org.offhook.core.phone.CallView;
import org.offhook.core.phone.CommandOutcome;
import org.offhook.core.phone.PhoneCommand;
import org.offhook.core.phone.RegistrationView;
import org.offhook.desktop.dialer.DialerHouse;
import org.offhook.store.Store;
import org.offhook.store.StoreAddress;
import org.offhook.store.StoreOptions;
import org.offhook.store.credential.Argon2Hash;

/** What tests of the dialer share: a store with a small floor in it, requests to the API, and looks into the store. */
final class DialerBench {
    static final String CAMPAIGN = "TESTCAMP";
    static final String API_PASSWORD = "api-password";
    static final String AGENT_PASSWORD = "agent-password";
    static final String TOKEN = "0123456789abcdef0123456789abcdef";
    static final long LIST = 1_101;
    /** Not listed in the practice directory, so a customer who answers; reserved for fiction. */
    static final String CUSTOMER = "7275550163";

    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private DialerBench() {}

    /** Opens a store and puts a campaign, an API user, a token and agents into it. */
    static Store floor(StoreAddress address, String... agents) {
        Store store = Store.open(address, StoreOptions.DEFAULT.withPasswordCost(new Argon2Hash.Cost(64, 1, 1)));
        store.users().putGroup(new UserGroup("AGENTS", "Agents", Set.of()));
        store.users()
                .add(
                        User.of("api", "The CRM", 9, "AGENTS", Right.values()),
                        Password.of(API_PASSWORD),
                        Optional.empty());
        for (String agent : agents) {
            store.users()
                    .add(
                            User.of(agent, agent, 1, "AGENTS", Right.MANUAL_DIAL)
                                    .withCampaign(CAMPAIGN),
                            Password.of(AGENT_PASSWORD),
                            Optional.empty());
        }
        store.setup().putCampaign(Campaign.of(CAMPAIGN, "Test").withManualDialList(LIST));
        store.lists().add(new LeadList(LIST, "Test leads", CAMPAIGN, true, List.of()));
        store.tokens().add("crm", Password.of(TOKEN), "crm.example", "policy-1", "api");
        return store;
    }

    static long lead(Store store, String number) {
        return ((AddedLead.Created) store.leads()
                        .add(List.of(NewLead.of(LIST, "1", number)), DuplicateCheck.NONE)
                        .getFirst())
                .leadId();
    }

    /** Waits until the phone is registered, logs the agent in, and waits until the floor knows. */
    static void logIn(PhoneBench phone, Store store, String agent) throws Exception {
        assertThat(phone.watch.await(
                        snapshot -> snapshot.phone().registration().status() == RegistrationView.Status.REGISTERED,
                        PhoneBench.LIMIT))
                .isTrue();
        CommandOutcome outcome = phone.submit(
                new AgentCommand.LogIn(agent, Secret.of(AGENT_PASSWORD), Optional.empty(), Optional.empty()));
        assertThat(outcome).isInstanceOf(CommandOutcome.Accepted.class);
        await("the floor knows " + agent, () -> store.sessions().find(agent).isPresent());
    }

    static int port(PhoneBench phone) throws Exception {
        DialerHouse dialer = phone.running.dialer().orElseThrow();
        return dialer.listening()
                .get(PhoneBench.LIMIT.toSeconds(), TimeUnit.SECONDS)
                .port();
    }

    static String get(int port, String path, Map<String, String> parameters, String... headers) {
        String query = parameters.entrySet().stream()
                .map(one -> one.getKey() + "=" + URLEncoder.encode(one.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + port + path + "?" + query))
                .timeout(PhoneBench.LIMIT);
        if (headers.length > 0) {
            request.headers(headers);
        }
        try {
            return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString())
                    .body();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** elision-click2call. */
    static String click(int port, String agent, String value) {
        return get(
                port,
                "/elision-dialer/elisionapi/main.php",
                Map.of(
                        "user",
                        "api",
                        "pass",
                        API_PASSWORD,
                        "action",
                        "manual_dial",
                        "source",
                        "test",
                        "agent_user",
                        agent,
                        "value",
                        value,
                        "phone_code",
                        "1",
                        "search",
                        "YES",
                        "preview",
                        "NO",
                        "focus",
                        "NO"));
    }

    /** elision-api. */
    static String apiDial(int port, String agent, String value) {
        return get(
                port,
                "/elision-dialer/elision-api/main.php",
                Map.of(
                        "user",
                        "api",
                        "pass",
                        API_PASSWORD,
                        "action",
                        "manual_dial",
                        "source",
                        "test",
                        "agent_user",
                        agent,
                        "value",
                        value,
                        "search",
                        "YES",
                        "preview",
                        "NO",
                        "focus",
                        "NO"));
    }

    static String ameyo(int port, String agent, String phone) {
        return get(
                port,
                "/ameyowebaccess/command",
                Map.of(
                        "command",
                        "clickToDialWithToken",
                        "data",
                        "{\"userId\":\"" + agent + "\",\"campaignId\":\"" + CAMPAIGN + "\",\"phone\":\"" + phone
                                + "\"}"),
                "Hash-key",
                TOKEN,
                "Requesting-host",
                "crm.example",
                "Policy-name",
                "policy-1");
    }

    static String dialup(int port, String dial1, String dial2) {
        return get(
                port,
                "/API/dialup.php",
                Map.of(
                        "user",
                        "api",
                        "pass",
                        API_PASSWORD,
                        "org",
                        "acme",
                        "dial1",
                        dial1,
                        "dial2",
                        dial2,
                        "Response",
                        "yes",
                        "RFormat",
                        "json",
                        "Timeout",
                        "20"));
    }

    static void awaitConnected(PhoneBench phone) throws InterruptedException {
        assertThat(phone.watch.await(
                        snapshot -> snapshot.phone()
                                .activeCall()
                                .filter(call -> call.phase() == CallView.Phase.CONNECTED)
                                .isPresent(),
                        PhoneBench.LIMIT))
                .as("the customer answers: %s", phone.watch.latest())
                .isTrue();
    }

    static void hangUp(PhoneBench phone) throws Exception {
        CallView call = phone.watch.latest().phone().activeCall().orElseThrow();
        phone.submit(new AgentCommand.Phone(new PhoneCommand.HangUpCall(call.id())));
    }

    static Optional<CallRecord> newestCall(Store store, String agent) {
        return store.callLog().search(CallLogQuery.of(agent, 1)).stream().findFirst();
    }

    /** Waits until the newest call of the agent is over in the store's log. */
    static CallRecord endedCall(Store store, String agent) {
        await(
                "the log knows the end",
                () -> newestCall(store, agent).flatMap(CallRecord::endedAt).isPresent());
        return newestCall(store, agent).orElseThrow();
    }

    static void await(String what, BooleanSupplier wanted) {
        Instant end = Instant.now().plus(PhoneBench.LIMIT);
        while (!wanted.getAsBoolean()) {
            assertThat(Instant.now()).as(what).isBefore(end);
            LockSupport.parkNanos(Duration.ofMillis(20).toNanos());
        }
    }

    /** So many requests at once; the answers in the order of the requests. */
    static List<String> together(int requests, IntFunction<String> request) {
        List<Future<String>> asked = new ArrayList<>();
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < requests; i++) {
                int number = i;
                asked.add(callers.submit(() -> request.apply(number)));
            }
        }
        return asked.stream().map(Future::resultNow).toList();
    }
}
