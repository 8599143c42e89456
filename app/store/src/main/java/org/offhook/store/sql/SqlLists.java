package org.offhook.store.sql;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.offhook.campaign.list.CustomField;
import org.offhook.campaign.list.LeadList;
import org.offhook.campaign.list.ListStorePort;
import org.offhook.store.database.Database;

/** Lists and their custom forms. */
record SqlLists(Database database) implements ListStorePort {
    private record Which(String where, OptionalLong wanted) {}

    @Override
    public Optional<LeadList> find(long id) {
        return lists(" WHERE l.list_id = :id", OptionalLong.of(id)).stream().findFirst();
    }

    @Override
    public List<LeadList> all() {
        return lists("", OptionalLong.empty());
    }

    @Override
    public List<LeadList> active() {
        return lists(" WHERE l.active = TRUE", OptionalLong.empty());
    }

    /** Lists with their forms in one statement. */
    private List<LeadList> lists(String where, OptionalLong wanted) {
        return database.readTogether(new Which(where, wanted), handle -> {
            Map<Long, LeadList> bare = new HashMap<>();
            List<Long> order = new ArrayList<>();
            Map<Long, List<CustomField>> forms = new HashMap<>();
            Query query = handle.createQuery("""
                            SELECT l.list_id, l.name, l.campaign_id, l.active, f.name AS field, f.label, f.longest
                            FROM lists l LEFT JOIN list_fields f ON f.list_id = l.list_id""" + where + " ORDER BY l.list_id, f.position");
            wanted.ifPresent(id -> query.bind("id", id));
            query.map((row, _) -> {
                        long id = row.getLong("list_id");
                        if (!bare.containsKey(id)) {
                            bare.put(
                                    id,
                                    new LeadList(
                                            id,
                                            Columns.text(row, "name"),
                                            Columns.text(row, "campaign_id"),
                                            row.getBoolean("active"),
                                            List.of()));
                            order.add(id);
                        }
                        String field = row.getString("field");
                        if (field != null) {
                            forms.computeIfAbsent(id, _ -> new ArrayList<>())
                                    .add(new CustomField(field, Columns.text(row, "label"), row.getInt("longest")));
                        }
                        return id;
                    })
                    .list();
            return order.stream()
                    .map(id -> {
                        LeadList list = Objects.requireNonNull(bare.get(id));
                        return new LeadList(
                                list.id(),
                                list.name(),
                                list.campaign(),
                                list.active(),
                                forms.getOrDefault(id, List.of()));
                    })
                    .toList();
        });
    }

    @Override
    public boolean add(LeadList list) {
        return database.write(handle -> {
            int added = handle.createUpdate("""
                            INSERT INTO lists (list_id, name, campaign_id, active) VALUES (:id, :name, :campaign, :active)
                            ON CONFLICT (list_id) DO NOTHING""")
                    .bind("id", list.id())
                    .bind("name", list.name())
                    .bind("campaign", list.campaign())
                    .bind("active", list.active())
                    .execute();
            if (added == 1) {
                addForm(handle, list);
            }
            return added == 1;
        });
    }

    @Override
    public boolean change(LeadList list) {
        return database.write(handle -> {
            int changed = handle.createUpdate(
                            "UPDATE lists SET name = :name, campaign_id = :campaign, active = :active WHERE list_id = :id")
                    .bind("id", list.id())
                    .bind("name", list.name())
                    .bind("campaign", list.campaign())
                    .bind("active", list.active())
                    .execute();
            if (changed == 1) {
                handle.createUpdate("DELETE FROM list_fields WHERE list_id = :id")
                        .bind("id", list.id())
                        .execute();
                addForm(handle, list);
            }
            return changed == 1;
        });
    }

    private static void addForm(Handle handle, LeadList list) {
        for (int position = 0; position < list.form().size(); position++) {
            CustomField field = list.form().get(position);
            handle.createUpdate("""
                            INSERT INTO list_fields (list_id, position, name, label, longest)
                            VALUES (:id, :position, :name, :label, :longest)""")
                    .bind("id", list.id())
                    .bind("position", position)
                    .bind("name", field.name())
                    .bind("label", field.label())
                    .bind("longest", field.longest())
                    .execute();
        }
    }
}
