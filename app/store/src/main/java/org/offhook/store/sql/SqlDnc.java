package org.offhook.store.sql;

import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.function.ToIntBiFunction;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.Update;
import org.offhook.campaign.dnc.DncStorePort;
import org.offhook.store.database.Database;

/** Numbers not to be called. */
record SqlDnc(Database database) implements DncStorePort {
    private static final int RUN = 500;

    @Override
    public boolean blocked(String campaign, Collection<String> forms) {
        List<String> numbers = forms.stream().distinct().toList();
        if (numbers.isEmpty()) {
            return false;
        }
        return database.read(handle -> {
            String places = String.join(", ", Collections.nCopies(numbers.size(), "?"));
            Query query = handle.createQuery("SELECT count(*) FROM dnc_numbers WHERE campaign_id IN ('', ?)"
                    + " AND phone_number IN (" + places + ")");
            query.bind(0, campaign);
            for (int i = 0; i < numbers.size(); i++) {
                query.bind(i + 1, numbers.get(i));
            }
            return query.mapTo(Integer.class).one() > 0;
        });
    }

    @Override
    public int add(String campaign, Collection<String> numbers) {
        return inRuns(numbers, (handle, run) -> {
            String rows = String.join(", ", Collections.nCopies(run.size(), "(?, ?)"));
            Update insert = handle.createUpdate("INSERT INTO dnc_numbers (campaign_id, phone_number) VALUES " + rows
                    + " ON CONFLICT (campaign_id, phone_number) DO NOTHING");
            for (int i = 0; i < run.size(); i++) {
                insert.bind(2 * i, campaign).bind(2 * i + 1, run.get(i));
            }
            return insert.execute();
        });
    }

    @Override
    public int remove(String campaign, Collection<String> numbers) {
        return inRuns(numbers, (handle, run) -> {
            String list = String.join(", ", Collections.nCopies(run.size(), "?"));
            Update delete = handle.createUpdate(
                    "DELETE FROM dnc_numbers WHERE campaign_id = ? AND phone_number IN (" + list + ")");
            delete.bind(0, campaign);
            for (int i = 0; i < run.size(); i++) {
                delete.bind(i + 1, run.get(i));
            }
            return delete.execute();
        });
    }

    /** All in one unit of work, so many at a time; in the same order everywhere, so that no two nodes wait for each other in a circle. */
    private int inRuns(Collection<String> numbers, ToIntBiFunction<Handle, List<String>> statement) {
        List<String> sorted = numbers.stream().distinct().sorted().toList();
        return database.write(handle -> {
            int changed = 0;
            for (int from = 0; from < sorted.size(); from += RUN) {
                changed += statement.applyAsInt(handle, sorted.subList(from, Math.min(from + RUN, sorted.size())));
            }
            return changed;
        });
    }

    @Override
    public List<String> page(String campaign, String after, int most) {
        return database.read(handle -> handle.createQuery("""
                        SELECT phone_number FROM dnc_numbers WHERE campaign_id = :campaign AND phone_number > :after
                        ORDER BY phone_number LIMIT :most""")
                .bind("campaign", campaign)
                .bind("after", after)
                .bind("most", most)
                .mapTo(String.class)
                .list());
    }
}
