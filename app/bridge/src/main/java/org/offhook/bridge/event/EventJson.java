package org.offhook.bridge.event;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.offhook.agent.AgentEvent;
import org.offhook.agent.AgentView;
import org.offhook.agent.CallbackView;
import org.offhook.agent.CampaignView;
import org.offhook.agent.Fault;
import org.offhook.agent.LeadOnScreen;
import org.offhook.agent.QueuedDial;
import org.offhook.agent.SequencedEvent;
import org.offhook.core.account.AccountId;
import org.offhook.core.call.CallEnd;
import org.offhook.core.call.CallId;
import org.offhook.core.call.CallParty;
import org.offhook.core.error.ErrorCode;
import org.offhook.core.media.CallQuality;
import org.offhook.core.media.CallSummary;
import org.offhook.core.phone.AccountView;
import org.offhook.core.phone.LampView;
import org.offhook.core.phone.PhoneEvent;
import org.offhook.core.phone.RegistrationView;
import org.offhook.core.recording.CallRecording;
import org.offhook.core.subscription.MessageSummary;

/**
 * One event as JSON. Every event has {@code event}, {@code stream}, {@code seq} and {@code ts}; {@code callId} where it belongs to a
 * call. Passwords are not in any event's type; which other pages are paired is nobody's business, so those events carry their
 * number only.
 */
public final class EventJson {
    static final JsonFactory JSON = new JsonFactory();

    private EventJson() {}

    public static String of(SequencedEvent happened) {
        StringWriter text = new StringWriter(256);
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.writeStartObject();
            json.writeStringField("event", name(happened.event()));
            json.writeStringField("stream", happened.stream());
            json.writeNumberField("seq", happened.seq());
            time(json, "ts", happened.at());
            body(json, happened.event());
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e); // a StringWriter does not fail
        }
        return text.toString();
    }

    private static String name(AgentEvent event) {
        return switch (event) {
            case AgentEvent.AgentChanged _ -> "agent";
            case AgentEvent.PhoneHappened(PhoneEvent phone) -> name(phone);
            case AgentEvent.DialQueued _ -> "queue.added";
            case AgentEvent.DialUnqueued _ -> "queue.removed";
            case AgentEvent.LeadShown _ -> "lead.shown";
            case AgentEvent.LeadGone _ -> "lead.gone";
            case AgentEvent.WrapUpBegan _ -> "wrapup.began";
            case AgentEvent.WrapUpEnded _ -> "disposition";
            case AgentEvent.CallbackDue _ -> "callback.due";
            case AgentEvent.CampaignChanged _ -> "campaign";
            case AgentEvent.DialBlocked _ -> "dial.blocked";
            case AgentEvent.StoredDialAsked _ -> "queue.decided";
            case AgentEvent.PairingAsked _,
                    AgentEvent.PairingAnswered _,
                    AgentEvent.PairingUnanswered _,
                    AgentEvent.PairingRevoked _ -> "pairing";
            case AgentEvent.FaultRaised _ -> "fault.raised";
            case AgentEvent.FaultCleared _ -> "fault.cleared";
            case AgentEvent.AttentionAsked _ -> "attention";
        };
    }

    private static String name(PhoneEvent event) {
        return switch (event) {
            case PhoneEvent.RegistrationChanged _ -> "registration";
            case PhoneEvent.AccountChanged _ -> "account";
            case PhoneEvent.CallDialled _ -> "call.dialled";
            case PhoneEvent.CallOffered _ -> "call.ringing";
            case PhoneEvent.CallProgressed _ -> "call.progress";
            case PhoneEvent.CallConnected _ -> "call.connected";
            case PhoneEvent.CallMuted _ -> "call.muted";
            case PhoneEvent.CallRecordingChanged _ -> "call.recording";
            case PhoneEvent.RecordingFinished _ -> "recording.finished";
            case PhoneEvent.CallHeld _, PhoneEvent.CallHeldByFarEnd _ -> "call.held";
            case PhoneEvent.CallsJoined _ -> "call.joined";
            case PhoneEvent.CallTransferProgressed _ -> "call.transfer";
            case PhoneEvent.CallTransferred _ -> "call.transferred";
            case PhoneEvent.RequestRefused _ -> "call.refused";
            case PhoneEvent.DigitHeard _ -> "call.digit";
            case PhoneEvent.CallSounded _, PhoneEvent.CallSummed _ -> "call.quality";
            case PhoneEvent.CallEnded _ -> "call.ended";
            case PhoneEvent.MailboxChanged _ -> "mailbox";
            case PhoneEvent.LampChanged _ -> "lamp";
            case PhoneEvent.AudioChanged _ -> "device";
            case PhoneEvent.FaultRaised _ -> "phone.fault";
        };
    }

    private static void body(JsonGenerator json, AgentEvent event) throws IOException {
        switch (event) {
            case AgentEvent.AgentChanged(AgentView before, AgentView after) -> {
                json.writeStringField("previous", before.state().name());
                agent(json, after);
            }
            case AgentEvent.PhoneHappened(PhoneEvent phone) -> body(json, phone);
            case AgentEvent.DialQueued(QueuedDial dial, int waiting) -> {
                queued(json, dial);
                json.writeNumberField("waiting", waiting);
            }
            case AgentEvent.DialUnqueued(QueuedDial dial, boolean dialled, int waiting) -> {
                queued(json, dial);
                json.writeBooleanField("dialled", dialled);
                json.writeNumberField("waiting", waiting);
            }
            case AgentEvent.LeadShown(LeadOnScreen lead) -> WorkJson.lead(json, lead);
            case AgentEvent.LeadGone(long leadId) -> json.writeNumberField("leadId", leadId);
            case AgentEvent.WrapUpBegan(CallId call) -> call(json, call);
            case AgentEvent.WrapUpEnded(CallId call, Optional<String> disposition, boolean timeOver) -> {
                call(json, call);
                json.writeStringField("disposition", disposition.orElse(""));
                json.writeBooleanField("timeOver", timeOver);
            }
            case AgentEvent.CallbackDue(CallbackView callback) -> WorkJson.callback(json, callback);
            case AgentEvent.CampaignChanged(CampaignView campaign) -> WorkJson.campaign(json, campaign);
            case AgentEvent.DialBlocked(String number, String name, String source, ErrorCode why) -> {
                json.writeStringField("number", number);
                json.writeStringField("name", name);
                json.writeStringField("source", source);
                code(json, why);
            }
            case AgentEvent.StoredDialAsked(QueuedDial dial, AgentEvent.StoredDialAsked.Wish wish) -> {
                queued(json, dial);
                json.writeStringField("wish", wish.name());
            }
            case AgentEvent.PairingAsked _,
                    AgentEvent.PairingAnswered _,
                    AgentEvent.PairingUnanswered _,
                    AgentEvent.PairingRevoked _ -> {}
            case AgentEvent.FaultRaised(Fault fault) -> code(json, fault.error());
            case AgentEvent.FaultCleared(Fault fault) -> code(json, fault.error());
            case AgentEvent.AttentionAsked() -> {}
        }
    }

    private static void body(JsonGenerator json, PhoneEvent event) throws IOException {
        switch (event) {
            case PhoneEvent.RegistrationChanged(RegistrationView registration) -> registration(json, registration);
            case PhoneEvent.AccountChanged(AccountId account, Optional<AccountView> now) -> {
                account(json, account);
                json.writeBooleanField("removed", now.isEmpty());
                if (now.isPresent()) {
                    registration(json, now.get());
                }
            }
            case PhoneEvent.CallDialled(CallId call, CallParty party, AccountId account) -> {
                call(json, call);
                party(json, party);
                account(json, account);
            }
            case PhoneEvent.CallOffered(CallId call, CallParty party, AccountId account) -> {
                call(json, call);
                party(json, party);
                account(json, account);
            }
            case PhoneEvent.CallProgressed(CallId call, boolean earlyMedia) -> {
                call(json, call);
                json.writeBooleanField("earlyMedia", earlyMedia);
            }
            case PhoneEvent.CallConnected(CallId call) -> call(json, call);
            case PhoneEvent.CallMuted(CallId call, boolean muted) -> {
                call(json, call);
                json.writeBooleanField("muted", muted);
            }
            case PhoneEvent.CallRecordingChanged(CallId call, CallRecording recording, Optional<String> file) -> {
                call(json, call);
                json.writeStringField("recording", recording.name());
                if (file.isPresent()) {
                    json.writeStringField("file", file.get());
                }
            }
            case PhoneEvent.RecordingFinished(CallId call, String file) -> {
                call(json, call);
                json.writeStringField("file", file);
            }
            case PhoneEvent.CallHeld(CallId call, boolean held) -> held(json, call, held, CallEnd.Side.AGENT);
            case PhoneEvent.CallHeldByFarEnd(CallId call, boolean held) -> held(json, call, held, CallEnd.Side.FAR_END);
            case PhoneEvent.CallsJoined(List<CallId> calls) -> {
                json.writeArrayFieldStart("calls");
                for (CallId call : calls) {
                    json.writeString(call.value());
                }
                json.writeEndArray();
            }
            case PhoneEvent.CallTransferProgressed(CallId call, int status) -> {
                call(json, call);
                json.writeNumberField("sipStatus", status);
            }
            case PhoneEvent.CallTransferred(CallId call, CallId to) -> {
                call(json, call);
                json.writeStringField("to", to.value());
            }
            case PhoneEvent.RequestRefused(CallId call, ErrorCode error, int status) -> {
                call(json, call);
                code(json, error);
                json.writeNumberField("sipStatus", status);
            }
            case PhoneEvent.DigitHeard(CallId call, char digit) -> {
                call(json, call);
                json.writeStringField("digit", String.valueOf(digit));
            }
            case PhoneEvent.CallSounded(CallId call, CallQuality quality) -> {
                call(json, call);
                json.writeBooleanField("final", false);
                QualityJson.write(json, quality);
            }
            case PhoneEvent.CallSummed(CallId call, CallSummary summary) -> {
                call(json, call);
                json.writeBooleanField("final", true);
                QualityJson.write(json, summary);
            }
            case PhoneEvent.CallEnded ended -> {
                call(json, ended.call());
                json.writeStringField("direction", ended.direction().name());
                party(json, ended.party());
                end(json, ended.end());
                json.writeNumberField("durationMillis", ended.talked().toMillis());
            }
            case PhoneEvent.MailboxChanged(MessageSummary mailbox, AccountId account) -> {
                account(json, account);
                WatchJson.mailbox(json, mailbox);
            }
            case PhoneEvent.LampChanged(LampView lamp) -> WatchJson.lamp(json, lamp);
            case PhoneEvent.AudioChanged(var phone) -> {
                Optional<ErrorCode> problem = phone.audioProblem();
                if (problem.isPresent()) {
                    code(json, problem.get());
                }
            }
            case PhoneEvent.FaultRaised(ErrorCode error, String _) -> code(json, error);
        }
    }

    private static void held(JsonGenerator json, CallId call, boolean held, CallEnd.Side by) throws IOException {
        call(json, call);
        json.writeBooleanField("held", held);
        json.writeStringField("by", by.name());
    }

    // ---- parts that events and snapshots share

    static void agent(JsonGenerator json, AgentView agent) throws IOException {
        json.writeStringField("state", agent.state().name());
        json.writeStringField("reason", agent.reason());
        time(json, "since", agent.since());
        json.writeStringField("user", agent.userName());
        json.writeStringField("displayName", agent.displayName());
        if (agent.next().isPresent()) {
            json.writeStringField("next", agent.next().get().name());
            json.writeStringField("nextReason", agent.nextReason().orElse(""));
        }
    }

    static void registration(JsonGenerator json, RegistrationView registration) throws IOException {
        json.writeStringField("status", registration.status().name());
        json.writeStringField("extension", registration.extension());
        json.writeStringField("domain", registration.domain());
        json.writeStringField("transport", registration.transport().name());
        standing(json, registration);
    }

    /** Of an account beside the main one: whose it is, is known also while it is not registered. */
    static void registration(JsonGenerator json, AccountView account) throws IOException {
        json.writeStringField("status", account.registration().status().name());
        json.writeStringField("extension", account.extension());
        json.writeStringField("domain", account.domain());
        json.writeStringField("transport", account.transport().name());
        standing(json, account.registration());
    }

    static void account(JsonGenerator json, AccountId account) throws IOException {
        json.writeStringField("account", account.name());
    }

    private static void standing(JsonGenerator json, RegistrationView registration) throws IOException {
        time(json, "since", registration.since());
        if (registration.problem().isPresent()) {
            code(json, registration.problem().get());
            json.writeNumberField("sipStatus", registration.sipStatus());
        }
        if (registration.backup().isPresent()) {
            json.writeStringField("backup", registration.backup().get());
        }
        if (registration.nextAttempt().isPresent()) {
            time(json, "nextAttempt", registration.nextAttempt().get());
        }
    }

    static void queued(JsonGenerator json, QueuedDial dial) throws IOException {
        json.writeStringField("queueId", dial.id());
        json.writeStringField("number", dial.number());
        json.writeStringField("name", dial.name());
        json.writeStringField("source", dial.source());
        json.writeBooleanField("preview", dial.preview());
        if (dial.bar().isPresent()) {
            json.writeStringField("passedOver", dial.bar().get().why().code());
        }
        if (dial.dialsAt().isPresent()) {
            time(json, "dialsAt", dial.dialsAt().get());
        }
    }

    static void party(JsonGenerator json, CallParty party) throws IOException {
        json.writeStringField("number", party.number());
        json.writeStringField("name", party.name());
    }

    static void end(JsonGenerator json, CallEnd end) throws IOException {
        json.writeStringField("cause", end.cause().name());
        json.writeStringField("side", end.side().name());
        json.writeNumberField("sipStatus", end.sipStatus());
        if (end.error().isPresent()) {
            code(json, end.error().get());
        }
    }

    static void code(JsonGenerator json, ErrorCode error) throws IOException {
        json.writeStringField("code", error.code());
    }

    static void call(JsonGenerator json, CallId call) throws IOException {
        json.writeStringField("callId", call.value());
    }

    static void time(JsonGenerator json, String field, Instant at) throws IOException {
        json.writeStringField(field, at.toString());
    }
}
