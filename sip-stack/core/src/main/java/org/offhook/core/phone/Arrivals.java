package org.offhook.core.phone;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import org.offhook.core.account.AccountId;
import org.offhook.core.call.CallId;
import org.offhook.core.call.CallInput;

/** What becomes of a call that comes in. Owned by the loop's thread. */
final class Arrivals {
    private final LoopContext context;
    private final Lines lines;
    private final int lineLimit;

    Arrivals(LoopContext context, Lines lines, int lineLimit) {
        this.context = context;
        this.lines = lines;
        this.lineLimit = lineLimit;
    }

    /** @param rule the guest's word on a call for which there is a line */
    void ring(
            AccountId account,
            CallId id,
            CallInput.InviteReceived invite,
            Function<CallInput.InviteReceived, IncomingRuling> rule) {
        context.calls.put(id, account);
        if (invite.takeover().isPresent()) { // it needs no line of its own, and nobody is asked
            lines.takeOver(id, invite, invite.takeover().get());
            return;
        }
        IncomingRuling ruling = lines.liveCount() >= lineLimit ? new IncomingRuling.TurnAway(486) : rule.apply(invite);
        switch (ruling) {
            case IncomingRuling.Ring _ -> lines.incoming(id, invite);
            case IncomingRuling.TurnAway(int status) ->
                lines.incoming(id, new CallInput.InviteTurnedAway(invite.caller(), invite.called(), status));
            case IncomingRuling.Forward(String number) ->
                lines.incoming(
                        id, new CallInput.InviteTurnedAway(invite.caller(), invite.called(), 302, Optional.of(number)));
            case IncomingRuling.Answer(Duration after) -> lines.incomingAnswered(id, invite, after);
        }
    }
}
