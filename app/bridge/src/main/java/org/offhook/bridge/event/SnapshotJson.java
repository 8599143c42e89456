package org.offhook.bridge.event;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Map;
import org.offhook.agent.AgentSnapshot;
import org.offhook.agent.PauseCode;
import org.offhook.agent.QueuedDial;
import org.offhook.core.call.CallId;
import org.offhook.core.call.CallParty;
import org.offhook.core.phone.AccountView;
import org.offhook.core.phone.CallView;

/**
 * The whole present state as one message, {@code "event":"snapshot"}: agent, registration, calls, queue, pause codes, work, fault. Its
 * {@code seq} is the last event already contained; a page ignores events up to it. The call log and other pages' pairings are not
 * in it.
 */
public final class SnapshotJson {
    private SnapshotJson() {}

    public static String of(AgentSnapshot snapshot, Instant at) {
        StringWriter text = new StringWriter(1024);
        try (JsonGenerator json = EventJson.JSON.createGenerator(text)) {
            json.writeStartObject();
            json.writeStringField("event", "snapshot");
            json.writeStringField("stream", snapshot.stream());
            json.writeNumberField("seq", snapshot.seq());
            EventJson.time(json, "ts", at);
            json.writeStringField("setup", snapshot.setup().name());
            json.writeObjectFieldStart("agent");
            EventJson.agent(json, snapshot.agent());
            json.writeEndObject();
            json.writeObjectFieldStart("registration");
            EventJson.registration(json, snapshot.phone().registration());
            json.writeEndObject();
            accounts(json, snapshot);
            calls(json, snapshot);
            queue(json, snapshot);
            pauseCodes(json, snapshot);
            WatchJson.watch(json, snapshot.phone().watch());
            WorkJson.work(json, snapshot.work());
            SoundJson.sound(json, snapshot.phone());
            if (snapshot.phone().audioProblem().isPresent()) {
                json.writeObjectFieldStart("audio");
                EventJson.code(json, snapshot.phone().audioProblem().get());
                json.writeEndObject();
            }
            if (snapshot.fault().isPresent()) {
                json.writeObjectFieldStart("fault");
                EventJson.code(json, snapshot.fault().get().error());
                EventJson.time(json, "at", snapshot.fault().get().at());
                json.writeEndObject();
            }
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e); // a StringWriter does not fail
        }
        return text.toString();
    }

    /** Those beside the main one. */
    private static void accounts(JsonGenerator json, AgentSnapshot snapshot) throws IOException {
        json.writeArrayFieldStart("accounts");
        for (AccountView account : snapshot.phone().accounts()) {
            json.writeStartObject();
            EventJson.account(json, account.id());
            EventJson.registration(json, account);
            WatchJson.mailbox(json, snapshot.phone().watch(), account.id());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void calls(JsonGenerator json, AgentSnapshot snapshot) throws IOException {
        json.writeArrayFieldStart("calls");
        for (CallView call : snapshot.phone().calls()) {
            json.writeStartObject();
            EventJson.call(json, call.id());
            EventJson.account(json, call.account());
            json.writeStringField("direction", call.direction().name());
            json.writeStringField("phase", call.phase().name());
            EventJson.party(json, call.party());
            if (!call.called().equals(CallParty.UNKNOWN)) {
                json.writeObjectFieldStart("called");
                EventJson.party(json, call.called());
                json.writeEndObject();
            }
            EventJson.time(json, "startedAt", call.startedAt());
            if (call.connectedAt().isPresent()) {
                EventJson.time(json, "connectedAt", call.connectedAt().get());
            }
            if (call.endedAt().isPresent()) {
                EventJson.time(json, "endedAt", call.endedAt().get());
            }
            json.writeBooleanField("muted", call.muted());
            json.writeBooleanField("onHold", call.held());
            json.writeBooleanField("held", call.heldByFarEnd());
            json.writeStringField("transfer", call.transfer().name());
            json.writeStringField("recording", call.recording().name());
            if (call.transferredBy().isPresent()) {
                json.writeObjectFieldStart("transferredBy");
                EventJson.party(json, call.transferredBy().get());
                json.writeEndObject();
            }
            if (call.end().isPresent()) {
                EventJson.end(json, call.end().get());
            }
            if (call.codec().isPresent()) {
                json.writeStringField("codec", call.codec().get().encodingName());
            }
            json.writeBooleanField("encrypted", call.encrypted());
            json.writeStringField("security", call.security().name());
            if (call.quality().isPresent()) {
                QualityJson.write(json, call.quality().get());
            }
            Map<String, String> facts = snapshot.callFacts().getOrDefault(call.id(), Map.of());
            if (!facts.isEmpty()) {
                json.writeObjectFieldStart("facts");
                for (Map.Entry<String, String> fact : facts.entrySet()) {
                    json.writeStringField(fact.getKey(), fact.getValue());
                }
                json.writeEndObject();
            }
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeNumberField("lines", snapshot.phone().lines());
        json.writeArrayFieldStart("joined");
        for (CallId call : snapshot.phone().joined()) {
            json.writeString(call.value());
        }
        json.writeEndArray();
    }

    private static void queue(JsonGenerator json, AgentSnapshot snapshot) throws IOException {
        json.writeArrayFieldStart("queue");
        for (QueuedDial dial : snapshot.queue()) {
            json.writeStartObject();
            EventJson.queued(json, dial);
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeBooleanField("autoDial", snapshot.autoDial());
    }

    private static void pauseCodes(JsonGenerator json, AgentSnapshot snapshot) throws IOException {
        json.writeArrayFieldStart("pauseCodes");
        for (PauseCode code : snapshot.pauseCodes()) {
            json.writeStartObject();
            json.writeStringField("code", code.code());
            json.writeStringField("label", code.label());
            if (code.limit().isPresent()) {
                json.writeNumberField("limitSeconds", code.limit().get().toSeconds());
            }
            json.writeEndObject();
        }
        json.writeEndArray();
    }
}
