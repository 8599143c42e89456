package org.offhook.bridge.profile.elision;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.CharConversionException;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.offhook.agent.port.StoreErrors;
import org.offhook.bridge.api.ApiAnswer;
import org.offhook.bridge.api.ApiRefusal;
import org.offhook.bridge.api.ApiRequest;
import org.offhook.bridge.api.Idempotence;
import org.offhook.bridge.api.Idempotence.Outcome;
import org.offhook.bridge.api.LargeText;
import org.offhook.bridge.profile.elision.LeadRules.Judged;
import org.offhook.campaign.idempotency.IdempotencyKey;
import org.offhook.campaign.lead.AddedLead;
import org.offhook.campaign.lead.DuplicateCheck;
import org.offhook.campaign.lead.NewLead;
import org.offhook.campaign.list.LeadList;
import org.offhook.campaign.store.DialerStorePort;
import org.offhook.campaign.store.StoreException;
import org.offhook.campaign.store.StorePorts;
import org.offhook.campaign.user.Right;

/**
 * add_multi_lead of elision-api-1.1: a thousand leads a unit of work, each batch answered once it is kept, in memory that does not grow with
 * the request. The leads are read twice: for their syntax, so that a broken request adds nothing, and to be added.
 */
final class MultiLead {
    static final int BATCH = 1_000;

    private final DialerStorePort store;
    private final Idempotence writes;

    MultiLead(DialerStorePort store, Idempotence writes) {
        this.store = store;
        this.writes = writes;
    }

    private record Job(
            ApiRequest request, LargeText leads, DuplicateCheck check, String fingerprint, LeadRules rules) {}

    ApiAnswer add(ApiRequest request) {
        Optional<ApiAnswer.Whole> wrong =
                LeadApiProfile.sourceWrong(LeadApiProfile.ADD_MULTI_LEAD, request.text("source"));
        if (wrong.isPresent()) {
            return wrong.get();
        }
        if (!request.user().may(Right.MODIFY_LEADS)) {
            return no("USER DOES NOT HAVE PERMISSION TO ADD LEADS TO THE SYSTEM");
        }
        if (!request.text("custom_fields").equals("Y")) {
            return no("CUSTOM_FIELDS IS REQUIRED AND MUST HAVE SET TO Y");
        }
        Optional<LargeText> leads = request.parameters().large(LeadApiProfile.MULTI_LEADS);
        if (leads.isEmpty()
                || request.parameters()
                        .find(LeadApiProfile.MULTI_LEADS)
                        .filter(String::isBlank)
                        .isPresent()) {
            return no("MULTI_LEAD IS REQUIRED FIELDS");
        }
        Optional<DuplicateCheck> check = LeadRules.duplicateCheck(request.text("duplicate_check"));
        if (check.isEmpty()) {
            return no("DUPLICATE_CHECK IS NOT VALID");
        }
        try {
            return add(request, leads.get(), check.get());
        } catch (JsonProcessingException | CharConversionException e) {
            return badSyntax();
        } catch (IOException e) {
            throw new UncheckedIOException("what was spooled cannot be read", e);
        }
    }

    private ApiAnswer add(ApiRequest request, LargeText text, DuplicateCheck check) throws IOException {
        MessageDigest digest = Idempotence.sha256();
        long count = LeadArray.check(text, request.charset(), digest);
        if (count == 0) {
            return no("MULTI_LEAD IS REQUIRED FIELDS");
        }
        String fingerprint = Idempotence.fingerprint(request) + HexFormat.of().formatHex(digest.digest());
        Map<Long, Optional<LeadList>> lists = new HashMap<>();
        LeadRules rules = new LeadRules(
                LeadRules.Wording.MULTI,
                id -> lists.computeIfAbsent(id, one -> store.lists().find(one)));
        Job job = new Job(request, text, check, fingerprint, rules);
        if (count <= BATCH) {
            try (LeadArray array = LeadArray.open(text, request.charset())) {
                return switch (batch(job, array.next(BATCH), 0)) {
                    case ApiAnswer.Whole whole when whole.status() == 200 -> ApiAnswer.json("{" + whole.text() + "}");
                    case ApiAnswer other -> other;
                };
            }
        }
        store.ping(); // whether it answers is said while a status can still be chosen
        return ApiAnswer.streamedJson(out -> stream(job, out));
    }

    private void stream(Job job, OutputStream out) throws IOException {
        try (LeadArray array = LeadArray.open(job.leads(), job.request().charset())) {
            out.write('{');
            long before = 0;
            Optional<ApiRefusal> broken = Optional.empty();
            for (List<Map<String, String>> leads = array.next(BATCH); !leads.isEmpty(); leads = array.next(BATCH)) {
                String entries;
                if (broken.isPresent()) {
                    entries = unserved(leads.size(), before, broken.get());
                } else {
                    try {
                        entries = entries(batch(job, leads, before), leads.size(), before);
                    } catch (StoreException e) {
                        // What was kept is said above; for the rest the caller is told, lead by lead, to come again.
                        broken = Optional.of(ApiRefusal.of(StoreErrors.codeOf(e), ""));
                        entries = unserved(leads.size(), before, broken.get());
                    }
                }
                if (before > 0) {
                    out.write(',');
                }
                out.write(entries.getBytes(StandardCharsets.UTF_8));
                before += leads.size();
            }
            out.write('}');
        }
    }

    private static String entries(ApiAnswer answer, int leads, long before) {
        return switch (answer) {
            case ApiAnswer.Whole whole when whole.status() == 200 -> whole.text();
            // The key was used otherwise, or is in doubt: every lead of the batch is told so.
            case ApiAnswer.Whole whole -> repeated(whole.text(), leads, before);
            case ApiAnswer.Streamed _ -> throw new IllegalStateException("a batch is answered whole");
        };
    }

    private static String unserved(int leads, long before, ApiRefusal refusal) {
        String words = "add_multi_lead " + refusal.error().code() + " "
                + refusal.error().name().replace('_', ' ');
        return repeated(Envelope.refused("success", words).node().toString(), leads, before);
    }

    private static String repeated(String entry, int leads, long before) {
        StringBuilder text = new StringBuilder(leads * (entry.length() + 20));
        for (int i = 1; i <= leads; i++) {
            text.append(i == 1 ? "" : ",").append(key(before + i)).append(entry);
        }
        return text.toString();
    }

    private static String key(long number) {
        return "\"lead " + number + "\":";
    }

    /** @param before how many leads of the request came earlier */
    private ApiAnswer batch(Job job, List<Map<String, String>> leads, long before) {
        List<Judged> judged = leads.stream().map(job.rules()::judge).toList();
        Optional<IdempotencyKey> key = job.request()
                .idempotencyKey()
                .map(text -> new IdempotencyKey(
                        LeadApiProfile.NAME + "/" + LeadApiProfile.ADD_MULTI_LEAD + "/"
                                + job.request().user().name(),
                        text + "#" + before));
        return writes.once(
                key,
                job.fingerprint(),
                ports -> store(ports, judged, before, job.check()),
                refusal -> Envelope.failure(refusal));
    }

    private static Outcome store(StorePorts ports, List<Judged> judged, long before, DuplicateCheck check) {
        List<NewLead> good = new ArrayList<>(judged.size());
        for (Judged one : judged) {
            if (one instanceof Judged.Good(NewLead lead, String _)) {
                good.add(lead);
            }
        }
        List<AddedLead> added = ports.leads().add(good, check);
        StringBuilder text = new StringBuilder(judged.size() * 160);
        int next = 0;
        long number = before;
        for (Judged one : judged) {
            number++;
            text.append(number == before + 1 ? "" : ",").append(key(number));
            switch (one) {
                case Judged.Bad(String words) -> text.append(refused(words).node());
                case Judged.Good(NewLead lead, String prospectsId) ->
                    text.append(entry(lead, prospectsId, added.get(next++)).node());
            }
        }
        ApiAnswer.Whole answer = ApiAnswer.json(text.toString());
        return good.isEmpty() ? new Outcome.Nothing(answer) : new Outcome.Done(answer);
    }

    private static Envelope entry(NewLead lead, String prospectsId, AddedLead added) {
        return switch (added) {
            case AddedLead.Created(long id) -> {
                Envelope entry = Envelope.done("success", "add_multi_lead RECORD(S) CREATED")
                        .data("Phone Number", lead.phoneNumber())
                        .data("List ID", Long.toString(lead.listId()))
                        .data("Lead ID", id)
                        .data("Status", lead.status());
                yield prospectsId.isEmpty() ? entry : entry.data("Prospects Id", prospectsId);
            }
            case AddedLead.Duplicate(long id, long listId) ->
                refused("DUPLICATE LEAD")
                        .data("Phone Number", lead.phoneNumber())
                        .data("List ID", Long.toString(listId))
                        .data("Lead ID", id);
            case AddedLead.NoSuchList(long listId) -> refused("LIST ID " + listId + " DOES NOT EXISTS");
        };
    }

    static ApiAnswer.Whole badSyntax() {
        return no("PLEASE CHECK YOUR JSON SYNTAX");
    }

    private static ApiAnswer.Whole no(String words) {
        return refused(words).answer();
    }

    private static Envelope refused(String words) {
        return Envelope.refused("success", "add_multi_lead " + words);
    }
}
