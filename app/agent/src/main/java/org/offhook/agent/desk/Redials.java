package org.offhook.agent.desk;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.offhook.agent.AgentCommand;
import org.offhook.agent.LoggedCall;
import org.offhook.agent.ManualDial;
import org.offhook.agent.session.SessionInput;
import org.offhook.core.account.AccountId;
import org.offhook.core.error.ErrorCode;
import org.offhook.core.phone.CommandOutcome;
import org.offhook.core.phone.CommandOutcome.Accepted;
import org.offhook.core.phone.CommandOutcome.Refused;
import org.offhook.core.phone.LoopHost;

/**
 * Numbers of the call log, called again or back over the account that their call was over. An account that was removed since has no way to
 * its exchange any more: the main one is taken, and the answer says so. Owned by the loop's thread.
 */
final class Redials {
    private final LoopHost loop;
    private final CallLog log;
    private final PairingErrands.Reply reply;
    private final Consumer<SessionInput> feed;
    private final Map<Long, Way> asked = new HashMap<>();

    /** @param gone the account that the call was over, where that is not there any more */
    private record Way(AccountId account, Optional<AccountId> gone) {}

    Redials(LoopHost loop, CallLog log, PairingErrands.Reply reply, Consumer<SessionInput> feed) {
        this.loop = loop;
        this.log = log;
        this.reply = reply;
        this.feed = feed;
    }

    void take(long ticket, AgentCommand.Redial again) {
        if (again.call().isPresent()) {
            dial(ticket, log.find(again.call().get()), again.source(), "redial: the log has no such call");
        } else {
            dial(ticket, log.lastDialled(), again.source(), "redial: nothing has been dialled yet");
        }
    }

    void take(long ticket, AgentCommand.CallBackMissed back) {
        dial(ticket, log.lastMissed(), back.source(), "call_back: no call was missed");
    }

    private void dial(long ticket, Optional<LoggedCall> logged, String source, String none) {
        if (logged.isEmpty()) {
            reply.to(ticket, new Refused(ErrorCode.NOT_IN_LOG, none));
            return;
        }
        LoggedCall call = logged.get();
        if (call.party().number().isEmpty()) {
            reply.to(ticket, Refused.of(ErrorCode.CALLER_WITHOUT_NUMBER));
            return;
        }
        boolean there =
                call.account().isMain() || loop.phone().account(call.account()).isPresent();
        AccountId account = there ? call.account() : AccountId.MAIN;
        asked.put(ticket, new Way(account, there ? Optional.empty() : Optional.of(call.account())));
        String name = call.party().name();
        feed.accept(new SessionInput.DialAsked(
                ticket,
                ManualDial.of(call.party().number(), source)
                        .withFacts(name.isEmpty() ? Map.of() : Map.of("name", name))
                        .over(account)));
    }

    /** What is answered to a ticket, with the way that the number goes where it is one of ours. */
    CommandOutcome said(long ticket, CommandOutcome outcome) {
        Way way = asked.remove(ticket);
        if (way == null || !(outcome instanceof Accepted accepted)) {
            return outcome;
        }
        Map<String, String> data = new HashMap<>(accepted.data());
        data.put("account", way.account().name());
        String message = way.gone()
                .map(gone -> accepted.message() + " over the main account: there is none called " + gone + " any more")
                .orElse(accepted.message());
        return new Accepted(message, data);
    }
}
