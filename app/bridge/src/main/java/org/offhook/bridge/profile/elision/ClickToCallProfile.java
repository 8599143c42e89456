package org.offhook.bridge.profile.elision;

import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
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
import org.offhook.campaign.setup.ApiManualDial;
import org.offhook.campaign.store.DialerStorePort;

/** elision-click-to-call-1.0: one function that places a call on an agent's screen. */
public final class ClickToCallProfile implements ApiProfile {
    public static final String NAME = "elision-click2call";
    private static final String PATH = "/elision-dialer/elisionapi/main.php";
    private static final String STATUS = "status";
    private static final String FUNCTION = "external_dial";
    private static final int LONGEST_VENDOR_ID = 36;

    private final DialerStorePort store;
    private final Idempotence writes;
    private final ManualDialDoor door;
    private final DialNoticePort notice;
    private final InstantSource clock;

    /** @param notice told when something was queued, for an agent at this very desk */
    public ClickToCallProfile(DialerStorePort store, ManualDialDoor door, DialNoticePort notice, InstantSource clock) {
        this.store = store;
        this.writes = new Idempotence(store);
        this.door = door;
        this.notice = notice;
        this.clock = clock;
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
    public ApiAnswer refused(ApiRequest request, ApiRefusal refusal) {
        return Envelope.failure(refusal);
    }

    @Override
    public ApiAnswer handle(ApiRequest request) {
        String action = request.text("action");
        if (action.isEmpty()) {
            return Envelope.refused(STATUS, "PLEASE ENTER ACTION VALUE").answer();
        }
        if (!action.equals("manual_dial")) {
            return Envelope.refused(STATUS, "ENTER ACTION IS WRONG").answer();
        }
        String source = request.text("source");
        if (source.length() < Words.SHORTEST_SOURCE) {
            return no("ENTER SOURCE VALUE MINIMUM 2 DIGIT")
                    .data("source", source)
                    .answer();
        }
        if (source.length() > Words.LONGEST_SOURCE) {
            return no("ENTER SOURCE VALUE MAXIMUM 20 DIGIT")
                    .data("source", source)
                    .answer();
        }
        if (lacksSomething(request)) {
            return no("YOU MUST USE ALL REQUIRED FIELDS")
                    .data("value", request.number("value"))
                    .data("phone_code", request.number("phone_code"))
                    .data("search", request.text("search"))
                    .data("preview", request.text("preview"))
                    .data("focus", request.text("focus"))
                    .data("lead_id", request.text("lead_id"))
                    .data("agent_user", request.text("agent_user"))
                    .data("alt_user", request.text("alt_user"))
                    .answer();
        }
        if (request.text("vendor_id").length() > LONGEST_VENDOR_ID) {
            return no("VENDOR_ID MAXIMUM 36 CHARACTER")
                    .data("vendor_id", request.text("vendor_id"))
                    .answer();
        }
        return dial(request);
    }

    private static boolean lacksSomething(ApiRequest request) {
        return !Words.isPhoneCode(request.number("phone_code"))
                || Words.yesOrNo(request.text("search")).isEmpty()
                || Words.yesOrNo(request.text("preview")).isEmpty()
                || Words.yesOrNo(request.text("focus")).isEmpty()
                || (request.text("value").isEmpty() && request.text("lead_id").isEmpty())
                || (request.text("agent_user").isEmpty()
                        && request.text("alt_user").isEmpty());
    }

    private ApiAnswer dial(ApiRequest request) {
        Optional<DialWish.Alternate> alternate = alternate(request);
        DialWish wish = wish(request, alternate.orElse(DialWish.Alternate.MAIN));
        ManualDialDoor.Ahead ahead = door.lookAhead(store, wish);
        boolean readable = alternate.isPresent() && Words.isDialPrefix(wish.dialPrefix());
        AtomicReference<String> queuedFor = new AtomicReference<>("");
        ApiAnswer answer = writes.once(
                request,
                NAME,
                ports -> switch (door.take(ports, request.user(), wish, ahead)) {
                    case DialReply.Taken taken
                    when readable -> {
                        queuedFor.set(taken.agent());
                        yield new Outcome.Done(accepted(request, taken));
                    }
                    case DialReply.Taken taken ->
                        new Outcome.Nothing(numberInvalid(taken.agent(), request.number("value"), request));
                    case DialReply.Refused refused -> new Outcome.Nothing(words(request, refused));
                },
                refusal -> refused(request, refusal));
        notice.queued(Objects.requireNonNullElse(queuedFor.get(), ""));
        return answer;
    }

    /** Only with a lead. Empty: a word that names none of its numbers. */
    private static Optional<DialWish.Alternate> alternate(ApiRequest request) {
        String asked = request.text("alt_dial");
        if (asked.isEmpty() || request.text("lead_id").isEmpty()) {
            return Optional.of(DialWish.Alternate.MAIN);
        }
        return switch (asked) {
            case "ALT" -> Optional.of(DialWish.Alternate.ALT);
            case "ADDR3" -> Optional.of(DialWish.Alternate.ADDR3);
            case "SEARCH" -> Optional.of(DialWish.Alternate.SEARCH);
            default -> Optional.empty();
        };
    }

    private static DialWish wish(ApiRequest request, DialWish.Alternate alternate) {
        String altUser = request.text("alt_user");
        return new DialWish(
                request.text("agent_user"),
                altUser.isEmpty() ? Optional.empty() : Optional.of(altUser),
                request.number("value"),
                request.text("lead_id"),
                request.number("phone_code"),
                Words.search(Words.yesOrNo(request.text("search")).orElse("NO")),
                Words.preview(Words.yesOrNo(request.text("preview")).orElse("NO")),
                Words.focus(Words.yesOrNo(request.text("focus")).orElse("NO")),
                alternate,
                request.text("vendor_id"),
                request.text("dial_prefix"),
                request.text("group_alias"),
                request.text("vtiger_callback").equalsIgnoreCase("YES")
                        ? DialWish.VtigerCallback.YES
                        : DialWish.VtigerCallback.NO,
                ApiManualDial.QUEUE,
                request.text("source"),
                request.id(),
                Map.of());
    }

    private ApiAnswer.Whole accepted(ApiRequest request, DialReply.Taken taken) {
        return Envelope.done(STATUS, FUNCTION + " FUNCTION SET")
                .data("value", taken.shownNumber())
                .data("agent_user", taken.agent())
                .data("phone_code", taken.phoneCode())
                .data("search", request.text("search"))
                .data("preview", request.text("preview"))
                .data("focus", request.text("focus"))
                .data("vendor_id", request.text("vendor_id"))
                .data("epoch", Long.toString(clock.instant().getEpochSecond()))
                .data("dial_prefix", request.text("dial_prefix"))
                .data("group_alias", request.text("group_alias"))
                .data("caller_id_number", taken.callerIdNumber())
                .data("alt_dial", request.text("alt_dial"))
                .answer();
    }

    private static ApiAnswer.Whole words(ApiRequest request, DialReply.Refused refused) {
        return switch (refused) {
            case DialReply.NoApiRight _ ->
                no("AUTH USER DOES NOT HAVE PERMISSION TO USE THIS FUNCTION")
                        .data("user", request.user().name())
                        .data("value", request.number("value"))
                        .data("function", FUNCTION)
                        .data("user_group", request.user().group())
                        .answer();
            case DialReply.NoUserFound(String altUser) ->
                no("NO USER FOUND").data("alt_user", altUser).answer();
            case DialReply.NotLoggedIn(String agent) ->
                ofAgent("AGENT_USER IS NOT LOGGED IN", agent).answer();
            case DialReply.NotPaused(String agent) ->
                ofAgent("AGENT_USER IS NOT PAUSED", agent).answer();
            case DialReply.NotAllowed(String agent) ->
                ofAgent("AGENT USER IS NOT ALLOWED TO PLACE MANUAL DIAL CALLS", agent)
                        .answer();
            case DialReply.GroupAliasUnknown(String agent, String alias) ->
                ofAgent("GROUP_ALIAS IS NOT VALID", agent)
                        .data("group_alias", alias)
                        .answer();
            case DialReply.CallerIdTooShort(String agent, String alias, String number) ->
                ofAgent("CALLER ID NUMBER FROM GROUP ALIAS IS NOT VALID", agent)
                        .data("group_alias", alias)
                        .data("caller_id_number", number)
                        .answer();
            case DialReply.VtigerEventUnknown(String value) ->
                no("VTIGER CALLBACK ACTIVITY DOES NOT EXIST IN VTIGER SYSTEM")
                        .data("value", value)
                        .answer();
            case DialReply.NotInLead(String agent, String value, String leadId, String alternate) ->
                ofAgent("PHONE NUMBER LEAD_ID SEARCH NOT FOUND", agent)
                        .data("value", value)
                        .data("lead_id", leadId)
                        .data("alt_dial", alternate)
                        .answer();
            case DialReply.NumberInvalid(String agent, String value, String _, String _) ->
                numberInvalid(agent, value, request);
            case DialReply.LeadUnknown(String agent, String leadId) ->
                ofAgent("LEAD_ID IS NOT VALID", agent).data("lead_id", leadId).answer();
            case DialReply.AlreadyQueued(String agent, String value) ->
                ofAgent("PHONE_NUMBER IS ALREADY IN THIS AGENTS MANUAL DIAL QUEUE", agent)
                        .data("value", value)
                        .answer();
            case DialReply.NoLeadLeft(String agent) ->
                ofAgent("NO MORE LEADS FOR MANUALNEXT", agent).answer();
            case DialReply.QueueFull(String agent, int _) ->
                ofAgent("MANUAL DIAL QUEUE OF THIS AGENT IS FULL", agent)
                        .data("value", request.number("value"))
                        .answer();
        };
    }

    private static ApiAnswer.Whole numberInvalid(String agent, String value, ApiRequest request) {
        return ofAgent("PHONE NUMBER IS NOT VALID", agent)
                .data("value", value)
                .data("lead_id", request.text("lead_id"))
                .data("alt_dial", request.text("alt_dial"))
                .answer();
    }

    private static Envelope no(String words) {
        return Envelope.refused(STATUS, FUNCTION + " " + words);
    }

    private static Envelope ofAgent(String words, String agent) {
        return no(words).data("agent_user", agent);
    }

    @Override
    public List<ApiOperation> operations() {
        return List.of(
                new ApiOperation(
                        "manual_dial",
                        PATH,
                        "Places a call on the agent's screen",
                        List.of(
                                Parameter.required("action", "manual_dial", "manual_dial"),
                                Parameter.required("source", "who asks, 2 to 20 characters", "test"),
                                Parameter.optional("agent_user", "the agent; this or alt_user", "1000"),
                                Parameter.optional("alt_user", "the agent by the user's custom_three", ""),
                                Parameter.optional("value", "number, or MANUALNEXT; this or lead_id", "7275551212"),
                                Parameter.optional("lead_id", "a lead; overrides value and phone_code", ""),
                                Parameter.required("phone_code", "country code", "1"),
                                Parameter.required("search", "YES: bring up the lead with this number", "YES"),
                                Parameter.required("preview", "YES: show the lead, dial when the agent says so", "NO"),
                                Parameter.required("focus", "YES: raise the window", "YES"),
                                Parameter.optional("vendor_id", "vendor lead code, up to 36 characters", "1021"),
                                Parameter.optional("dial_prefix", "put before the dialled string", "91"),
                                Parameter.optional("group_alias", "whose caller ID to show", ""),
                                Parameter.optional("vtiger_callback", "YES: value is 99 and a Vtiger event's id", "NO"),
                                Parameter.optional("alt_dial", "with lead_id: ALT, ADDR3 or SEARCH", ""),
                                Parameter.key()),
                        List.of(
                                "{\"status\":\"true\",\"message\":\"external_dial FUNCTION SET\",\"data\":{\"value\":\"7275551212\"}}",
                                "{\"status\":\"false\",\"message\":\"external_dial AGENT_USER IS NOT LOGGED IN\",\"data\":{\"agent_user\":\"1000\"}}")));
    }
}
