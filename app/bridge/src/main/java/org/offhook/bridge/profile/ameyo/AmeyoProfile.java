package org.offhook.bridge.profile.ameyo;

import java.nio.charset.Charset;
import java.util.List;
import java.util.Optional;
import org.offhook.agent.dial.DialNoticePort;
import org.offhook.agent.dial.DialReply;
import org.offhook.agent.dial.DialWish;
import org.offhook.agent.dial.ManualDialDoor;
import org.offhook.bridge.api.ApiAccess;
import org.offhook.bridge.api.ApiAnswer;
import org.offhook.bridge.api.ApiOperation;
import org.offhook.bridge.api.ApiOperation.Parameter;
import org.offhook.bridge.api.ApiPath;
import org.offhook.bridge.api.ApiProfile;
import org.offhook.bridge.api.ApiRefusal;
import org.offhook.bridge.api.ApiRequest;
import org.offhook.bridge.api.Idempotence;
import org.offhook.bridge.api.Idempotence.Outcome;
import org.offhook.campaign.number.DialableNumber;
import org.offhook.campaign.number.NumberReading;
import org.offhook.campaign.queue.DialEntry;
import org.offhook.campaign.session.AgentPosition;
import org.offhook.campaign.session.AgentSessionRow;
import org.offhook.campaign.setup.ApiManualDial;
import org.offhook.campaign.setup.Campaign;
import org.offhook.campaign.store.DialerStorePort;
import org.offhook.campaign.token.ApiToken;
import org.offhook.campaign.user.Password;
import org.offhook.campaign.user.User;
import org.offhook.core.error.ErrorCode;

/** Order of the checks: token, command, data, campaign, logged in, working in that campaign, then the rules of manual dialling. */
public final class AmeyoProfile implements ApiProfile {
    public static final String NAME = "ameyo";

    private static final String PATH = "/ameyowebaccess/command";
    private static final String COMMAND = "clickToDialWithToken";

    /** What the sample address of the document says instead. */
    private static final String ALIAS = "clickToCallWithToken";

    private final DialerStorePort store;
    private final ManualDialDoor door;
    private final DialNoticePort notice;
    private final AmeyoSettings settings;
    private final OutcomeWatch outcomes;
    private final Idempotence writes;

    public AmeyoProfile(DialerStorePort store, ManualDialDoor door, DialNoticePort notice, AmeyoSettings settings) {
        this.store = store;
        this.door = door;
        this.notice = notice;
        this.settings = settings;
        this.outcomes = new OutcomeWatch(store, settings);
        this.writes = new Idempotence(store);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<ApiPath> paths() {
        return List.of(ApiPath.relaxed(PATH));
    }

    @Override
    public ApiAccess access() {
        return new ApiAccess.OwnCheck(List.of("Hash-key", "Requesting-host", "Policy-name"));
    }

    @Override
    public ApiAnswer handle(ApiRequest request) {
        Charset charset = request.charset();
        Optional<User> caller = caller(request);
        if (caller.isEmpty()) {
            return AmeyoAnswers.error(
                    401, charset, "Authorization failed", "Hash-key, Requesting-host and Policy-name are not valid");
        }
        String command = request.text("command");
        if (!command.equals(COMMAND) && !command.equals(ALIAS)) {
            return AmeyoAnswers.error(200, charset, "Request is not valid", "command is unknown");
        }
        return switch (ClickToDial.read(request)) {
            case ClickToDial.Reading.Wrong(String reason, String details) ->
                AmeyoAnswers.error(200, charset, reason, details);
            case ClickToDial.Reading.Read(ClickToDial dial) ->
                writes.apart(
                        request,
                        NAME + "/" + caller.get().name(),
                        () -> dial(request, caller.get(), dial),
                        refusal -> repeated(request, dial, refusal));
        };
    }

    /** A repeat of a request that is not answered yet joins its call, if there is one. */
    private ApiAnswer repeated(ApiRequest request, ClickToDial dial, ApiRefusal refusal) {
        Optional<Campaign> campaign = store.setup().campaign(dial.campaignId());
        Optional<Long> running = refusal.error() == ErrorCode.REQUEST_IN_DOUBT
                ? campaign.flatMap(known -> running(dial, known))
                : Optional.empty();
        return running.<ApiAnswer>map(id -> outcome(request, dial, campaign.orElseThrow(), id))
                .orElseGet(() -> refused(request, refusal));
    }

    private ApiAnswer.Whole outcome(ApiRequest request, ClickToDial dial, Campaign campaign, long id) {
        AmeyoOutcome outcome = outcomes.await(id, campaign.ringLimit());
        return AmeyoAnswers.outcome(request.charset(), outcome, dial.campaignId(), Long.toString(id), dial.phone());
    }

    private Optional<User> caller(ApiRequest request) {
        return request.header("Hash-key")
                .filter(key -> !key.isEmpty())
                .flatMap(key -> store.tokens()
                        .match(
                                Password.of(key),
                                request.header("Requesting-host").orElse(""),
                                request.header("Policy-name").orElse("")))
                .map(ApiToken::user)
                .flatMap(store.users()::find)
                .filter(User::active);
    }

    private Outcome dial(ApiRequest request, User caller, ClickToDial dial) {
        Charset charset = request.charset();
        Optional<Campaign> campaign = store.setup().campaign(dial.campaignId()).filter(Campaign::active);
        if (campaign.isEmpty()) {
            return new Outcome.Nothing(
                    AmeyoAnswers.error(200, charset, "Campaign is not valid", "campaignId is unknown"));
        }
        Optional<AgentSessionRow> session = store.sessions().find(dial.userId());
        if (session.isEmpty()) {
            return new Outcome.Nothing(AmeyoAnswers.error(charset, AmeyoAnswers.NOT_AVAILABLE));
        }
        AgentPosition position = session.get().position();
        boolean onBreak = position.state() == AgentPosition.State.PAUSED && position.onBreak();
        if (onBreak || !position.campaign().equals(dial.campaignId())) {
            return new Outcome.Nothing(AmeyoAnswers.error(charset, AmeyoAnswers.NOT_WORKING + dial.campaignId()));
        }
        Optional<Long> queued = queued(request, caller, dial, campaign.get());
        if (queued.isEmpty()) {
            return new Outcome.Nothing(AmeyoAnswers.error(charset, AmeyoAnswers.NOT_AVAILABLE));
        }
        return new Outcome.Done(outcome(request, dial, campaign.get(), queued.get()));
    }

    /** The dial that this request began, or the one of an earlier request that still runs. */
    private Optional<Long> queued(ApiRequest request, User caller, ClickToDial dial, Campaign campaign) {
        DialWish wish = wish(request, dial);
        ManualDialDoor.Ahead ahead = door.lookAhead(store, wish);
        try {
            return store.transact(ports -> {
                DialReply reply = door.take(ports, caller, wish, ahead);
                if (reply instanceof DialReply.Taken taken) {
                    return Optional.of(taken.queueId());
                }
                throw new NotTaken(reply);
            });
        } catch (NotTaken e) {
            return e.reply instanceof DialReply.AlreadyQueued ? running(dial, campaign) : Optional.empty();
        } finally {
            notice.queued(dial.userId());
        }
    }

    /** Undoes what was changed on the way to the refusal, such as a new lead. */
    private static final class NotTaken extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final transient DialReply reply;

        NotTaken(DialReply reply) {
            super("not taken", null, false, false);
            this.reply = reply;
        }
    }

    private Optional<Long> running(ClickToDial dial, Campaign campaign) {
        return switch (DialableNumber.read(dial.phone())) {
            case NumberReading.Refused _ -> Optional.empty();
            case NumberReading.Dialable(DialableNumber number) -> {
                String dialled = campaign.dialRules().dialled(number, "");
                yield store.dialQueue().open(dial.userId()).stream()
                        .filter(entry -> entry.asked().number().equals(dialled))
                        .findFirst()
                        .map(DialEntry::id);
            }
        };
    }

    private DialWish wish(ApiRequest request, ClickToDial dial) {
        DialWish.Preview preview = switch (settings.order()) {
            case CUSTOMER_FIRST -> DialWish.Preview.NO;
            case AGENT_FIRST -> DialWish.Preview.YES;
        };
        return new DialWish(
                dial.userId(),
                Optional.empty(),
                dial.phone(),
                "",
                "",
                DialWish.Search.YES, // "if customer with that phone no.is available, then it will dial that customer"
                preview,
                DialWish.Focus.YES,
                DialWish.Alternate.MAIN,
                "",
                "",
                "",
                DialWish.VtigerCallback.NO,
                ApiManualDial.QUEUE,
                NAME,
                request.id(),
                dial.facts());
    }

    @Override
    public ApiAnswer refused(ApiRequest request, ApiRefusal refusal) {
        return AmeyoAnswers.error(
                refusal.status(),
                request.charset(),
                refusal.error().code() + " " + refusal.error().name().replace('_', ' '),
                refusal.detail());
    }

    @Override
    public List<ApiOperation> operations() {
        return List.of(new ApiOperation(
                COMMAND,
                PATH,
                "dials a customer for an agent; answered when the outcome is known",
                List.of(
                        Parameter.required("command", "which command", COMMAND),
                        Parameter.optional(
                                "data",
                                "JSON object with userId, campaignId, phone and optional additionalParams",
                                "{\"userId\":\"1000\",\"campaignId\":\"TESTCAMP\",\"phone\":\"7275551212\"}"),
                        Parameter.optional("userId", "where no data is sent", "1000"),
                        Parameter.optional("campaignId", "where no data is sent", "TESTCAMP"),
                        Parameter.optional("phone", "where no data is sent", "7275551212"),
                        Parameter.optional("additionalParams", "JSON object of texts, where no data is sent", "{}"),
                        Parameter.key()),
                List.of(
                        "{\"result\":\"SUCCESS\",\"reason\":\"{node.flow.id\\u003dTESTCAMP,metaData\\u003d1}\"}",
                        "{\"status\":\"error\",\"reason\":\"" + AmeyoAnswers.NOT_AVAILABLE + "\",\"details\":\""
                                + AmeyoAnswers.NOT_AVAILABLE + "\"}")));
    }
}
