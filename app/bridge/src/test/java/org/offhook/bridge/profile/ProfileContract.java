package org.offhook.bridge.profile;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.offhook.bridge.api.ApiHouse;
import org.offhook.bridge.api.ApiProfile;
import org.offhook.bridge.api.ApiServer;
import org.offhook.bridge.api.ApiSettings;
import org.offhook.bridge.api.ApiStart;
import org.offhook.campaign.user.Password;
import org.offhook.campaign.user.Right;
import org.offhook.campaign.user.User;
import org.offhook.campaign.user.UserGroup;
import org.offhook.store.Store;
import org.offhook.store.StoreAddress;
import org.offhook.store.StoreOptions;
import org.offhook.store.credential.Argon2Hash;

/** A store of either kind whose clock the test sets, API user "api" with password "1234", and the real listener: requests are HTTP. */
abstract class ProfileContract {
    static final Right[] ALL = Right.values();
    static final Duration PATIENCE = Duration.ofSeconds(60);

    volatile Instant now = Instant.parse("2026-11-21T08:00:00Z");
    private @Nullable Store opened;
    private @Nullable ApiServer server;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    /** The address of a store that is not there yet. */
    abstract StoreAddress newAddress();

    /** The profile, on the open store. */
    abstract ApiProfile profile();

    @BeforeEach
    final void open() {
        opened = Store.open(
                newAddress(),
                StoreOptions.DEFAULT
                        .withClock(() -> now)
                        .withPasswordCost(new Argon2Hash.Cost(64, 1, 1))
                        .withKey(new byte[32]));
        store().users().putGroup(new UserGroup("AGENTS", "Agents", Set.of()));
        store().users().add(User.of("api", "Api", 8, "AGENTS", ALL), Password.of("1234"), Optional.empty());
        fill();
        serve(profile());
    }

    abstract void fill();

    final Store store() {
        return Optional.ofNullable(opened).orElseThrow();
    }

    /** Starts the listener anew with this profile. */
    final void serve(ApiProfile profile) {
        if (server != null) {
            server.close();
        }
        ApiStart start = ApiServer.start(
                ApiSettings.loopback(0, Set.of(profile.name())), new ApiHouse(store(), List.of(profile), List::of));
        assertThat(start).isInstanceOf(ApiStart.Listening.class);
        server = ((ApiStart.Listening) start).server();
    }

    @AfterEach
    final void close() {
        http.shutdownNow();
        if (server != null) {
            server.close();
        }
        store().close();
    }

    final int port() {
        return Optional.ofNullable(server).orElseThrow().port();
    }

    /** Gives the API user a level and rights. */
    final void caller(int level, Right... rights) {
        store().users().change("api", user -> user.withLevel(level).withRights(Set.of(rights)));
    }

    static Map<String, String> of(String... namesAndValues) {
        Map<String, String> fields = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            fields.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        return fields;
    }

    static String form(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(one -> URLEncoder.encode(one.getKey(), StandardCharsets.UTF_8) + "="
                        + URLEncoder.encode(one.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    final HttpRequest.Builder request(String pathAndQuery) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + pathAndQuery))
                .timeout(PATIENCE);
    }

    final HttpResponse<String> get(String path, Map<String, String> fields) {
        return send(request(path + "?" + form(fields)));
    }

    final HttpResponse<String> post(String path, Map<String, String> fields) {
        return send(request(path)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(form(fields))));
    }

    final HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new AssertionError("the request was not answered", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }
}
