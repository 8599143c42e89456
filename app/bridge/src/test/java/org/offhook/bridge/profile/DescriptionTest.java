package org.offhook.bridge.profile;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.offhook.bridge.api.ApiAccess;
import org.offhook.bridge.api.ApiAnswer;
import org.offhook.bridge.api.ApiOperation;
import org.offhook.bridge.api.ApiPath;
import org.offhook.bridge.api.ApiProfile;
import org.offhook.bridge.api.ApiRequest;
import org.offhook.bridge.api.WatchedParameters;
import org.offhook.campaign.user.UserGroup;
import org.offhook.store.StoreAddress;

/**
 * /openapi.json and the handlers say the same, for all five documents: paths, parameters, kinds of answers. That no answer of any test has a
 * status or kind which is not described is {@link ApiContract}'s to look at.
 */
class DescriptionTest extends AllProfilesContract {
    @TempDir
    Path folder;

    @Override
    protected StoreAddress newAddress() {
        return StoreAddress.sqlite(folder.resolve("dialer.db"));
    }

    @BeforeEach
    void logIn() {
        addToken();
        loggedIn();
        store.users().putGroup(new UserGroup("AGENTS", "Agents", Set.of()));
    }

    private JsonNode description() throws IOException {
        return json.readTree(send(HttpRequest.newBuilder(uri("/openapi.json"))).body());
    }

    @Test
    void everyPathOfEveryProfileIsDescribedAndEveryDescribedPathIsServed() throws IOException {
        Set<String> served = new TreeSet<>(Set.of("/openapi.json"));
        profiles()
                .forEach(profile -> profile.paths().stream().map(ApiPath::path).forEach(served::add));
        Set<String> described = new TreeSet<>();
        description().path("paths").fieldNames().forEachRemaining(described::add);
        assertThat(described).isEqualTo(served);
        for (String path : described) {
            assertThat(send(HttpRequest.newBuilder(uri(path))).statusCode())
                    .as(path)
                    .isNotEqualTo(404);
        }
    }

    // ---- parameters

    /** Requests that between them reach every parameter that an operation looks at. */
    private static List<Map<String, String>> requests(ApiOperation operation) {
        Map<String, String> all = new LinkedHashMap<>();
        operation.parameters().forEach(one -> all.put(one.name(), one.example()));
        List<Map<String, String>> requests = new ArrayList<>(List.of(all));
        for (String name : all.keySet()) {
            requests.add(with(all, name, ABSENT));
        }
        requests.add(with(all, "Date", ABSENT, "Maxretry", ABSENT, "Retrytime", ABSENT, "ident", ABSENT));
        requests.add(with(all, "Schedule", ABSENT));
        requests.add(with(all, "Schedule", ABSENT, "Cancel", ABSENT));
        if (all.containsKey("agent_user_group")) {
            requests.add(with(all, "agent_user", "watched"));
        }
        if (all.containsKey("lead_id")) {
            requests.add(with(all, "lead_id", "1", "alt_dial", "ALT"));
        }
        return requests;
    }

    private static Set<String> askedBy(ApiProfile profile, ApiOperation operation, ApiRequest base) throws IOException {
        Set<String> asked = new TreeSet<>();
        for (Map<String, String> texts : requests(operation)) {
            WatchedParameters watched = new WatchedParameters(profile.parameterNames(), texts);
            ApiAnswer answer = profile.handle(new ApiRequest(
                    base.id(),
                    base.method(),
                    operation.path(),
                    base.from(),
                    base.headers(),
                    base.charset(),
                    watched,
                    base.caller()));
            if (answer instanceof ApiAnswer.Streamed streamed) {
                streamed.writing().to(OutputStream.nullOutputStream()); // the rest of the work
            }
            asked.addAll(watched.asked());
        }
        return asked;
    }

    private ApiRequest base(ApiProfile profile) {
        return new ApiRequest(
                "watched",
                "GET",
                "",
                InetAddress.getLoopbackAddress(),
                Map.of("hash-key", KEY, "requesting-host", "crm.example", "policy-name", "policy-1"),
                StandardCharsets.UTF_8,
                new WatchedParameters(profile.parameterNames(), Map.of()),
                store.users().find("api"));
    }

    @Test
    void aHandlerLooksAtWhatIsDescribedAndAtNothingElse() throws IOException {
        for (ApiProfile profile : profiles()) {
            Set<String> described = new TreeSet<>();
            Set<String> asked = new TreeSet<>();
            for (ApiOperation operation : profile.operations()) {
                Set<String> own = askedBy(profile, operation, base(profile));
                for (ApiOperation.Parameter parameter : operation.parameters()) {
                    assertThat(own).as(operation.id()).contains(parameter.name());
                    described.add(parameter.name());
                }
                asked.addAll(own);
            }
            described.add("Idempotency-Key"); // as a header
            if (profile.access() instanceof ApiAccess.UserAndPassword(String user, String password)) {
                described.addAll(Set.of(user, password));
            }
            assertThat(described).as(profile.name()).containsAll(asked);
        }
    }

    @Test
    void withoutARequiredParameterNoFunctionDoesItsWork() {
        int turn = 0;
        for (Asked shape : functions(1)) {
            ApiOperation operation = operation(shape);
            for (ApiOperation.Parameter parameter : operation.parameters()) {
                if (parameter.need() == ApiOperation.Need.REQUIRED) {
                    Asked one = byName(functions(++turn), shape.name()).orElseThrow();
                    assertThat(one.parameters()).as(shape.name()).containsKey(parameter.name());
                    assertThat(post(one.path(), with(one.parameters(), parameter.name(), ABSENT))
                                    .body())
                            .as(shape + " without " + parameter.name())
                            .doesNotContain(one.done());
                }
            }
        }
    }

    private ApiOperation operation(Asked asked) {
        String function =
                asked.parameters().getOrDefault("action", asked.parameters().getOrDefault("function", "dialup"));
        Optional<ApiOperation> found = profiles().stream()
                .flatMap(profile -> profile.operations().stream())
                .filter(one -> one.path().equals(asked.path()) && one.id().equals(function))
                .findFirst();
        assertThat(found).as(asked.name()).isPresent();
        return found.orElseThrow();
    }

    // ---- kinds of answers

    @Test
    void everyDescribedKindOfAnswerIsGiven() {
        for (ApiProfile profile : profiles()) {
            String path = profile.operations().getFirst().path();
            Set<String> given = new TreeSet<>();
            for (String format : List.of("text", "html", "xml", "json")) {
                given.add(kind(post(path, of("source", "test", "function", "active_lists", "RFormat", format), TOKEN)));
            }
            given.add(kind(post(path, of("source", "test", "function", "add_user"), TOKEN)));
            assertThat(given).as(profile.name()).isEqualTo(new TreeSet<>(profile.mediaTypes()));
        }
    }

    private static String kind(HttpResponse<String> answer) {
        return answer.headers().firstValue("Content-Type").orElse("").split(";", 2)[0];
    }

    // ---- form

    /** What the OpenAPI Specification 3.1.0 asks of the objects that are used here. */
    @Test
    void theDescriptionIsValidOpenApi() throws IOException {
        JsonNode root = description();
        assertThat(root.path("openapi").asText()).isEqualTo("3.1.0");
        assertThat(root.path("info").path("title").isTextual()).isTrue();
        assertThat(root.path("info").path("version").isTextual()).isTrue();
        JsonNode schemes = root.path("components").path("securitySchemes");
        for (JsonNode scheme : schemes) {
            switch (scheme.path("type").asText()) {
                case "http" -> assertThat(scheme.path("scheme").asText()).isEqualTo("basic");
                case "apiKey" -> {
                    assertThat(scheme.path("in").asText()).isIn("query", "header");
                    assertThat(scheme.path("name").asText()).isNotEmpty();
                }
                default -> throw new AssertionError("a scheme without a type");
            }
        }
        Set<String> ids = new TreeSet<>();
        for (Map.Entry<String, JsonNode> path : root.path("paths").properties()) {
            assertThat(path.getKey()).startsWith("/").doesNotContain("{");
            for (Map.Entry<String, JsonNode> method : path.getValue().properties()) {
                assertThat(method.getKey()).isIn("get", "post");
                assertThat(ids.add(method.getValue().path("operationId").asText()))
                        .as(path.getKey())
                        .isTrue();
                operation(path.getKey() + " " + method.getKey(), method.getValue(), schemes);
            }
        }
    }

    private static void operation(String where, JsonNode operation, JsonNode schemes) {
        for (JsonNode either : operation.path("security")) {
            assertThat(either.propertyStream().map(Map.Entry::getKey)).as(where).allMatch(schemes::has);
        }
        Set<String> names = new TreeSet<>();
        for (JsonNode parameter : operation.path("parameters")) {
            assertThat(parameter.path("in").asText()).as(where).isIn("query", "header");
            assertThat(names.add(parameter.path("in").asText()
                            + parameter.path("name").asText()))
                    .as(where)
                    .isTrue();
            assertThat(parameter.path("schema").isObject()).as(where).isTrue();
        }
        if (operation.has("requestBody")) {
            contents(where, operation.path("requestBody").path("content"));
            for (JsonNode form :
                    operation.path("requestBody").findValues("anyOf").getFirst()) {
                assertThat(form.path("type").asText()).isEqualTo("object");
                form.path("required")
                        .forEach(name -> assertThat(form.path("properties").has(name.asText()))
                                .isTrue());
            }
        }
        assertThat(operation.path("responses").isEmpty()).as(where).isFalse();
        for (Map.Entry<String, JsonNode> response : operation.path("responses").properties()) {
            assertThat(response.getKey()).as(where).matches("[1-5]\\d\\d");
            assertThat(response.getValue().path("description").asText())
                    .as(where)
                    .isNotEmpty();
            contents(where, response.getValue().path("content"));
        }
    }

    private static void contents(String where, JsonNode content) {
        assertThat(content.isEmpty()).as(where).isFalse();
        for (Map.Entry<String, JsonNode> kind : content.properties()) {
            assertThat(kind.getKey()).as(where).matches("[a-z]+/[a-z-]+");
            assertThat(kind.getValue().path("schema").isObject()).as(where).isTrue();
            kind.getValue()
                    .path("examples")
                    .forEach(example ->
                            assertThat(example.has("value")).as(where).isTrue());
        }
    }
}
