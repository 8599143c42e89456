package org.offhook.store.sql;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.offhook.campaign.lead.AddedLead;
import org.offhook.campaign.lead.DuplicateCheck;
import org.offhook.campaign.lead.Lead;
import org.offhook.campaign.lead.LeadChange;
import org.offhook.campaign.lead.LeadField;
import org.offhook.campaign.lead.LeadStatus;
import org.offhook.campaign.lead.LeadStorePort;
import org.offhook.campaign.lead.NewLead;
import org.offhook.store.database.Database;

/** Leads. */
record SqlLeads(Database database) implements LeadStorePort {
    private static final String NEWEST_BY_PHONE = """
            FROM leads
            WHERE phone_key = :key AND phone_number = :number AND phone_code = :code
                AND (EXISTS (SELECT 1 FROM lists l WHERE l.list_id = leads.list_id AND l.campaign_id = :campaign)
                    OR EXISTS (SELECT 1 FROM campaigns c
                        WHERE c.campaign_id = :campaign AND c.manual_dial_list = leads.list_id))
            ORDER BY modified_ms DESC, lead_id DESC LIMIT 1""";

    private record Candidate(long id, long rank) {}

    @Override
    public List<AddedLead> add(List<NewLead> leads, DuplicateCheck check) {
        return database.write(handle -> new LeadBatch(handle, database.dialect(), check).add(leads));
    }

    @Override
    public Optional<Lead> find(long leadId) {
        return database.read(handle -> find(handle, leadId, ""));
    }

    private static Optional<Lead> find(Handle handle, long leadId, String hold) {
        return handle.createQuery("SELECT * FROM leads WHERE lead_id = :id" + hold)
                .bind("id", leadId)
                .map((row, _) -> LeadRows.lead(row))
                .findOne();
    }

    @Override
    public Optional<Lead> newestByPhone(String campaign, String phoneCode, String phoneNumber) {
        return database.read(handle -> byPhone(handle, "SELECT * ", campaign, phoneCode, phoneNumber)
                .map((row, _) -> LeadRows.lead(row))
                .findOne());
    }

    @Override
    public OptionalLong newestIdByPhone(String campaign, String phoneCode, String phoneNumber) {
        return database.read(handle -> byPhone(handle, "SELECT lead_id ", campaign, phoneCode, phoneNumber)
                .mapTo(Long.class)
                .findOne()
                .map(OptionalLong::of)
                .orElseGet(OptionalLong::empty));
    }

    private static Query byPhone(Handle handle, String what, String campaign, String phoneCode, String phoneNumber) {
        return handle.createQuery(what + NEWEST_BY_PHONE)
                .bind("key", LeadRows.phoneKey(phoneNumber))
                .bind("number", phoneNumber)
                .bind("code", phoneCode)
                .bind("campaign", campaign);
    }

    @Override
    public Optional<Lead> handOutNext(String campaign, String agent) {
        return database.write(handle -> {
            // The best of each list by its index, then the best of those: a sort over all NEW leads would grow with
            // them.
            Optional<Candidate> best = activeLists(handle, campaign).stream()
                    .flatMap(list -> first(handle, list).stream())
                    .min(Comparator.comparingLong((Candidate c) -> -c.rank()).thenComparingLong(Candidate::id));
            return best.flatMap(candidate -> database.dialect()
                    .query(handle, """
                            UPDATE leads SET status = 'QUEUE', handed_to = :agent, modified_ms = :now
                            WHERE lead_id = :id AND status = 'NEW' RETURNING *""")
                    .bind("agent", agent)
                    .bind("id", candidate.id())
                    .map((row, _) -> LeadRows.lead(row))
                    .findOne());
        });
    }

    private static List<Long> activeLists(Handle handle, String campaign) {
        return handle.createQuery("SELECT list_id FROM lists WHERE campaign_id = :campaign AND active = TRUE")
                .bind("campaign", campaign)
                .mapTo(Long.class)
                .list();
    }

    private Optional<Candidate> first(Handle handle, long list) {
        return handle.createQuery("SELECT lead_id, lead_rank FROM leads WHERE list_id = :list AND status = 'NEW'"
                        + " ORDER BY lead_rank DESC, lead_id LIMIT 1"
                        + database.dialect().skipTaken())
                .bind("list", list)
                .map((row, _) -> new Candidate(row.getLong("lead_id"), row.getLong("lead_rank")))
                .findOne();
    }

    @Override
    public boolean handBack(long leadId, String agent) {
        return database.write(handle -> database.dialect()
                        .update(handle, """
                                UPDATE leads SET status = 'NEW', handed_to = '', modified_ms = :now
                                WHERE lead_id = :id AND status = 'QUEUE' AND handed_to = :agent""")
                        .bind("id", leadId)
                        .bind("agent", agent)
                        .execute())
                == 1;
    }

    @Override
    public boolean dialled(long leadId) {
        return database.write(handle -> database.dialect()
                        .update(handle, """
                                UPDATE leads SET status = 'INCALL', calls = calls + 1, last_called_ms = :now, modified_ms = :now
                                WHERE lead_id = :id""")
                        .bind("id", leadId)
                        .execute())
                == 1;
    }

    @Override
    public Optional<Lead> change(long leadId, LeadChange change) {
        return database.write(handle ->
                find(handle, leadId, database.dialect().holdRow()).map(lead -> write(handle, changed(lead, change))));
    }

    private static Lead changed(Lead lead, LeadChange change) {
        Map<LeadField, String> fields = new HashMap<>(lead.fields());
        fields.putAll(change.fields());
        Map<String, String> custom = new HashMap<>(lead.custom());
        custom.putAll(change.custom());
        custom.values().removeIf(String::isEmpty);
        String status = change.status().orElse(lead.status());
        boolean held = status.equals(LeadStatus.QUEUE) || status.equals(LeadStatus.IN_CALL);
        return new Lead(
                lead.id(),
                lead.listId(),
                change.phoneCode().orElse(lead.phoneCode()),
                change.phoneNumber().orElse(lead.phoneNumber()),
                lead.timeZone(),
                status,
                lead.rank(),
                fields,
                custom,
                held ? lead.handedTo() : "",
                lead.calls(),
                lead.lastCalledAt(),
                lead.createdAt(),
                lead.modifiedAt());
    }

    private Lead write(Handle handle, Lead lead) {
        StringBuilder sets = new StringBuilder();
        for (LeadField field : LeadField.values()) {
            sets.append(", ").append(field.fieldName()).append(" = :").append(field.fieldName());
        }
        var update = handle.createQuery(
                        "UPDATE leads SET phone_code = :code, phone_number = :number, phone_key = :key, status = :newStatus, custom = :custom,"
                                + " handed_to = :handedTo, modified_ms = :now" + sets
                                + " WHERE lead_id = :id RETURNING *")
                .bind("code", lead.phoneCode())
                .bind("number", lead.phoneNumber())
                .bind("key", LeadRows.phoneKey(lead.phoneNumber()))
                .bind("newStatus", lead.status())
                .bind("custom", Texts.ofMap(lead.custom()))
                .bind("handedTo", lead.handedTo())
                .bind("now", database.dialect().nowMillis(handle))
                .bind("id", lead.id());
        for (LeadField field : LeadField.values()) {
            update.bind(field.fieldName(), lead.field(field));
        }
        return update.map((row, _) -> LeadRows.lead(row)).one();
    }

    @Override
    public long count(long listId) {
        return database.read(handle -> handle.createQuery("SELECT count(*) FROM leads WHERE list_id = :list")
                .bind("list", listId)
                .mapTo(Long.class)
                .one());
    }

    @Override
    public void each(long listId, long afterId, int most, Consumer<Lead> lead) {
        database.read(handle -> {
            handle.createQuery(
                            "SELECT * FROM leads WHERE list_id = :list AND lead_id > :after ORDER BY lead_id LIMIT :most")
                    .bind("list", listId)
                    .bind("after", afterId)
                    .bind("most", most)
                    .map((row, _) -> LeadRows.lead(row))
                    .forEach(lead);
            return most;
        });
    }
}
