package org.offhook.bridge.profile.elision;

import java.util.List;
import java.util.Optional;
import org.offhook.bridge.api.ApiAnswer;
import org.offhook.bridge.api.ApiRequest;
import org.offhook.bridge.api.Idempotence;
import org.offhook.bridge.api.Idempotence.Outcome;
import org.offhook.bridge.profile.elision.LeadRules.Judged;
import org.offhook.campaign.lead.AddedLead;
import org.offhook.campaign.lead.DuplicateCheck;
import org.offhook.campaign.lead.NewLead;
import org.offhook.campaign.list.ListStorePort;
import org.offhook.campaign.store.StorePorts;
import org.offhook.campaign.user.Right;

/** add_lead of elision-api-1.1. */
record SingleLead(ListStorePort lists, Idempotence writes) {
    ApiAnswer add(ApiRequest request) {
        Optional<ApiAnswer.Whole> wrong = LeadApiProfile.sourceWrong(LeadApiProfile.ADD_LEAD, request.text("source"));
        if (wrong.isPresent()) {
            return wrong.get();
        }
        if (!request.user().may(Right.MODIFY_LEADS)) {
            return no("USER DOES NOT HAVE PERMISSION TO ADD LEADS TO THE SYSTEM");
        }
        Optional<DuplicateCheck> check = LeadRules.duplicateCheck(request.text("duplicate_check"));
        if (check.isEmpty()) {
            return no("DUPLICATE_CHECK IS NOT VALID");
        }
        // The list is looked up before the unit of work, which then holds nobody up while it reads.
        Judged judged = new LeadRules(LeadRules.Wording.SINGLE, lists::find)
                .judge(request.parameters().sorted());
        return writes.once(
                request,
                LeadApiProfile.NAME + "/" + LeadApiProfile.ADD_LEAD,
                ports -> add(ports, judged, check.get()),
                refusal -> Envelope.failure(refusal));
    }

    private static Outcome add(StorePorts ports, Judged judged, DuplicateCheck check) {
        return switch (judged) {
            case Judged.Bad(String words) -> new Outcome.Nothing(no(words));
            case Judged.Good(NewLead lead, String prospectsId) -> store(ports, lead, prospectsId, check);
        };
    }

    private static Outcome store(StorePorts ports, NewLead lead, String prospectsId, DuplicateCheck check) {
        return switch (ports.leads().add(List.of(lead), check).getFirst()) {
            case AddedLead.Created(long id) ->
                new Outcome.Done(Envelope.done("success", "add_lead LEAD CREATED SUCCESSFULLY")
                        .data("Phone Number", lead.phoneNumber())
                        .data("List ID", Long.toString(lead.listId()))
                        .data("Lead ID", Long.toString(id))
                        .data("Status", lead.status())
                        .data("Prospects Id", prospectsId)
                        .answer());
            case AddedLead.Duplicate(long id, long listId) ->
                new Outcome.Nothing(Envelope.refused("success", "add_lead DUPLICATE LEAD")
                        .data("Phone Number", lead.phoneNumber())
                        .data("List ID", Long.toString(listId))
                        .data("Lead ID", Long.toString(id))
                        .answer());
            case AddedLead.NoSuchList _ -> new Outcome.Nothing(no("LIST ID NOT FOUND IN SYSTEM"));
        };
    }

    private static ApiAnswer.Whole no(String words) {
        return Envelope.refused("success", "add_lead " + words).answer();
    }
}
