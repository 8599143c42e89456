package org.offhook.bridge.profile.elisioncrm;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.offhook.bridge.api.ApiAccess;
import org.offhook.bridge.api.ApiAnswer;
import org.offhook.bridge.api.ApiOperation;
import org.offhook.bridge.api.ApiPath;
import org.offhook.bridge.api.ApiProfile;
import org.offhook.bridge.api.ApiRefusal;
import org.offhook.bridge.api.ApiRefusals;
import org.offhook.bridge.api.ApiRequest;
import org.offhook.bridge.api.Idempotence;
import org.offhook.bridge.api.Idempotence.Outcome;
import org.offhook.campaign.store.DialerStorePort;
import org.offhook.core.error.ErrorCode;

/**
 * Answers {@code /dialer/elision_api.php}. Each function checks, in this order: its right, its required fields, the level, that what is
 * named exists, the optional fields.
 */
public final class ElisionCrmProfile implements ApiProfile {
    public static final String NAME = "elision-crm";
    static final String PATH = "/dialer/elision_api.php";

    private final UserFunctions users;
    private final ListFunctions lists;
    private final LeadFunctions leads;
    private final Idempotence writes;

    /** @param echoPasswords repeat passwords in answers as the document prints them; otherwise they are masked */
    public ElisionCrmProfile(DialerStorePort store, boolean echoPasswords) {
        this.users = new UserFunctions(store, echoPasswords);
        this.lists = new ListFunctions(store, echoPasswords);
        this.leads = new LeadFunctions(store);
        this.writes = new Idempotence(store);
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
        return Set.of(LeadFunctions.MULTI_LEADS);
    }

    @Override
    public ApiAnswer handle(ApiRequest asked) {
        CrmRequest request = new CrmRequest(asked);
        // The document writes some names with a capital, so letter case does not matter.
        Optional<ApiAnswer> answer = switch (request.text("function").toLowerCase(Locale.ROOT)) {
            case "add_user" -> Optional.of(users.repeating(request, once(asked, "add_user", () -> users.add(request))));
            case "update_user" -> Optional.of(once(asked, "update_user", () -> users.update(request)));
            case "add_list" -> Optional.of(once(asked, "add_list", () -> lists.add(request)));
            case "active_lists" -> Optional.of(lists.active(request));
            case "add_multi_lead" -> Optional.of(leads.addMany(request));
            default -> Optional.empty();
        };
        return answer.orElseGet(() -> ApiAnswer.text(
                "ERROR: NO FUNCTION SPECIFIED - " + request.caller().name() + "|"));
    }

    private ApiAnswer once(ApiRequest request, String function, Supplier<ApiAnswer.Whole> work) {
        return writes.apart(
                request, NAME + "/" + function, () -> judged(work.get()), refusal -> refused(request, refusal));
    }

    /** Only what was done is remembered under a key: what was refused may be right the next time. */
    private static Outcome judged(ApiAnswer.Whole answer) {
        boolean done =
                answer.text().startsWith(UserFunctions.SUCCESS) || answer.text().startsWith(CrmJson.SUCCESS);
        return done ? new Outcome.Done(answer) : new Outcome.Nothing(answer);
    }

    @Override
    public ApiAnswer refused(ApiRequest request, ApiRefusal refusal) {
        return refusal.error() == ErrorCode.LOGIN_REFUSED
                ? ApiAnswer.json("{\"success\":\"false\",\"message\":\"Login incorrect, please try again\"}")
                : ApiRefusals.coded("success", refusal);
    }

    @Override
    public Set<String> mediaTypes() {
        return Set.of(ApiAnswer.JSON, ApiAnswer.TEXT);
    }

    @Override
    public List<ApiOperation> operations() {
        return CrmOperations.all();
    }
}
