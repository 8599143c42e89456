package org.offhook.campaign.user;

import java.time.Duration;

/** What came of a name and a password. */
public sealed interface Verdict {
    /** They fit, and the user is active. */
    record Proven(User user) implements Verdict {}

    /** Unknown user, wrong password or not active: told apart by nobody outside. */
    record Refused() implements Verdict {}

    /**
     * Wrong too often; nothing was hashed, not even the right password is looked at.
     *
     * @param pause until the next attempt is looked at
     */
    record SlowedDown(Duration pause) implements Verdict {}
}
