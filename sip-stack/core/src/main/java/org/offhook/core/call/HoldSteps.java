package org.offhook.core.call;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.offhook.core.call.CallEffect.Announce;
import org.offhook.core.call.CallEffect.ApplyMedia;
import org.offhook.core.call.CallEffect.SendAck;
import org.offhook.core.call.CallEffect.SendReinvite;
import org.offhook.core.call.CallEffect.StartTimer;
import org.offhook.core.call.CallEffect.StopTimer;
import org.offhook.core.call.CallInput.CallTimer;
import org.offhook.core.call.CallInput.ReinviteAnswered;
import org.offhook.core.call.CallInput.ReinviteRejected;
import org.offhook.core.call.CallState.Purpose;
import org.offhook.core.call.Session.Exchange;
import org.offhook.core.error.ErrorCode;
import org.offhook.core.negotiation.Negotiated.Agreed;
import org.offhook.core.negotiation.Negotiation;

/**
 * Hold and resume: what the agent wishes, and the re-INVITE that asks the far end for it (RFC 3261 §14.1, RFC 3264 §8.4).
 *
 * <p>A hold is in force for the agent as soon as it is wished for, whatever the far end says to it; a resume once the far end has
 * agreed. One exchange runs at a time; what was wished meanwhile is asked for after it.
 */
final class HoldSteps {
    private HoldSteps() {}

    // ---- the agent

    static CallStep wished(Session call, boolean hold) {
        Wish wish = Wish.hold(hold);
        if (call.facts().wish() == wish) {
            return CallStep.to(call.at());
        }
        CallFacts wishing = call.facts().withWish(wish);
        boolean silences = hold && !wishing.held().here();
        CallFacts facts = silences ? wishing.withHold() : wishing;
        CallStep step = switch (call.exchange()) {
            case NONE -> settled(call.at(facts, call.agreed()));
            case YIELDING ->
                call.purpose() == Purpose.CHANGE && wish.isGranted(call.agreed().wanted())
                        ? settled(call.at(facts, call.agreed())).after(new StopTimer(CallTimer.GLARE))
                        : CallStep.to(call.with(facts));
            case IN_RESPONSE, IN_REQUEST -> CallStep.to(call.with(facts));
        };
        return silences ? step.after(new ApplyMedia(facts.plan()), new Announce(new CallNews.Held(true))) : step;
    }

    /** No exchange runs: asks for what is wished and not yet granted. */
    static CallStep settled(CallState.Connected at) {
        CallFacts facts = at.facts();
        if (!facts.wish().isGranted(at.negotiation().wanted())
                || at.negotiation().hasMoved()) {
            return ask(at, at.negotiation().offer(facts.wish().offer(facts.held())), Purpose.CHANGE);
        }
        if (facts.wish() == Wish.TALK && facts.held().here()) { // the far end never took part in the hold
            CallFacts talking = facts.withoutHold();
            return CallStep.to(
                    new CallState.Connected(talking, at.negotiation(), at.dialog(), at.answeredAt()),
                    new ApplyMedia(talking.plan()),
                    new Announce(new CallNews.Held(false)));
        }
        return CallStep.to(at);
    }

    /** §14.1: the back-off is over, and what collided is asked for again, if anything of it is still to be asked. */
    static CallStep backedOff(Session call) {
        CallState.Connected at = call.at(call.facts(), call.agreed());
        CallStep step = settled(at);
        boolean asks = step.next() instanceof CallState.Reoffering;
        return asks || call.purpose() == Purpose.CHANGE
                ? step
                : ask(at, at.negotiation().repeat(), Purpose.SIGN_OF_LIFE);
    }

    private static CallStep ask(CallState.Connected at, Negotiation.Written offer, Purpose purpose) {
        return CallStep.to(
                new CallState.Reoffering(
                        at.facts(), offer.next(), at.negotiation(), at.dialog(), at.answeredAt(), purpose),
                new SendReinvite(at.dialog(), offer.sdp()));
    }

    // ---- the far end

    /** An exchange is complete: the new plan, what it means to the agent, and what is still wished for. */
    static CallStep agreed(Session call, CallFacts facts, Agreed agreed) {
        List<CallEffect> effects = new ArrayList<>();
        if (call.exchange() == Exchange.YIELDING) {
            effects.add(new StopTimer(CallTimer.GLARE));
        }
        effects.add(new ApplyMedia(facts.plan()));
        Held before = call.facts().held();
        Held now = facts.held();
        if (now.here() != before.here()) {
            effects.add(new Announce(new CallNews.Held(now.here())));
        }
        if (now.there() != before.there()) {
            effects.add(new Announce(new CallNews.HeldByFarEnd(now.there())));
        }
        return settled(call.at(facts, agreed.next())).after(effects.toArray(CallEffect[]::new));
    }

    /** The facts after our own offer was answered. */
    static CallFacts answered(Session call, Agreed agreed) {
        return call.negotiation().wanted().receives()
                ? call.facts().withStream(agreed.stream(), agreed.direction())
                : call.facts().withAnswerToHold(agreed.stream(), agreed.direction());
    }

    static CallStep answered(Session call, ReinviteAnswered answer) {
        SendAck ack = new SendAck(answer.dialog(), Optional.empty());
        if (call.exchange() != Exchange.IN_REQUEST || !answer.dialog().equals(call.dialog())) {
            return CallStep.to(call.at(), ack);
        }
        return answer.sdp()
                .map(call.negotiation()::readAnswer)
                .flatMap(outcome -> outcome instanceof Agreed agreed
                        ? Optional.of(agreed(call, answered(call, agreed), agreed))
                        : Optional.empty())
                .orElseGet(() -> refused(call, 488)) // no usable answer: the session stays what it was
                .after(ack);
    }

    static CallStep rejected(Session call, ReinviteRejected rejected, Instant now) {
        if (call.exchange() != Exchange.IN_REQUEST || !rejected.dialog().equals(call.dialog())) {
            return CallStep.ignored(call.at(), "no re-INVITE of ours is open");
        }
        return switch (rejected.status()) {
            case 491 -> yielding(call, now);
            // RFC 3261 §12.2.1.2: the far end knows the dialog no more, or answers nothing
            case 408, 481 -> call.lost(Ending.DIALOG_GONE, now);
            default -> refused(call, rejected.status());
        };
    }

    static CallStep timedOut(Session call, DialogId dialog, Instant now) {
        return call.exchange() == Exchange.IN_REQUEST && dialog.equals(call.dialog())
                ? call.lost(Ending.DIALOG_GONE, now)
                : CallStep.ignored(call.at(), "no re-INVITE of ours is open");
    }

    /** §14.1: the session goes on as if nothing had been asked. A hold is kept up here alone; a resume has failed. */
    private static CallStep refused(Session call, int status) {
        Negotiation stays = call.agreed().afterRefusalOf(call.negotiation()).toldAs(call.negotiation());
        Wish wish = call.facts().wish();
        if (wish == Wish.HOLD) {
            return CallStep.to(call.at(call.facts(), stays));
        }
        if (wish.isGranted(stays.wanted())) { // it was a hold that is no longer wished for
            return settled(call.at(call.facts(), stays));
        }
        return CallStep.to(
                call.at(call.facts().withWish(Wish.HOLD), stays),
                new Announce(new CallNews.Refused(ErrorCode.RESUME_REFUSED, status)));
    }

    private static CallStep yielding(Session call, Instant now) {
        return CallStep.to(
                new CallState.Yielding(
                        call.facts(),
                        call.agreed().afterRefusalOf(call.negotiation()),
                        call.dialog(),
                        call.answeredAt(),
                        call.purpose()),
                new StartTimer(
                        CallTimer.GLARE,
                        switch (call.facts().way()) {
                            case OUTGOING -> BackOff.ofOwner(now);
                            case INCOMING -> BackOff.ofOther(now);
                        }));
    }
}
