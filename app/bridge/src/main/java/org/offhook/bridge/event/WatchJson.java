package org.offhook.bridge.event;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.Optional;
import org.offhook.core.account.AccountId;
import org.offhook.core.phone.AccountServices;
import org.offhook.core.phone.LampView;
import org.offhook.core.phone.WatchView;
import org.offhook.core.subscription.MessageSummary;

/** Mailbox and busy lamps as JSON, for events and snapshots. */
final class WatchJson {
    private WatchJson() {}

    static void watch(JsonGenerator json, WatchView watch) throws IOException {
        if (watch.mailbox().isPresent()) {
            json.writeObjectFieldStart("mailbox");
            mailbox(json, watch.mailbox().get());
            json.writeEndObject();
        }
        json.writeArrayFieldStart("lamps");
        for (LampView lamp : watch.lamps()) {
            json.writeStartObject();
            lamp(json, lamp);
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    /** That of an account beside the main one, where its exchange has told of it. */
    static void mailbox(JsonGenerator json, WatchView watch, AccountId account) throws IOException {
        Optional<MessageSummary> mailbox = watch.of(account).flatMap(AccountServices::mailbox);
        if (mailbox.isPresent()) {
            json.writeObjectFieldStart("mailbox");
            mailbox(json, mailbox.get());
            json.writeEndObject();
        }
    }

    static void mailbox(JsonGenerator json, MessageSummary mailbox) throws IOException {
        json.writeBooleanField("waiting", mailbox.waiting());
        if (mailbox.counts().isPresent()) {
            MessageSummary.Counts counts = mailbox.counts().get();
            json.writeNumberField("new", counts.fresh());
            json.writeNumberField("old", counts.old());
            json.writeNumberField("urgentNew", counts.urgentFresh());
            json.writeNumberField("urgentOld", counts.urgentOld());
        }
    }

    static void lamp(JsonGenerator json, LampView lamp) throws IOException {
        json.writeStringField("extension", lamp.phone().number());
        json.writeStringField("label", lamp.phone().name());
        json.writeStringField("kind", lamp.phone().kind().name());
        json.writeStringField("light", lamp.light().name());
        EventJson.account(json, lamp.phone().account());
        EventJson.party(json, lamp.remote());
    }
}
