package org.offhook.agent.port;

import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.offhook.core.account.Secret;
import org.offhook.core.error.ErrorCode;

/** The dialer's user table. */
public interface UserDirectoryPort {
    /** Proves a user's password off the loop; wrong attempts are slowed down before anything is hashed. */
    CompletionStage<Verdict> verify(String userName, Secret password);

    /**
     * @param refused why not; absent when the user may log in
     * @param displayName how to greet the user
     */
    record Verdict(Optional<ErrorCode> refused, String displayName) {}
}
