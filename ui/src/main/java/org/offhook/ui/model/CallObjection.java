package org.offhook.ui.model;

import java.util.Optional;
import org.offhook.agent.AgentSnapshot;
import org.offhook.agent.AgentState;
import org.offhook.agent.ManualDialMode;
import org.offhook.core.account.AccountId;
import org.offhook.core.phone.AccountView;
import org.offhook.ui.text.Words;

/** Why the agent can call nobody now, in a sentence for the button that is off. Empty when a call can be made. */
public final class CallObjection {
    private CallObjection() {}

    /**
     * A number of the agent's own choice, typed or from the log. Where the campaign dials in STANDARD, only a paused agent dials by hand.
     *
     * @param account that the call goes over
     */
    public static Optional<String> byHand(AgentSnapshot snapshot, AccountId account, Words words) {
        return over(snapshot, account, words)
                .or(() -> pauseFirst(snapshot) ? Optional.of(words.of("dock.call.pauseFirst")) : Optional.empty());
    }

    /** Whether a ready agent is paused by the dial itself. */
    public static boolean pausesByItself(AgentSnapshot snapshot) {
        return snapshot.agent().state() == AgentState.READY && !pauseFirst(snapshot);
    }

    private static boolean pauseFirst(AgentSnapshot snapshot) {
        return snapshot.agent().state() == AgentState.READY && snapshot.dialMode() == ManualDialMode.STANDARD;
    }

    /** What the dialer or a promise gives: only the agent's state and the connection speak against it. */
    public static Optional<String> over(AgentSnapshot snapshot, AccountId account, Words words) {
        return switch (snapshot.agent().state()) {
            case PAUSED, READY -> connection(snapshot, account, words);
            case LOGGED_OUT, LOGGING_IN, LOGGING_OUT -> Optional.of(words.of("dock.call.loggedOut"));
            case CALLING, ON_CALL -> Optional.of(words.of("dock.call.onCall"));
            case WRAP_UP -> Optional.of(words.of("dock.call.wrapUp"));
        };
    }

    private static Optional<String> connection(AgentSnapshot snapshot, AccountId account, Words words) {
        if (snapshot.phone().usable(account)) {
            return Optional.empty();
        }
        if (!account.isMain()) {
            return Optional.of(words.of("dock.call.accountOff", account.name()));
        }
        return Optional.of(words.of(anotherIsUsable(snapshot) ? "dock.call.mainOff" : "dock.call.notConnected"));
    }

    /** Whether an account beside the main one carries calls. */
    static boolean anotherIsUsable(AgentSnapshot snapshot) {
        return snapshot.phone().accounts().stream().anyMatch(AccountView::usable);
    }
}
