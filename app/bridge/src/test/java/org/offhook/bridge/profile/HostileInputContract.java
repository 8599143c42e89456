package org.offhook.bridge.profile;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What no document foresees, through every profile: a clear answer, nothing lost, and no way past the door. */
abstract class HostileInputContract extends AllProfilesContract {
    private static final List<String> NONSENSE = List.of(
            "",
            " ",
            "x".repeat(70_000),
            "-1",
            "1e9",
            "null",
            "{}",
            "[]",
            "'",
            "\u202e\ud83d\ude00",
            "x'); DROP TABLE leads;--",
            "1\r\nSet-Cookie: stolen=1\r\n\r\nHTTP/1.1 200 OK");

    private final AtomicInteger turn = new AtomicInteger();

    @BeforeEach
    void logIn() {
        addToken();
        loggedIn();
    }

    private List<Asked> fresh() {
        return functions(turn.incrementAndGet());
    }

    private void stillServes() {
        for (Asked one : fresh()) {
            assertThat(post(one.path(), one.parameters()).body()).as(one.name()).contains(one.done());
        }
        assertThat(store.lists().find(LIST)).as("the tables are there").isPresent();
    }

    /** A clear answer: no fault of ours, nothing of the request in the head of the answer. */
    private static void clear(HttpResponse<String> answer, String what) {
        assertThat(answer.statusCode()).as(what).isIn(200, 400, 413, 422);
        assertThat(answer.headers().firstValue("Set-Cookie")).as(what).isEmpty();
        assertThat(answer.headers().allValues("Content-Type")).as(what).hasSize(1);
        assertThat(answer.body()).as(what).doesNotContain("OH-9").doesNotContain("Exception");
    }

    @Test
    void everyParameterOfEveryFunctionMissingBlankTooLongHostileOrOfAnotherKindIsAnsweredClearly() {
        for (Asked one : fresh()) {
            for (String name : one.parameters().keySet()) {
                clear(post(one.path(), with(one.parameters(), name, ABSENT)), one + " without " + name);
                for (String value : NONSENSE) {
                    clear(post(one.path(), with(one.parameters(), name, value)), one + " " + name);
                }
                HttpResponse<String> nul = post(one.path(), with(one.parameters(), name, "a\u0000b"));
                assertThat(nul.statusCode()).as("a NUL in " + name).isEqualTo(400);
            }
        }
        stillServes();
    }

    @Test
    void everyFieldOfAnAmeyoRequestIsJudgedBeforeAnythingIsDialled() {
        List<String> hostile = new ArrayList<>(NONSENSE);
        hostile.add("{\"userId\":{},\"campaignId\":[],\"phone\":null}");
        for (String field : List.of("userId", "campaignId", "phone", "additionalParams")) {
            for (String value : NONSENSE) {
                hostile.add("{\"userId\":\"1000\",\"campaignId\":\"TESTCAMP\",\"phone\":\"123x\",\"" + field + "\":"
                        + quoted(value) + "}");
            }
        }
        for (String data : hostile) {
            HttpResponse<String> answer = post(AMEYO, of("command", "clickToDialWithToken", "data", data), TOKEN);
            clear(answer, "ameyo");
            assertThat(answer.body()).contains("\"status\":\"error\"");
        }
        assertThat(store.dialQueue().open(AGENT)).isEmpty();
    }

    private static String quoted(String text) {
        return com.fasterxml.jackson.databind.node.TextNode.valueOf(text).toString();
    }

    private static final String FORM_TYPE = "application/x-www-form-urlencoded";

    private static final List<String> PATHS = List.of(LEADS, CLICK, CRM, AMEYO, VOIPTECH);

    private HttpResponse<String> post(String path, String type, byte[] body) {
        return post(path, type, BodyPublishers.ofByteArray(body), TOKEN);
    }

    @Test
    void badUtf8AndBadEscapesAreRefusedByEveryProfile() {
        for (String path : PATHS) {
            for (String body : List.of("source=%ff%fe", "source=%zz", "%c3%28=x")) {
                HttpResponse<String> answer = post(path, FORM_TYPE, body.getBytes(StandardCharsets.US_ASCII));
                assertThat(answer.statusCode()).as(path + " " + body).isEqualTo(400);
                assertThat(answer.body()).as(path).contains("OH-701");
            }
            byte[] raw = {'{', '"', 'a', '"', ':', '"', (byte) 0xff, '"', '}'};
            assertThat(post(path, FORM_TYPE, raw).statusCode()).as(path).isEqualTo(400);
            assertThat(post(path, "application/json", raw).statusCode())
                    .as(path)
                    .isEqualTo(400);
        }
        stillServes();
    }

    @Test
    void brokenJsonIsRefusedByEveryProfile() {
        for (String path : PATHS) {
            for (String body : List.of("{", "[]", "{\"a\":1}{", "{'a':1}", "\"x\"", "{\"a\":".repeat(50))) {
                HttpResponse<String> answer = post(path, "application/json", body.getBytes(StandardCharsets.US_ASCII));
                assertThat(answer.statusCode()).as(path + " " + body).isBetween(400, 413);
                assertThat(answer.body()).as(path).contains("OH-7");
            }
        }
        stillServes();
    }

    @Test
    void aBodyOfAHundredMegabytesIsRefusedByEveryProfile() {
        for (String path : PATHS) {
            HttpResponse<String> answer = post(path, FORM_TYPE, endless("source=", 100 << 20), TOKEN);
            assertThat(answer.statusCode()).as(path).isEqualTo(413);
            assertThat(answer.body()).as(path).contains("OH-705");
        }
        stillServes();
    }

    @Test
    void anUnknownFunctionSaysSoInEveryProfile() {
        assertThat(get(LEADS, of("source", "test", "action", "drop"))).contains("ENTERED ACTION IS NOT VALID");
        assertThat(get(CLICK, of("source", "test", "action", "drop"))).contains("ENTER ACTION IS WRONG");
        assertThat(get(CRM, of("source", "test", "function", "drop"))).contains("NO FUNCTION SPECIFIED");
        assertThat(post(AMEYO, of("command", "drop", "data", "{}"), TOKEN).body())
                .contains("command is unknown");
        assertThat(get(VOIPTECH, of("org", "acme", "Response", "yes"))).contains("Fail");
    }

    @Test
    void tenWrongPasswordsSlowDownWhoeverAsksByWhicheverProfile() {
        for (Asked one : List.of(
                byName(functions(1), "add_lead").orElseThrow(),
                byName(functions(1), "manual_dial").orElseThrow(),
                byName(functions(1), "add_list").orElseThrow(),
                byName(functions(1), "future call").orElseThrow())) {
            String name = "guessed-" + turn.incrementAndGet();
            store.users().change("api", user -> user);
            store.users()
                    .add(
                            org.offhook.campaign.user.User.of(
                                    name, "Guessed", 8, "superadmin", org.offhook.campaign.user.Right.values()),
                            org.offhook.campaign.user.Password.of("right"),
                            java.util.Optional.empty());
            Map<String, String> wrong = with(one.parameters(), "user", name, "pass", "wrong");
            for (int i = 0; i < 10; i++) {
                HttpResponse<String> answer = post(one.path(), wrong);
                assertThat(answer.statusCode()).as(one.name()).isIn(200, 401);
                assertThat(answer.body()).as(one.name()).doesNotContain(one.done());
            }
            HttpResponse<String> slowed = post(one.path(), with(one.parameters(), "user", name, "pass", "right"));
            assertThat(slowed.statusCode()).as(one.name()).isEqualTo(429);
            assertThat(slowed.headers().firstValue("Retry-After"))
                    .as(one.name())
                    .isPresent();
            assertThat(slowed.body()).as(one.name()).doesNotContain(one.done());
        }
        assertThat(store.leads().count(LIST)).isZero();
        stillServes(); // others are not slowed down
    }

    @Test
    void aStoreThatIsGoneIsACodedErrorInEveryProfile() {
        store.close();
        for (Asked one : fresh()) {
            HttpResponse<String> answer = post(one.path(), one.parameters());
            assertThat(answer.statusCode()).as(one.name()).isEqualTo(503);
            assertThat(answer.body()).as(one.name()).contains("OH-607");
        }
        HttpResponse<String> answer = post(AMEYO, of("command", "clickToDialWithToken", "data", "{}"), TOKEN);
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.body()).contains("OH-607");
    }

    @Test
    void aRequestAskedAgainUnderItsKeyIsDoneOnceAndToldTheSame() {
        for (Asked one : fresh()) {
            Map<String, String> keyed = with(one.parameters(), "idempotency_key", "key-" + one.name());
            String first = post(one.path(), keyed).body();
            assertThat(first).as(one.name()).contains(one.done());
            assertThat(post(one.path(), keyed).body()).as(one.name()).isEqualTo(first);
        }
        assertThat(store.leads().count(LIST))
                .as("add_lead and both add_multi_lead, once each")
                .isEqualTo(3);
        assertThat(store.dialQueue().open(AGENT)).hasSize(1);
        assertThat(store.futureCalls().of("acme", true)).hasSize(1);
        Asked future = byName(fresh(), "future call").orElseThrow();
        assertThat(post(future.path(), future.parameters()).body()).contains("schedule");
        assertThat(post(future.path(), future.parameters()).body())
                .as("without one it is its own key: organisation, ident, numbers and time")
                .contains("Fail");
        assertThat(store.futureCalls().of("acme", true)).hasSize(2);
    }

    @Test
    void aFutureCallIsCancelledOnceUnderItsKey() {
        Asked future = byName(fresh(), "future call").orElseThrow();
        String id = post(future.path(), future.parameters()).body().replaceAll("(?s).*schedule: (\\d+).*", "$1");
        Map<String, String> cancel = of("org", "acme", "Cancel", id, "idempotency_key", "cancel-1");
        String first = post(VOIPTECH, cancel).body();
        assertThat(first).contains("ok");
        assertThat(post(VOIPTECH, cancel).body()).isEqualTo(first);
        assertThat(post(VOIPTECH, with(cancel, "idempotency_key", ABSENT)).body())
                .contains("Too late");
    }

    /** To do without the key would be what its sender wants to be safe from. */
    @Test
    void aKeyThatIsTooLongIsRefusedByEveryProfile() {
        for (Asked one : fresh()) {
            HttpResponse<String> answer = post(one.path(), with(one.parameters(), "idempotency_key", "k".repeat(201)));
            assertThat(answer.statusCode()).as(one.name()).isEqualTo(400);
            assertThat(answer.body()).as(one.name()).contains("OH-704");
        }
        assertThat(store.leads().count(LIST)).isZero();
        assertThat(store.dialQueue().open(AGENT)).isEmpty();
        stillServes();
    }

    /** A digest of a short password is as good as the password. */
    @Test
    void whatAKeyRemembersHasNothingOfAPasswordInIt() {
        Asked one = byName(fresh(), "add_user").orElseThrow();
        Map<String, String> keyed = with(one.parameters(), "idempotency_key", "user-1");
        String first = post(one.path(), keyed).body();
        assertThat(post(one.path(), with(keyed, "agent_pass", "another")).body())
                .isEqualTo(first);
    }
}
