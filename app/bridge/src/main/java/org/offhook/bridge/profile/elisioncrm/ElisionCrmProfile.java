package org.offhook.bridge.profile.elisioncrm;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.offhook.bridge.api.ApiAccess;
import org.offhook.bridge.api.ApiAnswer;
import org.offhook.bridge.api.ApiOperation;
import org.offhook.bridge.api.ApiPath;
import org.offhook.bridge.api.ApiProfile;
import org.offhook.bridge.api.ApiRefusal;
import org.offhook.bridge.api.ApiRefusals;
import org.offhook.bridge.api.ApiRequest;
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

    /** @param echoPasswords repeat passwords in answers as the document prints them; otherwise they are masked */
    public ElisionCrmProfile(DialerStorePort store, boolean echoPasswords) {
        this.users = new UserFunctions(store, echoPasswords);
        this.lists = new ListFunctions(store, echoPasswords);
        this.leads = new LeadFunctions(store);
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
            case "add_user" -> Optional.of(users.add(request));
            case "update_user" -> Optional.of(users.update(request));
            case "add_list" -> Optional.of(lists.add(request));
            case "active_lists" -> Optional.of(lists.active(request));
            case "add_multi_lead" -> Optional.of(leads.addMany(request));
            default -> Optional.empty();
        };
        return answer.orElseGet(() -> ApiAnswer.text(
                "ERROR: NO FUNCTION SPECIFIED - " + request.caller().name() + "|"));
    }

    @Override
    public ApiAnswer refused(ApiRequest request, ApiRefusal refusal) {
        return refusal.error() == ErrorCode.LOGIN_REFUSED
                ? ApiAnswer.json("{\"success\":\"false\",\"message\":\"Login incorrect, please try again\"}")
                : ApiRefusals.coded("success", refusal);
    }

    @Override
    public List<ApiOperation> operations() {
        return CrmOperations.all();
    }
}
