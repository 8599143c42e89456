package org.offhook.bridge.profile.elisioncrm;

import java.util.List;
import org.offhook.bridge.api.ApiAnswer;
import org.offhook.campaign.list.LeadList;
import org.offhook.campaign.store.DialerStorePort;
import org.offhook.campaign.user.Right;

/** {@code add_list} and {@code active_lists}. */
final class ListFunctions {
    private final DialerStorePort store;
    private final boolean echoPasswords;

    ListFunctions(DialerStorePort store, boolean echoPasswords) {
        this.store = store;
        this.echoPasswords = echoPasswords;
    }

    ApiAnswer.Whole add(CrmRequest request) {
        String caller = request.caller().name();
        if (!request.mayModify(Right.MODIFY_LISTS)) {
            return CrmJson.envelope(
                    false,
                    caller + " User does not have permission to add list in the system",
                    "user",
                    caller,
                    "password",
                    echoPasswords ? request.secret() : CrmRequest.MASK);
        }
        String id = request.text("list_id");
        String name = request.text("list_name");
        String campaign = request.text("campaign_id");
        if (id.isEmpty() || name.isEmpty() || campaign.isEmpty()) {
            return answer(request, false, "Please send list id , campaign id and list name");
        }
        if (!request.has("source", 2, 20)) {
            return answer(request, false, "source must be 2 to 20 characters");
        }
        if (!CrmRequest.digits(id, 2, 14)) {
            return answer(request, false, "list_id must be 2 to 14 digits");
        }
        if (!CrmRequest.fits(name, 6, 30)) {
            return answer(request, false, "list_name must be 6 to 30 characters");
        }
        String active = request.text("active");
        if (!active.isEmpty() && !active.equals("Y") && !active.equals("N")) {
            return answer(request, false, "active must be Y or N");
        }
        if (!CrmRequest.fits(campaign, 2, 8) || store.setup().campaign(campaign).isEmpty()) {
            return answer(request, false, campaign + " campaign does not exist");
        }
        LeadList list = new LeadList(Long.parseLong(id), name, campaign, active.equals("Y"), List.of());
        return store.lists().add(list)
                ? answer(request, true, id + " list created")
                : answer(request, false, id + " list already exist");
    }

    private static ApiAnswer.Whole answer(CrmRequest request, boolean success, String message) {
        return CrmJson.envelope(
                success,
                message,
                "list_id",
                request.text("list_id"),
                "list_name",
                request.text("list_name"),
                "campaign_id",
                request.text("campaign_id"));
    }

    /** The document asks for no right of its own; who may neither fill lists nor dial has no use for them. */
    ApiAnswer active(CrmRequest request) {
        boolean may = request.caller().may(Right.MODIFY_LISTS)
                || request.caller().may(Right.MODIFY_LEADS)
                || request.caller().may(Right.USE_API);
        if (!may) {
            return CrmJson.envelope(
                    false,
                    request.caller().name() + " User does not have permission to see the lists of the system",
                    "user",
                    request.caller().name());
        }
        if (!request.has("source", 2, 20)) {
            return CrmJson.envelope(false, "source must be 2 to 20 characters");
        }
        List<LeadList> lists = store.lists().active();
        return CrmJson.write(json -> {
            json.writeStartObject();
            json.writeBooleanField("success", true);
            json.writeStringField("message", "lists are listed successfully");
            json.writeArrayFieldStart("data");
            for (LeadList list : lists) {
                json.writeString(list.campaign() + "-" + list.id() + "-" + list.name());
            }
            json.writeEndArray();
            json.writeEndObject();
        });
    }
}
