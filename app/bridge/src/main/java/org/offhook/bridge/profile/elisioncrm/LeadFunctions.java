package org.offhook.bridge.profile.elisioncrm;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.exc.StreamReadException;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.offhook.agent.port.StoreErrors;
import org.offhook.bridge.api.ApiAnswer;
import org.offhook.bridge.api.Idempotence;
import org.offhook.bridge.api.Idempotence.Outcome;
import org.offhook.bridge.api.LargeText;
import org.offhook.bridge.api.Nul;
import org.offhook.bridge.profile.elisioncrm.SentLead.Refused;
import org.offhook.bridge.profile.elisioncrm.SentLead.Usable;
import org.offhook.campaign.idempotency.IdempotencyKey;
import org.offhook.campaign.lead.AddedLead;
import org.offhook.campaign.lead.DuplicateCheck;
import org.offhook.campaign.lead.NewLead;
import org.offhook.campaign.list.LeadList;
import org.offhook.campaign.store.DialerStorePort;
import org.offhook.campaign.store.StoreException;
import org.offhook.campaign.store.StorePorts;
import org.offhook.campaign.user.Right;
import org.offhook.core.error.ErrorCode;

/** {@code add_multi_lead}: one answer a lead, in order; one that is refused does not stop the others. */
final class LeadFunctions {
    private static final String NOT_COMPLETE = "add_multi_lead YOU MUST USE ALL REQUIRED FIELDS";

    static final String MULTI_LEADS = "multi_leads";

    /** Of leads that could not be read; enough to find them again. */
    private static final int MOST_REPEATED = 64 * 1024;

    /** As large as the store likes its units of work. */
    private static final int BATCH = 1_000;

    private final DialerStorePort store;
    private final Idempotence writes;

    LeadFunctions(DialerStorePort store) {
        this.store = store;
        this.writes = new Idempotence(store);
    }

    ApiAnswer addMany(CrmRequest request) {
        if (!request.caller().may(Right.MODIFY_LEADS)) {
            return refusal(request, "add_multi_lead USER DOES NOT HAVE PERMISSION TO ADD LEADS TO THE SYSTEM");
        }
        Optional<LargeText> leads = request.large(MULTI_LEADS);
        if (!request.has("source", 2, 20) || leads.isEmpty() || leads.get().bytes() == 0) {
            return refusal(request, NOT_COMPLETE);
        }
        // Nothing is stored of a text that breaks off in its middle, so it is read once before.
        Optional<String> fault = fault(leads.get(), request.charset());
        if (fault.isPresent()) {
            return refusal(request, fault.get());
        }
        store.ping(); // whether it answers is said while a status can still be chosen
        Job job = new Job(request, leads.get(), fingerprint(request, leads.get()));
        return ApiAnswer.streamedJson(out -> add(job, out));
    }

    /** @param fingerprint of all that the request says, for its idempotency key */
    private record Job(CrmRequest request, LargeText leads, String fingerprint) {}

    private static String fingerprint(CrmRequest request, LargeText leads) {
        MessageDigest digest = Idempotence.sha256();
        try (DigestInputStream in = new DigestInputStream(leads.open(), digest)) {
            in.transferTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
            throw new UncheckedIOException("what was spooled cannot be read", e);
        }
        return Idempotence.fingerprint(request.request()) + HexFormat.of().formatHex(digest.digest());
    }

    private static JsonParser parser(LargeText leads, Charset charset) throws IOException {
        return CrmJson.FACTORY.createParser(new InputStreamReader(leads.open(), charset));
    }

    private static ApiAnswer refusal(CrmRequest request, String reason) {
        return CrmJson.write(json -> {
            json.writeStartArray();
            json.writeString("ERROR");
            json.writeString(reason);
            json.writeString(request.caller().name());
            json.writeString(sent(request));
            json.writeEndArray();
        });
    }

    /** The leads as sent, of a very long text its beginning. */
    private static String sent(CrmRequest request) throws IOException {
        Optional<LargeText> leads = request.large(MULTI_LEADS);
        if (leads.isEmpty()) {
            return "";
        }
        try (Reader text = new InputStreamReader(leads.get().open(), request.charset())) {
            char[] beginning = new char[MOST_REPEATED];
            int length = 0;
            for (int read = 0; read >= 0 && length < beginning.length; ) {
                length += read;
                read = text.read(beginning, length, beginning.length - length);
            }
            return new String(beginning, 0, length);
        }
    }

    private static Optional<String> fault(LargeText leads, Charset charset) {
        try (JsonParser json = parser(leads, charset)) {
            boolean list = json.nextToken() == JsonToken.START_ARRAY;
            int count = 0;
            boolean nul = false;
            while (list && !nul && json.nextToken() == JsonToken.START_OBJECT) {
                nul = passesNul(json);
                count++;
            }
            boolean whole = list && !nul && json.currentToken() == JsonToken.END_ARRAY && json.nextToken() == null;
            if (!whole) {
                return Optional.of("add_multi_lead PLEASE CHECK YOUR JSON SYNTAX");
            }
            return count == 0 ? Optional.of(NOT_COMPLETE) : Optional.empty();
        } catch (IOException e) {
            return Optional.of("add_multi_lead PLEASE CHECK YOUR JSON SYNTAX");
        }
    }

    /** Goes to the end of the object that {@code json} stands on; whether there was a NUL on the way. */
    private static boolean passesNul(JsonParser json) throws IOException {
        int depth = 1;
        while (depth > 0) {
            JsonToken token = json.nextToken();
            if (token == null || Nul.in(json)) {
                return true; // it breaks off, which is no JSON either
            }
            depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
        }
        return false;
    }

    private void add(Job job, OutputStream out) throws IOException {
        Map<Long, Optional<LeadList>> lists = new HashMap<>();
        Map<String, String> codes = new HashMap<>();
        List<SentLead> batch = new ArrayList<>(BATCH);
        int before = 0;
        out.write('{');
        try (JsonParser json = parser(job.leads(), job.request().charset())) {
            json.nextToken();
            while (json.nextToken() == JsonToken.START_OBJECT) {
                batch.add(SentLead.read(
                        json,
                        id -> lists.computeIfAbsent(id, store.lists()::find),
                        list -> codes.computeIfAbsent(list.campaign(), this::phoneCode)));
                if (batch.size() == BATCH) {
                    write(job, batch, before, out);
                    before += batch.size();
                    batch.clear();
                }
            }
        } catch (StreamReadException e) {
            throw new IllegalStateException("read before, and now it is no JSON", e);
        }
        write(job, batch, before, out);
        out.write('}');
    }

    private void write(Job job, List<SentLead> batch, int before, OutputStream out) throws IOException {
        if (batch.isEmpty()) {
            return;
        }
        String object = answered(job, batch, before);
        out.write((before == 0 ? "" : ",").getBytes(StandardCharsets.UTF_8));
        out.write(object.substring(1, object.length() - 1).getBytes(StandardCharsets.UTF_8));
    }

    /** Leads come without a country code; the campaign knows the one its numbers are meant in. */
    private String phoneCode(String campaign) {
        return store.setup()
                .campaign(campaign)
                .map(known -> known.dialRules().phoneCode())
                .orElse("");
    }

    /** The batch's entries as one JSON object. Leads of a batch that could not be kept are told one by one to come again. */
    private String answered(Job job, List<SentLead> batch, int before) {
        Optional<IdempotencyKey> key = job.request()
                .request()
                .idempotencyKey()
                .map(text -> new IdempotencyKey(
                        ElisionCrmProfile.NAME + "/add_multi_lead/"
                                + job.request().caller().name(),
                        text + "#" + before));
        try {
            ApiAnswer answer = writes.once(
                    key,
                    job.fingerprint(),
                    ports -> stored(ports, batch, before),
                    refusal -> unserved(batch, before, refusal.error()));
            return switch (answer) {
                case ApiAnswer.Whole whole -> whole.text();
                case ApiAnswer.Streamed _ -> throw new IllegalStateException("a batch is answered whole");
            };
        } catch (StoreException e) {
            return unserved(batch, before, StoreErrors.codeOf(e)).text();
        }
    }

    private static Outcome stored(StorePorts ports, List<SentLead> batch, int before) {
        List<NewLead> usable = new ArrayList<>(batch.size());
        for (SentLead lead : batch) {
            if (lead instanceof Usable(NewLead taken)) {
                usable.add(taken);
            }
        }
        Iterator<AddedLead> added =
                ports.leads().add(usable, DuplicateCheck.NONE).iterator();
        ApiAnswer.Whole answer = entries(batch, before, (json, lead) -> stored(json, lead, added.next()));
        return usable.isEmpty() ? new Outcome.Nothing(answer) : new Outcome.Done(answer);
    }

    private static ApiAnswer.Whole unserved(List<SentLead> batch, int before, ErrorCode error) {
        return entries(
                batch, before, (json, lead) -> entry(json, false, error.code() + " Not stored", lead.phoneNumber()));
    }

    /** Writes what became of a lead that was fit to be stored. */
    @FunctionalInterface
    private interface Fate {
        void write(JsonGenerator json, NewLead lead) throws IOException;
    }

    private static ApiAnswer.Whole entries(List<SentLead> batch, int before, Fate fate) {
        return CrmJson.write(json -> {
            json.writeStartObject();
            int number = before;
            for (SentLead lead : batch) {
                number++;
                json.writeObjectFieldStart("lead " + number);
                switch (lead) {
                    case Refused(String message, String data) -> entry(json, false, message, data);
                    case Usable(NewLead taken) -> fate.write(json, taken);
                }
                json.writeEndObject();
            }
            json.writeEndObject();
        });
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
