package org.offhook.agent.port;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.offhook.agent.DoubtView;
import org.offhook.core.account.Secret;
import org.offhook.core.error.ErrorCode;

/** The dialer's user table. */
public interface UserDirectoryPort {
    /** Proves a user's password off the loop; wrong attempts are slowed down before anything is hashed. */
    CompletionStage<Verdict> verify(String userName, Secret password);

    /**
     * @param refused why not; absent when the user may log in
     * @param displayName how to greet the user
     * @param work where a user of the dialer's store works; absent for others, and for one without a campaign
     * @param doubts calls that wait for the user's word, with a campaign or without one
     */
    record Verdict(Optional<ErrorCode> refused, String displayName, Optional<Workplace> work, List<DoubtView> doubts) {
        public Verdict {
            doubts = List.copyOf(doubts);
        }

        public Verdict(Optional<ErrorCode> refused, String displayName, Optional<Workplace> work) {
            this(refused, displayName, work, work.map(Workplace::doubts).orElse(List.of()));
        }

        /** Of a user whom the store does not know. */
        public Verdict(Optional<ErrorCode> refused, String displayName) {
            this(refused, displayName, Optional.empty());
        }
    }
}
