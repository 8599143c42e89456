package org.offhook.agent;

import java.util.List;
import java.util.Optional;
import org.offhook.core.account.Account;

/**
 * What a desk remembers from the last time.
 *
 * @param setup which exchange it is set up for
 * @param account of its own exchange, when that is chosen
 * @param pairedOrigins who may use it
 * @param recentCalls newest first
 */
public record DeskStart(
        AgentSnapshot.Setup setup,
        Optional<Account> account,
        List<PairedOrigin> pairedOrigins,
        List<LoggedCall> recentCalls) {
    /** A first run. */
    public static final DeskStart NOTHING =
            new DeskStart(AgentSnapshot.Setup.NONE, Optional.empty(), List.of(), List.of());
}
