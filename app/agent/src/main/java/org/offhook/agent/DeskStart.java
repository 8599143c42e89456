package org.offhook.agent;

import java.util.List;
import java.util.Optional;
import org.offhook.core.account.Account;
import org.offhook.core.phone.ExtraAccount;

/**
 * What a desk remembers from the last time.
 *
 * @param setup which exchange it is set up for
 * @param account of its own exchange, when that is chosen
 * @param pairedOrigins who may use it
 * @param recentCalls newest first
 * @param extras accounts beside that one
 */
public record DeskStart(
        AgentSnapshot.Setup setup,
        Optional<Account> account,
        List<PairedOrigin> pairedOrigins,
        List<LoggedCall> recentCalls,
        List<ExtraAccount> extras) {
    /** With one account at most. */
    public DeskStart(
            AgentSnapshot.Setup setup,
            Optional<Account> account,
            List<PairedOrigin> pairedOrigins,
            List<LoggedCall> recentCalls) {
        this(setup, account, pairedOrigins, recentCalls, List.of());
    }

    /** A first run. */
    public static final DeskStart NOTHING =
            new DeskStart(AgentSnapshot.Setup.NONE, Optional.empty(), List.of(), List.of());
}
