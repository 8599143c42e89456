package org.offhook.bridge.event;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import org.offhook.agent.CallbackView;
import org.offhook.agent.CallbackWish;
import org.offhook.agent.CampaignView;
import org.offhook.agent.DispositionChoice;
import org.offhook.agent.EarlierCall;
import org.offhook.agent.LeadOnScreen;
import org.offhook.agent.LeadValue;
import org.offhook.agent.WorkView;
import org.offhook.agent.WrapUpView;

/** Lead, wrap-up, results and callbacks as JSON: the parts that events and snapshots share. */
final class WorkJson {
    private WorkJson() {}

    /** The snapshot's part. */
    static void work(JsonGenerator json, WorkView work) throws IOException {
        json.writeObjectFieldStart("work");
        if (work.campaign().isPresent()) {
            json.writeObjectFieldStart("campaign");
            campaign(json, work.campaign().get());
            json.writeEndObject();
        }
        if (work.lead().isPresent()) {
            json.writeObjectFieldStart("lead");
            lead(json, work.lead().get());
            json.writeEndObject();
        }
        if (work.wrapUp().isPresent()) {
            json.writeObjectFieldStart("wrapUp");
            wrapUp(json, work.wrapUp().get());
            json.writeEndObject();
        }
        json.writeArrayFieldStart("dispositions");
        for (DispositionChoice choice : work.dispositions()) {
            json.writeStartObject();
            json.writeStringField("code", choice.code());
            json.writeStringField("name", choice.name());
            json.writeStringField("hotkey", choice.hotkey());
            json.writeBooleanField("callBack", choice.callBack());
            json.writeBooleanField("doNotCall", choice.doNotCall());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeArrayFieldStart("callbacks");
        for (CallbackView callback : work.callbacks()) {
            json.writeStartObject();
            callback(json, callback);
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeBooleanField("moreLeads", work.moreLeads());
        json.writeEndObject();
    }

    static void campaign(JsonGenerator json, CampaignView campaign) throws IOException {
        json.writeStringField("campaignId", campaign.id());
        json.writeStringField("name", campaign.name());
        json.writeStringField("mode", campaign.mode().name());
        json.writeBooleanField("autoDialLocked", campaign.autoDialLocked());
        json.writeBooleanField("dispositionForced", campaign.dispositionForced());
        json.writeNumberField("wrapUpSeconds", campaign.wrapUp().toSeconds());
        json.writeStringField("callerId", campaign.callerId());
    }

    static void lead(JsonGenerator json, LeadOnScreen lead) throws IOException {
        json.writeNumberField("leadId", lead.leadId());
        json.writeStringField("showing", lead.showing().name());
        if (lead.call().isPresent()) {
            EventJson.call(json, lead.call().get());
        }
        if (lead.queueId().isPresent()) {
            json.writeStringField("queueId", lead.queueId().get());
        }
        json.writeStringField("list", lead.listName());
        json.writeStringField("name", lead.name());
        json.writeStringField("number", lead.number());
        json.writeStringField("altNumber", lead.altNumber());
        json.writeStringField("thirdNumber", lead.thirdNumber());
        if (lead.zone().isPresent()) {
            json.writeStringField("timeZone", lead.zone().get().getId());
        }
        json.writeBooleanField("callableNow", lead.callableNow());
        if (lead.callableFrom().isPresent()) {
            json.writeStringField("callableFrom", lead.callableFrom().get().toString());
        }
        json.writeObjectFieldStart("fields");
        for (LeadValue value : lead.values()) {
            if (!value.value().isEmpty()) {
                json.writeStringField(value.field(), value.value());
            }
        }
        json.writeEndObject();
        json.writeArrayFieldStart("earlier");
        for (EarlierCall call : lead.earlier()) {
            json.writeStartObject();
            EventJson.time(json, "at", call.at());
            json.writeStringField("disposition", call.disposition());
            json.writeNumberField("talkedMillis", call.talked().toMillis());
            json.writeStringField("agent", call.agent());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void wrapUp(JsonGenerator json, WrapUpView wrapUp) throws IOException {
        EventJson.call(json, wrapUp.call());
        json.writeStringField("who", wrapUp.who());
        json.writeNumberField("talkedMillis", wrapUp.talked().toMillis());
        EventJson.end(json, wrapUp.end());
        if (wrapUp.until().isPresent()) {
            EventJson.time(json, "until", wrapUp.until().get());
        }
        json.writeBooleanField("forced", wrapUp.forced());
        json.writeStringField("saving", wrapUp.saving().name());
        json.writeStringField("disposition", wrapUp.draft().disposition().orElse(""));
        json.writeStringField("note", wrapUp.draft().note());
        if (wrapUp.draft().callback().isPresent()) {
            CallbackWish wish = wrapUp.draft().callback().get();
            json.writeStringField("callbackAt", wish.at().toString());
            json.writeBooleanField("callbackMine", wish.mine());
        }
    }

    static void callback(JsonGenerator json, CallbackView callback) throws IOException {
        json.writeNumberField("callbackId", callback.id());
        json.writeNumberField("leadId", callback.leadId());
        json.writeStringField("name", callback.name());
        json.writeStringField("number", callback.number());
        EventJson.time(json, "at", callback.at());
        json.writeBooleanField("mine", callback.mine());
        json.writeStringField("comment", callback.comment());
        json.writeBooleanField("due", callback.due());
    }
}
