package org.offhook.bridge.profile.elision;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What no document foresees: nothing of it may be lost, crash the listener, or get past it. */
abstract class BadInputContract extends ElisionContract {
    private static final String FORM_TYPE = "application/x-www-form-urlencoded";

    private void stillServes() {
        assertThat(get(API, leadRequest())).contains("LEAD CREATED SUCCESSFULLY");
    }

    @Test
    void everyParameterMissingBlankTooLongOrOfAnotherKindIsAnsweredInTheEnvelope() {
        loggedIn();
        for (Map.Entry<String, Map<String, String>> one : List.of(
                Map.entry(API, leadRequest()),
                Map.entry(API, multi("[{\"phone_number\":\"1111111\",\"list_id\":\"25062018\"}]")),
                Map.entry(API, apiDial()),
                Map.entry(CLICK, clickRequest()))) {
            for (String name : one.getValue().keySet()) {
                for (String value : List.of("", " ", "x".repeat(100_000), "-1", "1e9", "null", "{}", "[]", "'")) {
                    String answer = get(one.getKey(), with(one.getValue(), name, value));
                    assertThat(answer).as(name).startsWith("{").endsWith("}").contains("\"message\":");
                }
                assertThat(post(one.getKey(), with(one.getValue(), name, "\u0000"))
                                .statusCode())
                        .as("a NUL in " + name)
                        .isEqualTo(400);
                assertThat(get(one.getKey(), with(one.getValue(), name, ABSENT)))
                        .as(name)
                        .contains("\"message\":");
            }
        }
        stillServes();
    }

    @Test
    void aNulEscapedInTheLeadsIsBrokenJson() {
        String good = "{\"phone_number\":\"1111111\",\"list_id\":\"25062018\"}";
        for (String nul : List.of(
                "{\"phone_number\":\"1111111\",\"list_id\":\"25062018\",\"CustomerName\":\"a\\u0000b\"}",
                "{\"phone_number\":\"1111111\",\"list_id\":\"25062018\",\"Customer\\u0000Name\":\"a\"}",
                "{\"phone_number\":\"111\\u00001111\",\"list_id\":\"25062018\"}")) {
            String leads = "[" + good + "," + nul + "]";
            String within =
                    "{\"action\":\"add_multi_lead\",\"source\":\"external\",\"custom_fields\":\"Y\",\"multi_leads\":"
                            + leads + "}";
            for (String answer : List.of(
                    get(API, multi(leads)),
                    post(API, multi(leads)).body(),
                    post(API, "application/json", BodyPublishers.ofString(within))
                            .body())) {
                assertThat(answer).as(nul).contains("add_multi_lead PLEASE CHECK YOUR JSON SYNTAX");
            }
        }
        assertThat(store.leads().count(LIST)).as("not even the good one").isZero();
        stillServes();
    }

    @Test
    void sqlAndHeaderInjectionAreText() {
        String evil = "x'); DROP TABLE leads;--\r\nSet-Cookie: a=b";
        HttpResponse<String> response = post(API, with(leadRequest(), "CustomerName", evil));
        assertThat(response.body()).contains("LEAD CREATED SUCCESSFULLY");
        assertThat(response.headers().firstValue("Set-Cookie")).isEmpty();
        var names = new java.util.ArrayList<String>();
        store.leads().each(LIST, 0, 10, lead -> names.add(lead.custom().get("CustomerName")));
        assertThat(names).containsExactly(evil);
        loggedIn();
        assertThat(get(CLICK, with(clickRequest(), "agent_user", "1000' OR '1'='1")))
                .contains("AGENT_USER IS NOT LOGGED IN");
        stillServes();
    }

    @Test
    void badUtf8AndBadEscapesAreRefused() {
        for (String body : List.of("source=%ff%fe&action=add_lead", "source=%zz", "source=%4", "%c3%28=x")) {
            HttpResponse<String> response = post(API, FORM_TYPE, BodyPublishers.ofString(body));
            assertThat(response.statusCode()).as(body).isEqualTo(400);
            assertThat(response.body()).contains("OH-701");
        }
        byte[] rawBytes = {'s', 'o', 'u', 'r', 'c', 'e', '=', (byte) 0xff};
        assertThat(post(API, FORM_TYPE, BodyPublishers.ofByteArray(rawBytes)).statusCode())
                .isEqualTo(400);
        byte[] badJson = {'{', '"', 'a', '"', ':', '"', (byte) 0xff, '"', '}'};
        assertThat(post(API, "application/json", BodyPublishers.ofByteArray(badJson))
                        .statusCode())
                .isEqualTo(400);
        stillServes();
    }

    @Test
    void anotherCharsetIsReadAsItSays() {
        byte[] latin = ("CustomerName=M\u00fcller&" + form(with(leadRequest(), "CustomerName", ABSENT)))
                .getBytes(StandardCharsets.ISO_8859_1);
        assertThat(post(API, FORM_TYPE + ";charset=ISO-8859-1", BodyPublishers.ofByteArray(latin))
                        .body())
                .contains("LEAD CREATED");
        var names = new java.util.ArrayList<String>();
        store.leads().each(LIST, 0, 10, lead -> names.add(lead.custom().get("CustomerName")));
        assertThat(names).containsExactly("M\u00fcller");
        assertThat(post(API, FORM_TYPE + ";charset=KLINGON", BodyPublishers.ofByteArray(latin))
                        .statusCode())
                .isEqualTo(415);
    }

    @Test
    void brokenJsonIsRefused() {
        for (String body :
                List.of("{", "[]", "{\"a\":1}{", "{'a':1}", "{\"a\":1,\"a\":2}", "\"x\"", "{\"a\":".repeat(50))) {
            HttpResponse<String> response = post(API, "application/json", BodyPublishers.ofString(body));
            assertThat(response.statusCode()).as(body).isBetween(400, 413);
        }
        assertThat(post(API, "application/xml", BodyPublishers.ofString("<a/>")).statusCode())
                .isEqualTo(415);
        stillServes();
    }

    @Test
    void aBodyOfAHundredMegabytesIsRefusedUnheld() {
        for (String start : List.of("CustomerName=", "source=a&source=")) {
            HttpResponse<String> response = post(API, FORM_TYPE, endless(start, 100 << 20));
            assertThat(response.statusCode()).isEqualTo(413);
            assertThat(response.body()).contains("OH-705");
        }
        HttpResponse<String> small = post(CLICK, FORM_TYPE, endless("value=", 100 << 20));
        assertThat(small.statusCode()).isEqualTo(413);
        stillServes();
    }

    @Test
    void aHundredMegabytesFromNobodyNeverReachTheDisk() throws IOException {
        HttpResponse<String> response = send(HttpRequest.newBuilder(uri(API))
                .header("Content-Type", FORM_TYPE)
                .POST(endless("user=api&pass=wrong&multi_leads=", 100 << 20)));
        assertThat(response.body()).contains("Login incorrect");
        assertThat(spooled()).isEmpty();
        stillServes();
    }

    private static List<Path> spooled() throws IOException {
        try (Stream<Path> files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            return files.filter(file -> file.getFileName().toString().startsWith("offhook-api-"))
                    .toList();
        }
    }

    @Test
    void fiveThousandLeadsInOneCallAreStreamedThroughADisk() throws IOException {
        manyLeads(5_000);
    }

    @Test
    @Tag("long")
    void aMillionLeadsInOneCallAreStreamedThroughADisk() throws IOException {
        manyLeads(1_000_000);
    }

    private void manyLeads(int count) throws IOException {
        HttpResponse<InputStream> response = manyLeads(count, "k-many");
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(succeeded(response.body())).isEqualTo(count);
        assertThat(store.leads().count(LIST)).isEqualTo(count);
        assertThat(succeeded(manyLeads(count, "k-many").body())).isEqualTo(count); // asked again, told again
        assertThat(store.leads().count(LIST)).isEqualTo(count);
        assertThat(spooled()).isEmpty();
    }

    private HttpResponse<InputStream> manyLeads(int count, String key) {
        List<InputStream> parts = IntStream.rangeClosed(0, count + 1)
                .mapToObj(i -> {
                    String text = i == 0
                            ? "{\"action\":\"add_multi_lead\",\"source\":\"external\",\"custom_fields\":\"Y\",\"multi_leads\":["
                            : i == count + 1
                                    ? "]}"
                                    : (i == 1 ? "" : ",") + "{\"phone_number\":" + (1_000_000_000L + i)
                                            + ",\"list_id\":25062018,\"CustomerName\":\"customer number " + i + "\"}";
                    return text;
                })
                .map(text -> (InputStream) new java.io.ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)))
                .toList();
        try {
            return http.send(
                    HttpRequest.newBuilder(uri(API))
                            .header("Authorization", basic())
                            .header("Content-Type", "application/json")
                            .header("Idempotency-Key", key)
                            .POST(BodyPublishers.ofInputStream(
                                    () -> new SequenceInputStream(Collections.enumeration(parts))))
                            .build(),
                    HttpResponse.BodyHandlers.ofInputStream());
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static long succeeded(InputStream body) throws IOException {
        long found = 0;
        try (var parser = new com.fasterxml.jackson.core.JsonFactory().createParser(body)) {
            while (parser.nextToken() != null) {
                if ("add_multi_lead RECORD(S) CREATED".equals(parser.getValueAsString())) {
                    found++;
                }
            }
        }
        return found;
    }

    @Test
    void wrongPasswordsAreSlowedDownBeforeAnythingIsHashed() {
        Map<String, String> wrong = with(leadRequest(), "user", "api", "pass", "wrong");
        for (int i = 0; i < 10; i++) {
            assertThat(get(API, wrong)).contains("Login incorrect");
        }
        HttpResponse<String> slowed = post(API, with(leadRequest(), "user", "api", "pass", PASSWORD));
        assertThat(slowed.statusCode()).isEqualTo(429);
        assertThat(slowed.body()).contains("Login incorrect"); // not even the right one is looked at
        assertThat(slowed.headers().firstValue("Retry-After")).isPresent();
        assertThat(store.leads().count(LIST)).isZero();
    }

    @Test
    void aStoreThatIsGoneIsACodedErrorAndNothingIsLost() {
        store.close();
        for (String path : List.of(API, CLICK)) {
            HttpResponse<String> response = post(path, leadRequest());
            assertThat(response.statusCode()).isEqualTo(503);
            assertThat(response.body()).contains("OH-607");
            assertThat(response.headers().firstValue("Retry-After")).isPresent();
        }
    }

    @Test
    void aRequestLineOf256KibibytesIsTakenAndALongerOneIsNot() {
        String lead = "{\"phone_number\":\"1111111\",\"list_id\":\"25062018\"}";
        String leads = "[" + String.join(",", Collections.nCopies(5_450, lead)) + "]";
        String line = "GET " + API + "?action=add_multi_lead&source=external&custom_fields=Y&multi_leads=" + leads;
        assertThat(line.length()).isBetween(254 * 1024, 264 * 1024);
        assertThat(raw(line, "Authorization: " + basic())).startsWith("HTTP/1.1 200 ");
        assertThat(store.leads().count(LIST)).isEqualTo(5_450);
        assertThat(raw(line + "x".repeat(40_000), "Authorization: " + basic())).startsWith("HTTP/1.1 4");
    }
}
