package org.offhook.bridge.profile.elision;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.offhook.agent.dial.DialNoticePort;
import org.offhook.agent.dial.ManualDialDoor;
import org.offhook.bridge.api.ApiAccess;
import org.offhook.bridge.api.ApiAnswer;
import org.offhook.bridge.api.ApiOperation;
import org.offhook.bridge.api.ApiPath;
import org.offhook.bridge.api.ApiProfile;
import org.offhook.bridge.api.ApiRefusal;
import org.offhook.bridge.api.ApiRequest;
import org.offhook.bridge.api.Idempotence;
import org.offhook.campaign.store.DialerStorePort;
import org.offhook.core.error.ErrorCode;

/** elision-api-1.1: leads one by one and many at once, and a click to call. */
public final class LeadApiProfile implements ApiProfile {
    public static final String NAME = "elision-api";
    static final String PATH = "/elision-dialer/elision-api/main.php";
    static final String MULTI_LEADS = "multi_leads";
    static final String ADD_LEAD = "add_lead";
    static final String ADD_MULTI_LEAD = "add_multi_lead";
    static final String MANUAL_DIAL = "manual_dial";

    private final SingleLead single;
    private final MultiLead multi;
    private final ApiManualDialFunction dial;

    /** @param notice told when something was queued, for an agent at this very desk */
    public LeadApiProfile(DialerStorePort store, ManualDialDoor door, DialNoticePort notice) {
        Idempotence writes = new Idempotence(store);
        this.single = new SingleLead(store.lists(), writes);
        this.multi = new MultiLead(store, writes);
        this.dial = new ApiManualDialFunction(store, writes, door, notice);
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
    public Set<String> largeParameters() {
        return Set.of(MULTI_LEADS);
    }

    @Override
    public ApiAnswer refused(ApiRequest request, ApiRefusal refusal) {
        boolean leads = request.text("action").equals(ADD_MULTI_LEAD)
                && request.header("content-type").orElse("").contains("json");
        if (leads && refusal.error() == ErrorCode.MESSAGE_MALFORMED) {
            return MultiLead.badSyntax();
        }
        return Envelope.failure(refusal);
    }

    @Override
    public ApiAnswer handle(ApiRequest request) {
        String action = request.text("action");
        return switch (action) {
            case "" -> Envelope.refused("status", "PLEASE ENTER ACTION VALUE").answer();
            case ADD_LEAD -> request.parameters().has(MULTI_LEADS) ? multi.add(request) : single.add(request);
            case ADD_MULTI_LEAD -> multi.add(request);
            case MANUAL_DIAL -> dial.dial(request);
            default -> Envelope.refused("status", "ENTERED ACTION IS NOT VALID").answer();
        };
    }

    /** The source's length, in the words of both lead functions and of manual_dial. */
    static Optional<ApiAnswer.Whole> sourceWrong(String action, String source) {
        if (source.isEmpty()) {
            return no(action, "SOURCE IS REQUIRED");
        }
        if (source.length() < Words.SHORTEST_SOURCE) {
            return no(action, "PLEASE ENTER TWO DIGIT SOURCE VALUE");
        }
        return source.length() > Words.LONGEST_SOURCE
                ? no(action, "PLEASE ENTER MAXIMUM TWENTY DIGIT SOURCE VALUE")
                : Optional.empty();
    }

    private static Optional<ApiAnswer.Whole> no(String action, String words) {
        return Optional.of(Envelope.refused("success", action + " " + words).answer());
    }

    @Override
    public List<ApiOperation> operations() {
        return LeadApiOperations.ALL;
    }
}
