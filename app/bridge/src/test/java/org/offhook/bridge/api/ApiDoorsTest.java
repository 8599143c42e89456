package org.offhook.bridge.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.offhook.agent.PairedOrigin;
import org.offhook.agent.PairingScope;
import org.offhook.bridge.profile.ApiContract;
import org.offhook.core.account.Secret;
import org.offhook.core.error.ErrorCode;
import org.offhook.store.StoreAddress;

/** Who gets through the listener, with a profile that says who it thinks calls. */
class ApiDoorsTest extends ApiContract {
    private static final String WHO = "/who.php";
    private static final String LOOSE = "/loose/command";

    @TempDir
    Path folder;

    @Override
    protected StoreAddress newAddress() {
        return StoreAddress.sqlite(folder.resolve("dialer.db"));
    }

    @Override
    protected List<ApiProfile> profiles() {
        return List.of(new WhoProfile("who", ApiPath.strict(WHO)), new WhoProfile("loose", ApiPath.relaxed(LOOSE)));
    }

    /** Answers with the caller's name and the parameters. */
    private record WhoProfile(String name, ApiPath path) implements ApiProfile {
        @Override
        public List<ApiPath> paths() {
            return List.of(path);
        }

        @Override
        public ApiAccess access() {
            return ApiAccess.userAndPassword();
        }

        @Override
        public ApiAnswer handle(ApiRequest request) {
            if (request.text("action").equals("fail")) {
                throw new IllegalStateException("told to fail");
            }
            return ApiAnswer.text(request.user().name() + " " + request.text("a") + request.text("data"));
        }

        @Override
        public ApiAnswer refused(ApiRequest request, ApiRefusal refusal) {
            return ApiRefusals.coded(refusal);
        }

        @Override
        public Set<String> mediaTypes() {
            return Set.of(ApiAnswer.TEXT, ApiAnswer.JSON);
        }

        @Override
        public List<ApiOperation> operations() {
            return List.of(new ApiOperation(
                    "who",
                    path.path(),
                    "Says who calls",
                    List.of(ApiOperation.Parameter.optional("a", "anything", "1")),
                    List.of("api 1")));
        }
    }

    private HttpRequest.Builder request(String pathAndQuery, String... headers) {
        HttpRequest.Builder builder = HttpRequest.newBuilder(uri(pathAndQuery)).header("Authorization", basic());
        return headers.length == 0 ? builder : builder.headers(headers);
    }

    private int status(String pathAndQuery, String... headers) {
        return send(request(pathAndQuery, headers)).statusCode();
    }

    @Test
    void credentialsComeAsParametersOrAsBasic() {
        assertThat(get(WHO, of("a", "1"))).isEqualTo("api 1");
        String query = WHO + "?" + form(of("user", "api", "pass", PASSWORD, "a", "2"));
        assertThat(send(HttpRequest.newBuilder(uri(query))).body()).isEqualTo("api 2");
        assertThat(send(HttpRequest.newBuilder(uri(WHO))).statusCode()).isEqualTo(401);
        assertThat(send(HttpRequest.newBuilder(uri(WHO)).header("Authorization", "Basic ???"))
                        .statusCode())
                .isEqualTo(401);
        store.users().change("api", user -> user.withActive(false));
        assertThat(status(WHO)).isEqualTo(401);
    }

    @Test
    void theBodyCountsAboveTheQueryAndTheLastOfAName() {
        assertThat(post(WHO + "?a=1&a=2", of("a", "3")).body()).isEqualTo("api 3");
        assertThat(send(request(WHO + "?a=1&a=2")).body()).isEqualTo("api 2");
    }

    @Test
    void aHostNameThatIsNotOursIsRefused() {
        for (String host : List.of("evil.example", "127.0.0.1.evil.example:" + server.port(), "localhost:1")) {
            assertThat(rawTo(host)).startsWith("HTTP/1.1 421 ");
        }
        assertThat(rawTo("LOCALHOST:" + server.port())).startsWith("HTTP/1.1 200 ");
    }

    private String rawTo(String host) {
        String head = "GET " + WHO + " HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\nAuthorization: " + basic()
                + "\r\n\r\n";
        try (java.net.Socket socket = new java.net.Socket(InetAddress.getLoopbackAddress(), server.port())) {
            socket.getOutputStream().write(head.getBytes(java.nio.charset.StandardCharsets.UTF_8));
            return new String(socket.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void aLinkInAMailDialsNothing() {
        assertThat(raw("GET " + WHO, "Authorization: " + basic(), "Sec-Fetch-Mode: navigate", "Sec-Fetch-Site: none"))
                .startsWith("HTTP/1.1 403 ")
                .contains("OH-706");
    }

    @Test
    void aPageNeedsAPairedOriginWithTheRightToDial() {
        String[] page = {"Authorization: " + basic(), "Origin: https://crm.example", "Sec-Fetch-Site: cross-site"};
        assertThat(raw("GET " + WHO, page)).startsWith("HTTP/1.1 403 ");
        paired = List.of(new PairedOrigin("https://crm.example", Set.of(PairingScope.READ), Instant.EPOCH, true));
        assertThat(raw("GET " + WHO, page)).startsWith("HTTP/1.1 403 ");
        paired = List.of(new PairedOrigin("https://crm.example", Set.of(PairingScope.DIAL), Instant.EPOCH, true));
        assertThat(raw("GET " + WHO, page))
                .startsWith("HTTP/1.1 200 ")
                .contains("Access-Control-Allow-Origin: https://crm.example");
        assertThat(raw("OPTIONS " + WHO, page)).startsWith("HTTP/1.1 204 ");
        assertThat(raw("GET " + WHO, "Authorization: " + basic(), "Sec-Fetch-Site: cross-site"))
                .startsWith("HTTP/1.1 403 ");
        assertThat(raw("GET " + WHO, "Authorization: " + basic(), "Origin: null"))
                .startsWith("HTTP/1.1 403 ");
    }

    @Test
    void onlyTheRelaxedPathTakesWhatRfc3986WantsEncoded() {
        String data = "={\"phone\":\"1\",\"url\":\"http://a/b\"}";
        assertThat(raw("GET " + LOOSE + "=x&data" + data, "Authorization: " + basic()))
                .startsWith("HTTP/1.1 200 ")
                .endsWith("api {\"phone\":\"1\",\"url\":\"http://a/b\"}");
        assertThat(raw("GET " + LOOSE + "/?command=x&data" + data, "Authorization: " + basic()))
                .endsWith("api {\"phone\":\"1\",\"url\":\"http://a/b\"}");
        assertThat(raw("GET /who{}.php", "Authorization: " + basic())).startsWith("HTTP/1.1 400 ");
        assertThat(raw("GET " + WHO + "?a=1 2", "Authorization: " + basic())).startsWith("HTTP/1.1 400 ");
        assertThat(raw("GET /x/..%2f" + WHO, "Authorization: " + basic())).startsWith("HTTP/1.1 400 ");
    }

    @Test
    void otherPathsAndMethodsAreCoded() {
        assertThat(send(request("/nowhere")).body()).contains("OH-718");
        assertThat(status("/nowhere")).isEqualTo(404);
        assertThat(send(request(WHO).method("DELETE", HttpRequest.BodyPublishers.noBody()))
                        .statusCode())
                .isEqualTo(405);
        start(ApiSettings.loopback(0, Set.of("loose")));
        assertThat(status(WHO)).isEqualTo(404); // switched off
    }

    @Test
    void aFaultOfOursIsCodedAndSaysNothingMore() {
        var answer = send(request(WHO + "?action=fail&a=secret"));
        assertThat(answer.statusCode()).isEqualTo(500);
        assertThat(answer.body()).contains("OH-901").doesNotContain("told to fail", "secret");
    }

    @Test
    void aDefaultUserHoldsForListedAddressesOnlyAndNeverForLoopbackOutsideTheDemo() throws IOException {
        DefaultApiUser local = new DefaultApiUser("api", Set.of(InetAddress.getLoopbackAddress()));
        ApiSettings work = settings().withDefaultUsers(Map.of("who", local), ApiSettings.Use.WORK);
        assertThat(refusal(work)).isEqualTo(ErrorCode.API_ADDRESS_UNSAFE);
        start(settings().withDefaultUsers(Map.of("who", local), ApiSettings.Use.DEMO));
        assertThat(send(HttpRequest.newBuilder(uri(WHO))).body()).startsWith("api");
        assertThat(send(HttpRequest.newBuilder(uri(LOOSE))).statusCode()).isEqualTo(401);
        assertThat(send(HttpRequest.newBuilder(uri(WHO)).header("Authorization", basic("api", "wrong")))
                        .statusCode())
                .isEqualTo(401);
        DefaultApiUser far = new DefaultApiUser("api", Set.of(InetAddress.getByName("192.0.2.7")));
        start(settings().withDefaultUsers(Map.of("who", far), ApiSettings.Use.WORK));
        assertThat(send(HttpRequest.newBuilder(uri(WHO))).statusCode()).isEqualTo(401);
    }

    private ErrorCode refusal(ApiSettings settings) {
        ApiStart start = ApiServer.start(settings, new ApiHouse(store, profiles(), List::of));
        assertThat(start).isInstanceOf(ApiStart.Refused.class);
        return ((ApiStart.Refused) start).error();
    }

    @Test
    void anAddressBeyondThisMachineNeedsTls() {
        assertThat(refusal(settings().withHost("0.0.0.0", Optional.empty(), Set.of())))
                .isEqualTo(ErrorCode.API_ADDRESS_UNSAFE);
        ApiTls missing = new ApiTls(folder.resolve("none.p12"), Secret.of("x"));
        assertThat(refusal(settings().withHost("0.0.0.0", Optional.of(missing), Set.of())))
                .isEqualTo(ErrorCode.API_PORT_TAKEN);
    }

    @Test
    void speaksTlsWithTheConfiguredCertificate() throws Exception {
        Path keyStore = folder.resolve("api.p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "api",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=localhost",
                        "-ext",
                        "SAN=dns:localhost,ip:127.0.0.1",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        keyStore.toString(),
                        "-storepass",
                        "changeit")
                .redirectErrorStream(true)
                .start();
        keytool.getInputStream().readAllBytes();
        assertThat(keytool.waitFor()).isZero();
        start(settings().withHost("127.0.0.1", Optional.of(new ApiTls(keyStore, Secret.of("changeit"))), Set.of()));

        KeyStore trusted = KeyStore.getInstance(keyStore.toFile(), "changeit".toCharArray());
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        try (HttpClient secure = HttpClient.newBuilder().sslContext(context).build()) {
            var answer = secure.send(
                    HttpRequest.newBuilder(URI.create("https://127.0.0.1:" + server.port() + WHO + "?a=1"))
                            .header("Authorization", basic())
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            assertThat(answer.body()).isEqualTo("api 1");
        }
    }

    @Test
    void aTakenPortIsSaid() {
        assertThat(refusal(ApiSettings.loopback(server.port(), Set.of("who")))).isEqualTo(ErrorCode.API_PORT_TAKEN);
    }

    @Test
    void theDescriptionListsWhatIsSwitchedOn() throws IOException {
        JsonNode all =
                json.readTree(send(HttpRequest.newBuilder(uri("/openapi.json"))).body());
        assertThat(all.path("openapi").asText()).startsWith("3.1");
        assertThat(all.path("paths").has(WHO)).isTrue();
        assertThat(all.path("paths").has(LOOSE)).isTrue();
        start(ApiSettings.loopback(0, Set.of("loose")));
        JsonNode one =
                json.readTree(send(HttpRequest.newBuilder(uri("/openapi.json"))).body());
        assertThat(one.path("paths").has(WHO)).isFalse();
    }

    @Test
    void namesOfUsersAreNotToldApart() {
        var unknown = send(HttpRequest.newBuilder(uri(WHO)).header("Authorization", basic("nobody", "x")));
        var wrong = send(HttpRequest.newBuilder(uri(WHO)).header("Authorization", basic("api", "x")));
        assertThat(unknown.body()).isEqualTo(wrong.body());
        assertThat(unknown.statusCode()).isEqualTo(wrong.statusCode());
    }
}
