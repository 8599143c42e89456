package org.offhook.bridge.profile.elisioncrm;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.exc.StreamReadException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.offhook.bridge.profile.elisioncrm.SentLead.Refused;
import org.offhook.bridge.profile.elisioncrm.SentLead.Usable;
import org.offhook.campaign.lead.AddedLead;
import org.offhook.campaign.lead.DuplicateCheck;
import org.offhook.campaign.lead.NewLead;
import org.offhook.campaign.list.LeadList;
import org.offhook.campaign.store.DialerStorePort;
import org.offhook.campaign.user.Right;

/** {@code add_multi_lead}: one answer a lead, in order; one that is refused does not stop the others. */
final class LeadFunctions {
    private static final String NOT_COMPLETE = "add_multi_lead YOU MUST USE ALL REQUIRED FIELDS";

    /** As large as the store likes its units of work. */
    private static final int BATCH = 1_000;

    private final DialerStorePort store;

    LeadFunctions(DialerStorePort store) {
        this.store = store;
    }

    CrmAnswer addMany(CrmRequest request) {
        if (!request.caller().may(Right.MODIFY_LEADS)) {
            return refusal(request, "add_multi_lead USER DOES NOT HAVE PERMISSION TO ADD LEADS TO THE SYSTEM");
        }
        String leads = request.text("multi_leads");
        if (!request.has("source", 2, 20) || leads.isEmpty()) {
            return refusal(request, NOT_COMPLETE);
        }
        // Nothing is stored of a text that breaks off in its middle, so it is read once before.
        Optional<String> fault = fault(leads);
        return fault.isPresent() ? refusal(request, fault.get()) : CrmJson.write(json -> add(leads, json));
    }

    private static CrmAnswer refusal(CrmRequest request, String reason) {
        return CrmJson.write(json -> {
            json.writeStartArray();
            json.writeString("ERROR");
            json.writeString(reason);
            json.writeString(request.caller().name());
            json.writeString(request.text("multi_leads"));
            json.writeEndArray();
        });
    }

    private static Optional<String> fault(String leads) {
        try (JsonParser json = CrmJson.FACTORY.createParser(leads)) {
            boolean list = json.nextToken() == JsonToken.START_ARRAY;
            int count = 0;
            while (list && json.nextToken() == JsonToken.START_OBJECT) {
                json.skipChildren();
                count++;
            }
            boolean whole = list && json.currentToken() == JsonToken.END_ARRAY && json.nextToken() == null;
            if (!whole) {
                return Optional.of("add_multi_lead PLEASE CHECK YOUR JSON SYNTAX");
            }
            return count == 0 ? Optional.of(NOT_COMPLETE) : Optional.empty();
        } catch (IOException e) {
            return Optional.of("add_multi_lead PLEASE CHECK YOUR JSON SYNTAX");
        }
    }

    private void add(String leads, JsonGenerator answer) throws IOException {
        Map<Long, Optional<LeadList>> lists = new HashMap<>();
        Map<String, String> codes = new HashMap<>();
        List<SentLead> batch = new ArrayList<>(BATCH);
        int before = 0;
        answer.writeStartObject();
        try (JsonParser json = CrmJson.FACTORY.createParser(leads)) {
            json.nextToken();
            while (json.nextToken() == JsonToken.START_OBJECT) {
                batch.add(SentLead.read(
                        json,
                        id -> lists.computeIfAbsent(id, store.lists()::find),
                        list -> codes.computeIfAbsent(list.campaign(), this::phoneCode)));
                if (batch.size() == BATCH) {
                    store(batch, before, answer);
                    before += batch.size();
                    batch.clear();
                }
            }
        } catch (StreamReadException e) {
            throw new IllegalStateException("read before, and now it is no JSON", e);
        }
        store(batch, before, answer);
        answer.writeEndObject();
    }

    /** Leads come without a country code; the campaign knows the one its numbers are meant in. */
    private String phoneCode(String campaign) {
        return store.setup()
                .campaign(campaign)
                .map(known -> known.dialRules().phoneCode())
                .orElse("");
    }

    private void store(List<SentLead> batch, int before, JsonGenerator answer) throws IOException {
        List<NewLead> usable = new ArrayList<>(batch.size());
        for (SentLead lead : batch) {
            if (lead instanceof Usable(NewLead taken)) {
                usable.add(taken);
            }
        }
        var added = store.leads().add(usable, DuplicateCheck.NONE).iterator();
        int number = before;
        for (SentLead lead : batch) {
            number++;
            answer.writeObjectFieldStart("lead " + number);
            switch (lead) {
                case Refused(String message, String data) -> entry(answer, false, message, data);
                case Usable(NewLead taken) -> stored(answer, taken, added.next());
            }
            answer.writeEndObject();
        }
    }

    private static void stored(JsonGenerator answer, NewLead lead, AddedLead added) throws IOException {
        switch (added) {
            case AddedLead.Created(long id) ->
                entry(
                        answer,
                        true,
                        "Record(s) Created",
                        lead.phoneNumber() + "|" + lead.listId() + "|" + id + "||" + lead.status() + "|");
            case AddedLead.Duplicate(long id, long list) ->
                entry(answer, false, "Duplicate lead", lead.phoneNumber() + "|" + list + "|" + id);
            case AddedLead.NoSuchList(long list) -> entry(answer, false, SentLead.INVALID_LIST, Long.toString(list));
        }
    }

    private static void entry(JsonGenerator answer, boolean success, String message, String data) throws IOException {
        answer.writeBooleanField("success", success);
        answer.writeStringField("message", message);
        answer.writeStringField("data", data);
    }
}
