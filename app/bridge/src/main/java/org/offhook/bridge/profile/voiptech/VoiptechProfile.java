package org.offhook.bridge.profile.voiptech;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.offhook.agent.twoleg.LegFailure;
import org.offhook.agent.twoleg.StageOne;
import org.offhook.agent.twoleg.TwoLegCalls;
import org.offhook.agent.twoleg.TwoLegPlanner;
import org.offhook.agent.twoleg.TwoLegPlanner.Planned;
import org.offhook.bridge.api.ApiAccess;
import org.offhook.bridge.api.ApiAnswer;
import org.offhook.bridge.api.ApiOperation;
import org.offhook.bridge.api.ApiOperation.Parameter;
import org.offhook.bridge.api.ApiPath;
import org.offhook.bridge.api.ApiProfile;
import org.offhook.bridge.api.ApiRefusal;
import org.offhook.bridge.api.ApiRequest;
import org.offhook.campaign.store.DialerStorePort;
import org.offhook.campaign.user.Right;
import org.offhook.core.error.ErrorCode;

/**
 * Calls dial1 and, once it has answered, dial2. Order of the checks: password, right, organisation, format, what is asked (list, cancel), both
 * numbers, Timeout, future call, the rules of caller ID. Nothing is dialled when one number of several is no number.
 */
public final class VoiptechProfile implements ApiProfile {
    public static final String NAME = "voiptech";

    private static final String PATH = "/API/dialup.php";
    private static final int USUAL_TIMEOUT_SECONDS = 20;
    private static final int LONGEST_TIMEOUT_SECONDS = 300;

    /** Numbers in one dial1. */
    private static final int MOST_NUMBERS = 50;

    /** What a leg may take beyond its Timeout to be cancelled and told. */
    private static final Duration EXTRA = Duration.ofSeconds(10);

    private final DialerStorePort store;
    private final TwoLegCalls calls;
    private final TwoLegPlanner planner;
    private final VoiptechSettings settings;
    private final FutureCalls futures;
    private final DoneOnce once;

    public VoiptechProfile(
            DialerStorePort store,
            TwoLegCalls calls,
            TwoLegPlanner planner,
            VoiptechSettings settings,
            InstantSource clock) {
        this.store = store;
        this.calls = calls;
        this.planner = planner;
        this.settings = settings;
        this.futures = new FutureCalls(store, settings, clock);
        this.once = new DoneOnce(store);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<ApiPath> paths() {
        return List.of(ApiPath.strict(PATH));
    }

    @Override
    public ApiAccess access() {
        return ApiAccess.userAndPassword();
    }

    @Override
    public ParameterNames parameterNames() {
        return ParameterNames.ANY_CASE;
    }

    @Override
    public ApiAnswer handle(ApiRequest request) {
        Optional<ResultFormat> format = ResultFormat.named(request.text("RFormat"));
        if (format.isEmpty()) {
            return ResultFormat.TEXT.answer(
                    200, List.of(VoiptechResult.fail("RFormat must be text, html, xml or json")));
        }
        List<VoiptechResult> results = results(request);
        // What was not done is said in any case: silence would look like a call.
        boolean said = yes(request, "Response")
                || !request.text("Schedule").isEmpty()
                || !request.text("Cancel").isEmpty()
                || results.stream().anyMatch(VoiptechResult::failed);
        return said
                ? format.get().answer(200, results)
                : new ApiAnswer.Whole(200, ApiAnswer.TEXT, java.nio.charset.StandardCharsets.UTF_8, "", Map.of());
    }

    private static boolean yes(ApiRequest request, String name) {
        return request.text(name).equalsIgnoreCase("yes");
    }

    private List<VoiptechResult> results(ApiRequest request) {
        if (!request.user().may(Right.USE_API)) {
            return VoiptechResult.only(VoiptechResult.fail("Permission denied"));
        }
        String organisation = request.text("org");
        if (organisation.isEmpty() || !settings.knows(organisation)) {
            return VoiptechResult.only(
                    VoiptechResult.fail(organisation.isEmpty() ? "org is missing" : "org is unknown"));
        }
        if (request.text("Schedule").equalsIgnoreCase("list")) {
            return futures.list(organisation);
        }
        if (!request.text("Cancel").isEmpty()) {
            String schedule = request.text("Cancel");
            return VoiptechResult.only(
                    once.kept(request, ports -> futures.cancel(ports.futureCalls(), organisation, schedule)));
        }
        Optional<String> wrong = wrong(request);
        if (wrong.isPresent()) {
            return VoiptechResult.only(VoiptechResult.fail(wrong.get()));
        }
        return calls(request, Duration.ofSeconds(timeoutSeconds(request)));
    }

    private static Optional<String> wrong(ApiRequest request) {
        for (String field : List.of("dial1", "dial2")) {
            if (request.text(field).isEmpty()) {
                return Optional.of(field + " is missing");
            }
        }
        if (yes(request, "showUID") && !yes(request, "Response")) {
            return Optional.of("showUID needs Response");
        }
        if (request.text("dial1").split(",", -1).length > MOST_NUMBERS) {
            return Optional.of("dial1 has more than " + MOST_NUMBERS + " numbers");
        }
        return timeoutSeconds(request) == 0
                ? Optional.of("Timeout must be 1 to " + LONGEST_TIMEOUT_SECONDS + " seconds")
                : Optional.empty();
    }

    /** 0 when it is none. */
    private static int timeoutSeconds(ApiRequest request) {
        String text = request.text("Timeout");
        if (text.isEmpty()) {
            return USUAL_TIMEOUT_SECONDS;
        }
        boolean digits = text.length() <= 3 && text.chars().allMatch(c -> c >= '0' && c <= '9');
        int seconds = digits ? Integer.parseInt(text) : 0;
        return seconds <= LONGEST_TIMEOUT_SECONDS ? seconds : 0;
    }

    private record Asked(String dial1, Planned planned) {}

    private List<VoiptechResult> calls(ApiRequest request, Duration ringLimit) {
        List<Asked> all = new ArrayList<>();
        String[] numbers = request.number("dial1").split(",", -1);
        // A blank after a comma is a blank, unless the first number lost a plus in the same way.
        boolean pluses = numbers[0].startsWith("+");
        for (String one : numbers) {
            String dial1 = pluses ? plusAgain(one) : one.strip();
            all.add(new Asked(
                    dial1, planner.plan(store, dial1, request.number("dial2"), request.number("SetCID"), ringLimit)));
        }
        List<VoiptechResult> refused = all.stream()
                .filter(one -> one.planned() instanceof Planned.Refused)
                .map(one -> named(one, numbers.length, VoiptechResult.fail(((Planned.Refused) one.planned()).reason())))
                .toList();
        if (!refused.isEmpty()) {
            return refused;
        }
        return FutureCalls.asked(request)
                ? VoiptechResult.only(once.kept(request, ports -> futures.add(ports.futureCalls(), request, ringLimit)))
                : once.once(request, () -> dialled(request, all, ringLimit));
    }

    private static String plusAgain(String number) {
        boolean lost = number.length() > 1 && number.charAt(0) == ' ' && Character.isDigit(number.charAt(1));
        return lost ? "+" + number.strip() : number.strip();
    }

    private static VoiptechResult named(Asked asked, int numbers, VoiptechResult result) {
        return numbers == 1 ? result : result.with("dial1", asked.dial1());
    }

    private List<VoiptechResult> dialled(ApiRequest request, List<Asked> all, Duration ringLimit) {
        List<CompletableFuture<StageOne>> stages = new ArrayList<>();
        for (Asked one : all) {
            if (one.planned() instanceof Planned.Plan(var plan)) {
                stages.add(calls.start(plan).stageOne().toCompletableFuture());
            }
        }
        if (!yes(request, "Response")) {
            return List.of(); // the calls go on
        }
        List<VoiptechResult> results = new ArrayList<>();
        for (int i = 0; i < stages.size(); i++) {
            StageOne stage = stages.get(i)
                    .completeOnTimeout(
                            new StageOne.Failed(LegFailure.UNREACHABLE, ""),
                            ringLimit.plus(EXTRA).toMillis(),
                            TimeUnit.MILLISECONDS)
                    .join();
            results.add(named(all.get(i), all.size(), result(stage, yes(request, "showUID"))));
        }
        return results;
    }

    private static VoiptechResult result(StageOne stage, boolean uids) {
        return switch (stage) {
            case StageOne.Answered(String first, String second) ->
                uids ? VoiptechResult.ok().with("uid1", first).with("uid2", second) : VoiptechResult.ok();
            case StageOne.Failed(LegFailure failure, String first) -> {
                VoiptechResult failed = VoiptechResult.fail(failure.words());
                yield uids ? failed.with("uid1", first).with("uid2", "") : failed;
            }
        };
    }

    @Override
    public ApiAnswer refused(ApiRequest request, ApiRefusal refusal) {
        ResultFormat format = ResultFormat.named(request.text("RFormat")).orElse(ResultFormat.TEXT);
        String reason = refusal.error() == ErrorCode.LOGIN_REFUSED
                ? "Login incorrect"
                : refusal.error().code() + " " + refusal.error().name().replace('_', ' ');
        return format.answer(refusal.status(), List.of(VoiptechResult.fail(reason)));
    }

    @Override
    public Set<String> mediaTypes() {
        return ResultFormat.mediaTypes();
    }

    @Override
    public List<ApiOperation> operations() {
        return List.of(new ApiOperation(
                "dialup",
                PATH,
                "calls dial1 and, when it has answered, dial2; with Date in the future",
                List.of(
                        Parameter.required("org", "Organization name", "acme"),
                        Parameter.required("dial1", "First dialing order; several with commas", "101"),
                        Parameter.required("dial2", "Second dialing (only after 1st answer)", "7275551212"),
                        Parameter.optional("Response", "yes: answer with the outcome of the first", "yes"),
                        Parameter.optional("showUID", "yes: both legs' Call-IDs", "yes"),
                        Parameter.optional("RFormat", "text, html, xml, json", "json"),
                        Parameter.optional("SetCID", "caller ID", "101"),
                        Parameter.optional("Timeout", "1-300 seconds, 20 if not set", "20"),
                        Parameter.optional("Date", "YYYYMMDDhhmm of a future call", "203001311530"),
                        Parameter.optional("Maxretry", "retries till answer", "3"),
                        Parameter.optional("Retrytime", "seconds between retries", "600"),
                        Parameter.optional("ident", "organization's identification", "job-1"),
                        Parameter.optional("Schedule", "list: the future calls", "list"),
                        Parameter.optional("Cancel", "id of a future call", "1"),
                        Parameter.key()),
                List.of("status: ok\n", "{\"status\":\"Fail\",\"reason\":\"No answer\"}")));
    }
}
