package org.offhook.core.call;

import java.util.Optional;
import org.offhook.core.call.CallEffect.LocateMedia;
import org.offhook.core.call.CallEffect.SendReinvite;
import org.offhook.core.call.CallEffect.StopTimer;
import org.offhook.core.call.CallInput.CallTimer;
import org.offhook.core.call.CallInput.PathInput;
import org.offhook.core.call.CallState.Purpose;
import org.offhook.core.call.Session.Exchange;
import org.offhook.core.media.ReflexiveAddress;
import org.offhook.core.negotiation.Negotiation;

/**
 * A call whose network changed under it: once it is known how its sockets look there from outside, a re-INVITE tells the far end where we are now (RFC 3261 §14.1, RFC 3264 §8.3.1), and finds
 * out whether it is still there; no answer, or 481, ends the call (§12.2.1.2).
 */
final class PathSteps {
    private PathSteps() {}

    static CallStep step(Session call, PathInput input) {
        return switch (input) {
            case CallInput.PathRestored(String address) -> CallStep.to(call.at(), new LocateMedia(address));
            case CallInput.MediaLocated(String address, Optional<ReflexiveAddress> outside) ->
                located(call, address, outside);
            case CallInput.MediaRemapped(ReflexiveAddress outside) -> MappingSteps.remapped(call, outside);
            case CallInput.SilenceNoticed _ ->
                call.exchange() == Exchange.NONE
                        ? ask(
                                call,
                                call.agreed(),
                                call.agreed().repeat(),
                                Purpose.CHANGE) // a 491 is a sign of life, too
                        : CallStep.to(call.at()); // the exchange that runs tells as much
        };
    }

    /** An exchange that ran has lost its transaction with the way it was on: whatever it was to change is in this offer. */
    private static CallStep located(Session call, String address, Optional<ReflexiveAddress> outside) {
        Negotiation stays = call.agreed().afterRefusalOf(call.negotiation()).at(address, outside);
        CallFacts facts = call.facts();
        CallStep step = ask(call, stays, stays.offer(facts.wish().offer(facts.held())), Purpose.SIGN_OF_LIFE);
        return call.exchange() == Exchange.YIELDING ? step.after(new StopTimer(CallTimer.GLARE)) : step;
    }

    static CallStep ask(Session call, Negotiation stays, Negotiation.Written offer, Purpose purpose) {
        return CallStep.to(
                new CallState.Reoffering(call.facts(), offer.next(), stays, call.dialog(), call.answeredAt(), purpose),
                new SendReinvite(call.dialog(), offer.sdp()));
    }
}
