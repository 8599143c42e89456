package org.offhook.bridge.profile.elisioncrm;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.offhook.bridge.profile.elisioncrm.CrmAnswer.Line;
import org.offhook.campaign.store.DialerStorePort;
import org.offhook.campaign.user.User;

/**
 * Answers {@code /dialer/elision_api.php}. Who calls has been proved before; each function then checks, in this order: its right, its
 * required fields, the level, what is named exists, the optional fields. Blocking, as the store is; throws its {@code StoreException}.
 */
public final class ElisionCrmProfile {
    /** Documented in its own chapter, so it is matched in any letter case like the others. */
    public static final List<String> FUNCTIONS =
            List.of("add_user", "update_user", "add_list", "active_lists", "add_multi_lead");

    private final UserFunctions users;
    private final ListFunctions lists;
    private final LeadFunctions leads;

    /** @param echoPasswords repeat passwords in answers as the document prints them; otherwise they are masked */
    public ElisionCrmProfile(DialerStorePort store, boolean echoPasswords) {
        this.users = new UserFunctions(store, echoPasswords);
        this.lists = new ListFunctions(store, echoPasswords);
        this.leads = new LeadFunctions(store);
    }

    /** @param secret the caller's password as it came; empty when they were known by other means */
    public CrmAnswer answer(User caller, String secret, Map<String, String> fields) {
        CrmRequest request = new CrmRequest(caller, secret, Map.copyOf(fields));
        String function = request.text("function").toLowerCase(java.util.Locale.ROOT);
        Optional<CrmAnswer> answer = switch (function) {
            case "add_user" -> Optional.of(users.add(request));
            case "update_user" -> Optional.of(users.update(request));
            case "add_list" -> Optional.of(lists.add(request));
            case "active_lists" -> Optional.of(lists.active(request));
            case "add_multi_lead" -> Optional.of(leads.addMany(request));
            default -> Optional.empty();
        };
        return answer.orElseGet(() -> new Line("ERROR: NO FUNCTION SPECIFIED - " + caller.name() + "|"));
    }
}
