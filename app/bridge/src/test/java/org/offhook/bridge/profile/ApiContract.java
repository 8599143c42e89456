package org.offhook.bridge.profile;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.offhook.agent.PairedOrigin;
import org.offhook.bridge.api.ApiHouse;
import org.offhook.bridge.api.ApiProfile;
import org.offhook.bridge.api.ApiServer;
import org.offhook.bridge.api.ApiSettings;
import org.offhook.bridge.api.ApiStart;
import org.offhook.campaign.list.CustomField;
import org.offhook.campaign.list.LeadList;
import org.offhook.campaign.session.AgentPosition;
import org.offhook.campaign.session.Lease;
import org.offhook.campaign.session.SessionStorePort.Claimed;
import org.offhook.campaign.setup.Campaign;
import org.offhook.campaign.user.Password;
import org.offhook.campaign.user.Right;
import org.offhook.campaign.user.User;
import org.offhook.campaign.user.UserGroup;
import org.offhook.store.Store;
import org.offhook.store.StoreAddress;
import org.offhook.store.StoreOptions;
import org.offhook.store.credential.Argon2Hash;

/**
 * What every test of a profile starts from: a store of either kind, an API user with every right, agent 1000 of a campaign with a list and a
 * form, and the real listener on a port of its own. Requests are real HTTP.
 */
public abstract class ApiContract {
    /** In place of a value: the parameter is not sent. */
    protected static final String ABSENT = "(not sent)";

    protected static final String CAMPAIGN = "TESTCAMP";
    protected static final String AGENT = "1000";
    protected static final String PASSWORD = "api pass+wörd&=";
    protected static final long LIST = 25_062_018;
    protected static final long BARE_LIST = 4_711;
    protected static final Instant NOW = Instant.parse("2026-11-21T08:00:00Z");
    private static final Argon2Hash.Cost CHEAP = new Argon2Hash.Cost(64, 1, 1);
    private static final List<String> FORM = List.of(
            "CustomerName",
            "MobileNo",
            "EnquirySource",
            "EnquiryType",
            "CreateEnquiryID",
            "WebEnquiryNumber",
            "LeadSubSource",
            "LeadSource",
            "LeadfromURL",
            "CustomField1",
            "CustomField2");

    protected final ObjectMapper json = new ObjectMapper();
    protected Store store;
    protected ApiServer server;
    protected HttpClient http;
    protected List<PairedOrigin> paired = List.of();
    private Optional<JsonNode> description = Optional.empty();

    /** The address of a store that is not there yet. */
    protected abstract StoreAddress newAddress();

    protected abstract List<ApiProfile> profiles();

    protected StoreOptions options() {
        return StoreOptions.DEFAULT.withPasswordCost(CHEAP).withKey(new byte[32]);
    }

    protected ApiSettings settings() {
        return ApiSettings.loopback(0, profiles().stream().map(ApiProfile::name).collect(Collectors.toSet()));
    }

    @BeforeEach
    void open() {
        store = Store.open(newAddress(), options());
        store.users().putGroup(new UserGroup("superadmin", "Super administrators", java.util.Set.of()));
        store.users().add(User.of("api", "The CRM", 9, "superadmin", Right.values()), Password.of(PASSWORD), none());
        store.users()
                .add(
                        User.of(AGENT, "Agent", 1, "superadmin", Right.MANUAL_DIAL)
                                .withCampaign(CAMPAIGN)
                                .withPhoneLogin("101"),
                        Password.of("agent's own"),
                        none());
        store.setup().putCampaign(Campaign.of(CAMPAIGN, "Test").withManualDialList(BARE_LIST));
        store.lists()
                .add(new LeadList(
                        LIST,
                        "With a form",
                        CAMPAIGN,
                        true,
                        FORM.stream()
                                .map(name -> new CustomField(name, name, 200))
                                .toList()));
        store.lists().add(new LeadList(BARE_LIST, "Without a form", CAMPAIGN, false, List.of()));
        start(settings());
    }

    private static Optional<Password> none() {
        return Optional.empty();
    }

    /** Starts the listener anew. */
    protected final void start(ApiSettings settings) {
        if (server != null) {
            server.close();
        }
        description = Optional.empty();
        ApiStart start = ApiServer.start(settings, new ApiHouse(store, profiles(), () -> paired));
        assertThat(start).isInstanceOf(ApiStart.Listening.class);
        server = ((ApiStart.Listening) start).server();
        http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    }

    @AfterEach
    protected void close() {
        http.close();
        server.close();
        store.close();
    }

    // ---- the floor

    /** Logs agent 1000 in, paused and free. */
    protected final Lease loggedIn() {
        return loggedIn(position(AgentPosition.State.PAUSED));
    }

    protected final Lease loggedIn(AgentPosition position) {
        return ((Claimed.Owned) store.sessions().claim(AGENT, "node-1", position, Duration.ofMinutes(5))).lease();
    }

    protected static AgentPosition position(AgentPosition.State state) {
        return new AgentPosition(CAMPAIGN, "101", state, "", false, "", 0, true, NOW);
    }

    protected final void giveApiUser(Right... rights) {
        store.users().change("api", user -> user.withRights(java.util.Set.of(rights)));
    }

    // ---- requests

    protected static Map<String, String> of(String... pairs) {
        Map<String, String> parameters = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            parameters.put(pairs[i], pairs[i + 1]);
        }
        return parameters;
    }

    /** The same with some changed; {@link #ABSENT} takes the parameter out. */
    protected static Map<String, String> with(Map<String, String> parameters, String... pairs) {
        Map<String, String> changed = new LinkedHashMap<>(parameters);
        for (int i = 0; i < pairs.length; i += 2) {
            if (pairs[i + 1].equals(ABSENT)) {
                changed.remove(pairs[i]);
            } else {
                changed.put(pairs[i], pairs[i + 1]);
            }
        }
        return changed;
    }

    protected static String form(Map<String, String> parameters) {
        return parameters.entrySet().stream()
                .map(one -> URLEncoder.encode(one.getKey(), StandardCharsets.UTF_8) + "="
                        + URLEncoder.encode(one.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    protected final URI uri(String pathAndQuery) {
        return URI.create("http://127.0.0.1:" + server.port() + pathAndQuery);
    }

    /** GET with the API user's credentials as HTTP Basic; the body of the answer, which is a 200. */
    protected final String get(String path, Map<String, String> parameters) {
        HttpResponse<String> response =
                send(HttpRequest.newBuilder(uri(path + "?" + form(parameters))).header("Authorization", basic()));
        assertThat(response.statusCode()).isEqualTo(200);
        return response.body();
    }

    /** The same as a form in a POST. */
    protected final HttpResponse<String> post(String path, Map<String, String> parameters, String... headers) {
        return post(path, "application/x-www-form-urlencoded", BodyPublishers.ofString(form(parameters)), headers);
    }

    protected final HttpResponse<String> post(String path, String type, BodyPublisher body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri(path))
                .header("Authorization", basic())
                .header("Content-Type", type)
                .POST(body);
        return send(headers.length == 0 ? request : request.headers(headers));
    }

    /** A body that no side holds in memory. */
    protected static BodyPublisher endless(String start, int bytes) {
        return BodyPublishers.ofInputStream(() -> new SequenceInputStream(
                new java.io.ByteArrayInputStream(start.getBytes(StandardCharsets.UTF_8)), new InputStream() {
                    private int left = bytes;

                    @Override
                    public int read() {
                        return left-- > 0 ? '1' : -1;
                    }

                    @Override
                    public int read(byte[] into, int offset, int length) {
                        int count = Math.min(length, left);
                        java.util.Arrays.fill(into, offset, offset + Math.max(count, 0), (byte) '1');
                        left -= Math.max(count, 0);
                        return count <= 0 ? -1 : count;
                    }
                }));
    }

    protected final HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            HttpResponse<String> answer = http.send(
                    request.timeout(Duration.ofMinutes(5)).build(),
                    HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
            isDescribed(answer);
            return answer;
        } catch (IOException e) {
            throw new AssertionError("the request was not answered", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /** Every answer that a test gets has a status and a kind that /openapi.json names for its path and method. */
    private void isDescribed(HttpResponse<String> answer) throws IOException, InterruptedException {
        if (description.isEmpty()) {
            description = Optional.of(json.readTree(http.send(
                            HttpRequest.newBuilder(uri("/openapi.json")).build(),
                            HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8))
                    .body()));
        }
        JsonNode operation = description
                .get()
                .path("paths")
                .path(answer.request().uri().getRawPath().replaceFirst("/$", ""))
                .path(answer.request().method().toLowerCase(Locale.ROOT));
        if (operation.isObject()) {
            JsonNode described = operation.path("responses").path(Integer.toString(answer.statusCode()));
            String kind = answer.headers().firstValue("Content-Type").orElse("").split(";", 2)[0];
            assertThat(described.path("content").has(kind))
                    .as("%d %s of %s is described", answer.statusCode(), kind, operation.path("operationId"))
                    .isTrue();
        }
    }

    /** Sends {@code head} as it stands, for addresses that no decent client would send; the whole answer. */
    protected final String raw(String requestLine, String... headers) {
        String head = requestLine + " HTTP/1.1\r\nHost: 127.0.0.1:" + server.port() + "\r\nConnection: close\r\n"
                + String.join(
                        "",
                        java.util.Arrays.stream(headers)
                                .map(header -> header + "\r\n")
                                .toList()) + "\r\n";
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream().write(head.getBytes(StandardCharsets.UTF_8));
            InputStream in = socket.getInputStream();
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new AssertionError("no answer", e);
        }
    }

    protected static String basic() {
        return basic("api", PASSWORD);
    }

    protected static String basic(String user, String password) {
        return "Basic "
                + java.util.Base64.getEncoder()
                        .encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
    }

    /** What differs from run to run, taken out: ids of leads and the time. */
    protected static String normal(String body) {
        return body.replaceAll("\"Lead ID\":\"\\d+\"", "\"Lead ID\":\"#\"")
                .replaceAll("\"Lead ID\":\\d+", "\"Lead ID\":#")
                .replaceAll("\"epoch\":\"\\d+\"", "\"epoch\":\"#\"");
    }
}
