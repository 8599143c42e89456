package org.offhook.store.sql;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.offhook.campaign.token.ApiToken;
import org.offhook.campaign.token.TokenStorePort;
import org.offhook.campaign.user.Password;
import org.offhook.store.credential.Digests;
import org.offhook.store.database.Database;

/** API tokens. What is random needs no slow hash: its SHA-256 is looked up by index. */
record SqlTokens(Database database) implements TokenStorePort {
    @Override
    public ApiToken add(String label, Password hashKey, String requestingHost, String policyName, String user) {
        return database.write(handle -> handle.createQuery("""
                        INSERT INTO api_tokens (label, key_digest, requesting_host, policy_name, user_name, active, created_ms)
                        VALUES (:label, :digest, :host, :policy, :user, TRUE, :now) RETURNING *""")
                .bind("label", label)
                .bind("digest", Digests.sha256(hashKey.utf8()))
                .bind("host", requestingHost)
                .bind("policy", policyName)
                .bind("user", user)
                .bind("now", database.dialect().nowMillis(handle))
                .map((row, _) -> token(row))
                .one());
    }

    @Override
    public Optional<ApiToken> match(Password hashKey, String requestingHost, String policyName) {
        return database.read(handle -> handle.createQuery("""
                        SELECT * FROM api_tokens
                        WHERE key_digest = :digest AND requesting_host = :host AND policy_name = :policy AND active = TRUE""")
                .bind("digest", Digests.sha256(hashKey.utf8()))
                .bind("host", requestingHost)
                .bind("policy", policyName)
                .map((row, _) -> token(row))
                .findOne());
    }

    @Override
    public List<ApiToken> all() {
        return database.read(handle -> handle.createQuery("SELECT * FROM api_tokens ORDER BY token_id")
                .map((row, _) -> token(row))
                .list());
    }

    @Override
    public boolean revoke(long id) {
        return database.write(handle -> handle.createUpdate(
                                "UPDATE api_tokens SET active = FALSE WHERE token_id = :id AND active = TRUE")
                        .bind("id", id)
                        .execute())
                == 1;
    }

    private static ApiToken token(ResultSet row) throws SQLException {
        return new ApiToken(
                row.getLong("token_id"),
                Columns.text(row, "label"),
                Columns.text(row, "requesting_host"),
                Columns.text(row, "policy_name"),
                Columns.text(row, "user_name"),
                row.getBoolean("active"),
                Columns.instant(row, "created_ms"));
    }
}
