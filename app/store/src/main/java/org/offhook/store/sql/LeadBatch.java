package org.offhook.store.sql;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.result.UnableToProduceResultException;
import org.jdbi.v3.core.statement.StatementBuilder;
import org.jdbi.v3.core.statement.UnableToExecuteStatementException;
import org.jdbi.v3.core.statement.Update;
import org.offhook.campaign.lead.AddedLead;
import org.offhook.campaign.lead.AddedLead.Created;
import org.offhook.campaign.lead.AddedLead.Duplicate;
import org.offhook.campaign.lead.AddedLead.NoSuchList;
import org.offhook.campaign.lead.DuplicateCheck;
import org.offhook.campaign.lead.LeadField;
import org.offhook.campaign.lead.NewLead;
import org.offhook.store.database.Dialect;
import org.offhook.store.database.Dialect.NewLeads;

/** Adds many leads: one statement prepared once, ids taken in one run, lists looked up once. JDBC itself, for speed. */
final class LeadBatch {
    private static final int COLUMNS = 11 + LeadField.values().length;

    private static final String INTO = "INSERT INTO leads (lead_id, list_id, phone_code, phone_number, phone_key,"
            + " time_zone, status, lead_rank, custom, created_ms, modified_ms, " + LeadRows.FIELDS + ")";

    private static final String PLACES = String.join(", ", Collections.nCopies(COLUMNS, "?"));
    private static final String INSERT = INTO + " VALUES (" + PLACES + ")";

    /** One lead, if its list is there: asking first would be a round trip. */
    private static final String INSERT_ONE =
            INTO + " SELECT " + PLACES + " WHERE EXISTS (SELECT 1 FROM lists WHERE list_id = ?)";

    private final Handle handle;
    private final Dialect dialect;
    private final DuplicateCheck check;
    private final Map<Long, Optional<String>> campaigns = new HashMap<>();
    private final Map<String, Duplicate> inThisBatch = new HashMap<>();

    LeadBatch(Handle handle, Dialect dialect, DuplicateCheck check) {
        this.handle = handle;
        this.dialect = dialect;
        this.check = check;
    }

    List<AddedLead> add(List<NewLead> leads) {
        if (leads.isEmpty()) {
            return List.of();
        }
        if (check != DuplicateCheck.NONE) {
            dialect.oneAtATime(handle, "leads"); // who looks before adding must not look while another adds
        }
        NewLeads fresh = dialect.newLeads(handle, leads.size());
        boolean single = leads.size() == 1 && check == DuplicateCheck.NONE;
        // Lent by whoever keeps this connection's statements prepared: for a single lead compiling the text is most of
        // the work.
        StatementBuilder statements = handle.getStatementBuilder();
        String text = single ? INSERT_ONE : INSERT;
        try (Update named = handle.createUpdate(text)) {
            PreparedStatement insert = statements.create(handle.getConnection(), text, named.getContext());
            try {
                return single
                        ? List.of(insertedOne(leads.getFirst(), fresh, insert))
                        : inserted(leads, fresh.ids(), fresh.nowMillis(), insert);
            } finally {
                statements.close(handle.getConnection(), text, insert);
            }
        } catch (SQLException e) {
            throw new UnableToExecuteStatementException(e, null);
        }
    }

    private static AddedLead insertedOne(NewLead lead, NewLeads fresh, PreparedStatement insert) throws SQLException {
        long id = fresh.ids()[0];
        bind(insert, lead, id, fresh.nowMillis());
        insert.setLong(COLUMNS + 1, lead.listId());
        return insert.executeUpdate() == 1 ? new Created(id) : new NoSuchList(lead.listId());
    }

    private List<AddedLead> inserted(List<NewLead> leads, long[] ids, long now, PreparedStatement insert)
            throws SQLException {
        List<AddedLead> results = new ArrayList<>(leads.size());
        int used = 0;
        for (NewLead lead : leads) {
            AddedLead result = judge(lead, ids[used]);
            results.add(result);
            if (result instanceof Created) {
                bind(insert, lead, ids[used++], now);
                insert.addBatch();
            }
        }
        if (used > 0) {
            insert.executeBatch();
        }
        return results;
    }

    private AddedLead judge(NewLead lead, long id) {
        Optional<String> campaign = campaigns.computeIfAbsent(lead.listId(), this::campaignOf);
        if (campaign.isEmpty()) {
            return new NoSuchList(lead.listId());
        }
        if (check != DuplicateCheck.NONE) {
            String scope = scope(lead, campaign.get());
            Duplicate earlier = inThisBatch.get(scope);
            Optional<Duplicate> duplicate = earlier != null ? Optional.of(earlier) : stored(lead, campaign.get());
            if (duplicate.isPresent()) {
                return duplicate.get();
            }
            inThisBatch.put(scope, new Duplicate(id, lead.listId()));
        }
        return new Created(id);
    }

    private Optional<String> campaignOf(long listId) {
        return handle.createQuery("SELECT campaign_id FROM lists WHERE list_id = :id")
                .bind("id", listId)
                .mapTo(String.class)
                .findOne();
    }

    private String scope(NewLead lead, String campaign) {
        return switch (check) {
            case NONE, DUPSYS -> lead.phoneNumber();
            case DUPLIST -> lead.listId() + "/" + lead.phoneNumber();
            case DUPCAMP -> campaign + "/" + lead.phoneNumber();
        };
    }

    /** The oldest, because that is the one the others are duplicates of. */
    private Optional<Duplicate> stored(NewLead lead, String campaign) {
        String within = switch (check) {
            case NONE, DUPSYS -> "";
            case DUPLIST -> " AND list_id = ?";
            case DUPCAMP -> " AND list_id IN (SELECT list_id FROM lists WHERE campaign_id = ?)";
        };
        String sql = "SELECT lead_id, list_id FROM leads WHERE phone_key = ? AND phone_number = ?" + within
                + " ORDER BY lead_id LIMIT 1";
        try (PreparedStatement look = handle.getConnection().prepareStatement(sql)) {
            look.setLong(1, LeadRows.phoneKey(lead.phoneNumber()));
            look.setString(2, lead.phoneNumber());
            switch (check) {
                case NONE, DUPSYS -> {}
                case DUPLIST -> look.setLong(3, lead.listId());
                case DUPCAMP -> look.setString(3, campaign);
            }
            try (ResultSet found = look.executeQuery()) {
                return found.next() ? Optional.of(new Duplicate(found.getLong(1), found.getLong(2))) : Optional.empty();
            }
        } catch (SQLException e) {
            throw new UnableToProduceResultException(e, null);
        }
    }

    private static void bind(PreparedStatement insert, NewLead lead, long id, long now) throws SQLException {
        insert.setLong(1, id);
        insert.setLong(2, lead.listId());
        insert.setString(3, lead.phoneCode());
        insert.setString(4, lead.phoneNumber());
        insert.setLong(5, LeadRows.phoneKey(lead.phoneNumber()));
        insert.setString(6, lead.timeZone());
        insert.setString(7, lead.status());
        insert.setInt(8, lead.rank());
        insert.setString(9, Texts.ofMap(lead.custom()));
        insert.setLong(10, now);
        insert.setLong(11, now);
        int column = 12;
        for (LeadField field : LeadField.values()) {
            insert.setString(column++, lead.fields().getOrDefault(field, ""));
        }
    }
}
