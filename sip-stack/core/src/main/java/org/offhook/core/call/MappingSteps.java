package org.offhook.core.call;

import java.util.Optional;
import org.offhook.core.call.CallState.Purpose;
import org.offhook.core.media.MediaPlan.RtpStream;
import org.offhook.core.media.ReflexiveAddress;
import org.offhook.core.negotiation.Negotiation;

/**
 * A router on the way that maps the sockets of a call anew while our own address stays: nothing of the far end's reaches us until a re-INVITE tells it
 * where to send (RFC 3264 §8.3.1). The way of the signalling is what it was, so that an exchange which runs is let finish (RFC 3261 §14.1).
 */
final class MappingSteps {
    private MappingSteps() {}

    static CallStep remapped(Session call, ReflexiveAddress outside) {
        if (call.agreed().stream().flatMap(RtpStream::ice).isPresent()) {
            return CallStep.to(call.at()); // its checks find the new way themselves (RFC 8445 §7.3.1.3)
        }
        Negotiation there = moved(call.agreed(), outside);
        CallFacts facts = call.facts();
        return switch (call.exchange()) {
            case NONE ->
                there.hasMoved()
                        ? PathSteps.ask(
                                Session.of(call.at(facts, there)),
                                there,
                                there.offer(facts.wish().offer(facts.held())),
                                Purpose.SIGN_OF_LIFE)
                        : CallStep.to(call.at());
            // what is described next says it; after an exchange in which it was not said yet, that is at once
            case IN_RESPONSE ->
                CallStep.to(new CallState.ConnectedWithOffer(
                        facts, moved(call.negotiation(), outside), there, call.dialog(), call.answeredAt()));
            case IN_REQUEST ->
                CallStep.to(new CallState.Reoffering(
                        facts,
                        moved(call.negotiation(), outside),
                        there,
                        call.dialog(),
                        call.answeredAt(),
                        call.purpose()));
            case YIELDING ->
                CallStep.to(
                        new CallState.Yielding(facts, there, call.dialog(), call.answeredAt(), Purpose.SIGN_OF_LIFE));
        };
    }

    private static Negotiation moved(Negotiation negotiation, ReflexiveAddress outside) {
        return negotiation.at(negotiation.media().address(), Optional.of(outside));
    }
}
