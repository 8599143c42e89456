package org.offhook.store.database;

import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.offhook.campaign.store.StoreException.StoreDamaged;

/** Brings a database to the schema this program knows. Several nodes may do it at once: the first does, the others wait. */
public final class Migrations {
    private Migrations() {}

    /** @throws StoreDamaged when the schema was changed by hand, or is newer than this program */
    public static void apply(DataSource source, Dialect dialect) {
        try {
            Flyway.configure(Migrations.class.getClassLoader())
                    .dataSource(source)
                    .locations("classpath:org/offhook/resources/sql")
                    .placeholders(dialect.placeholders())
                    .baselineOnMigrate(false)
                    .failOnMissingLocations(true)
                    .load()
                    .migrate();
        } catch (FlywayException e) {
            throw new StoreDamaged("the schema could not be brought up to date", e);
        }
    }
}
