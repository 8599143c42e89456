package org.offhook.store.sql;

import java.util.Collection;
import java.util.List;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.offhook.campaign.dnc.DncStorePort;
import org.offhook.store.database.Database;

/** Numbers not to be called. */
record SqlDnc(Database database) implements DncStorePort {
    @Override
    public boolean blocked(String campaign, Collection<String> forms) {
        return database.read(handle -> forms.stream()
                .distinct()
                .anyMatch(form -> handle.createQuery("""
                                SELECT count(*) FROM dnc_numbers
                                WHERE phone_number = :number AND campaign_id IN ('', :campaign)""")
                                .bind("number", form)
                                .bind("campaign", campaign)
                                .mapTo(Integer.class)
                                .one()
                        > 0));
    }

    @Override
    public int add(String campaign, Collection<String> numbers) {
        return batch(
                "INSERT INTO dnc_numbers (campaign_id, phone_number) VALUES (:campaign, :number)"
                        + " ON CONFLICT (campaign_id, phone_number) DO NOTHING",
                campaign,
                numbers);
    }

    @Override
    public int remove(String campaign, Collection<String> numbers) {
        return batch(
                "DELETE FROM dnc_numbers WHERE campaign_id = :campaign AND phone_number = :number", campaign, numbers);
    }

    private int batch(String sql, String campaign, Collection<String> numbers) {
        if (numbers.isEmpty()) {
            return 0;
        }
        return database.write(handle -> {
            PreparedBatch batch = handle.prepareBatch(sql);
            numbers.stream()
                    .sorted() // the same order everywhere, so that two nodes do not wait for each other in a circle
                    .forEach(number -> batch.bind("campaign", campaign)
                            .bind("number", number)
                            .add());
            int changed = 0;
            for (int rows : batch.execute()) {
                changed += rows;
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
