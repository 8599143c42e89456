package org.offhook.core.call;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.offhook.core.call.CallInput.CallTimer;
import org.offhook.core.call.CallInput.DialPlan;
import org.offhook.core.media.LocalMedia;
import org.offhook.core.negotiation.Negotiated.Agreed;
import org.offhook.core.negotiation.Negotiation;

/** Where a call is. Each state holds only what is valid in it. */
public sealed interface CallState {

    /** Nothing has happened yet. */
    record New(DigitWay digitWay) implements CallState {
        public New() {
            this(DigitWay.AUTO);
        }
    }

    // ---- outgoing

    /** Dialled; the socket for the offer is not there yet. */
    record Reserving(CallFacts facts, DialPlan plan) implements CallState {}

    /** INVITE is out; the far end has not rung. */
    record Calling(CallFacts facts, Negotiation negotiation) implements CallState {}

    /** The far end rings, the agent hears our ringback. */
    record Proceeding(CallFacts facts, Negotiation negotiation) implements CallState {}

    /**
     * The exchange plays something before the answer.
     *
     * @param previews what each fork's early SDP agreed on; all are answers to the same offer, held in {@code negotiation}
     */
    record Early(CallFacts facts, Negotiation negotiation, Map<DialogId, Agreed> previews) implements CallState {
        public Early {
            previews = Map.copyOf(previews);
        }
    }

    /**
     * CANCEL is out, or waits for a provisional response.
     *
     * @param end how the call will have ended, unless the final response knows better
     */
    record Cancelling(CallFacts facts, CallEnd end) implements CallState {}

    // ---- incoming

    /** It rings; the socket is not there yet. */
    record Offered(CallFacts facts, DialogId dialog, Optional<String> offer) implements CallState {}

    /** It rings and could be answered at once. */
    record Alerting(CallFacts facts, DialogId dialog, Optional<String> offer, LocalMedia media) implements CallState {}

    /** It rings; once the socket is there, our offer goes out in a reliable provisional response (RFC 3262 §5). */
    record OfferDue(CallFacts facts, DialogId dialog) implements CallState {}

    /** It rings, and our offer is out with the ringing: the PRACK must bring the answer. */
    record AlertingWithOffer(CallFacts facts, Negotiation negotiation, DialogId dialog) implements CallState {}

    /**
     * It rings, and the PRACK has brought the answer: our 2xx needs no description.
     *
     * @param agreed what is in force from our 2xx on
     */
    record AlertingAgreed(CallFacts facts, Agreed agreed, DialogId dialog) implements CallState {}

    /** The agent answered before the PRACK was there: no 2xx may overtake it (RFC 3262 §3). */
    record AnswerAwaitingPrack(CallFacts facts, Negotiation negotiation, DialogId dialog) implements CallState {}

    /** The agent answered before the socket was there. */
    record AnswerPending(CallFacts facts, DialogId dialog, Optional<String> offer) implements CallState {}

    /** 200 with our answer is out; the ACK is not here. */
    record Answering(CallFacts facts, Negotiation negotiation, DialogId dialog, Instant answeredAt)
            implements CallState {}

    /** 200 with our offer is out; the ACK must bring the answer (RFC 3261 §13.2.1). */
    record AnsweringWithOffer(CallFacts facts, Negotiation negotiation, DialogId dialog, Instant answeredAt)
            implements CallState {}

    /** Hung up before the ACK: the BYE has to wait for it (RFC 3261 §15). */
    record ClosingAfterAck(CallFacts facts, DialogId dialog, CallEnd end, Instant answeredAt) implements CallState {}

    // ---- both

    record Connected(CallFacts facts, Negotiation negotiation, DialogId dialog, Instant answeredAt)
            implements CallState {}

    /**
     * Connected, and our offer in the 200 to an offerless re-INVITE waits for its answer in the ACK.
     *
     * @param negotiation with that offer
     * @param agreed what is in force until the answer is here
     */
    record ConnectedWithOffer(
            CallFacts facts, Negotiation negotiation, Negotiation agreed, DialogId dialog, Instant answeredAt)
            implements CallState {}

    /** What a re-INVITE of ours is for, which decides whether it is still wanted after a collision. */
    enum Purpose {
        /** Something of the session is to change; once it is as we wish, nothing is left to ask. */
        CHANGE,
        /** The far end has to hear from us, whatever we say: where we are now, or that the session goes on. */
        SIGN_OF_LIFE
    }

    /**
     * Connected, and our re-INVITE waits for its final response (RFC 3261 §14.1).
     *
     * @param negotiation with its offer
     * @param agreed what is in force until the answer is here
     */
    record Reoffering(
            CallFacts facts,
            Negotiation negotiation,
            Negotiation agreed,
            DialogId dialog,
            Instant answeredAt,
            Purpose purpose)
            implements CallState {}

    /** Connected, and our re-INVITE collided with one of the far end: it may go first (RFC 3261 §14.1). */
    record Yielding(CallFacts facts, Negotiation negotiation, DialogId dialog, Instant answeredAt, Purpose purpose)
            implements CallState {}

    /** Over, but the agent still hears why: busy or reorder tone. */
    record EndTone(CallFacts facts, CallEnd end, Instant endedAt) implements CallState {}

    /** Over, still on the screen. */
    record Ended(CallFacts facts, CallEnd end, Optional<Instant> answeredAt, Instant endedAt) implements CallState {}

    /** Over and forgotten; nothing is answered or ordered any more. */
    record Gone() implements CallState {}

    /** True from the first input until the end: such a call occupies a line. */
    default boolean live() {
        return switch (this) {
            case New _, EndTone _, Ended _, Gone _ -> false;
            case Reserving _,
                    Calling _,
                    Proceeding _,
                    Early _,
                    Cancelling _,
                    Offered _,
                    Alerting _,
                    AnswerPending _,
                    OfferDue _,
                    AlertingWithOffer _,
                    AlertingAgreed _,
                    AnswerAwaitingPrack _,
                    Answering _,
                    AnsweringWithOffer _,
                    ClosingAfterAck _,
                    Connected _,
                    ConnectedWithOffer _,
                    Reoffering _,
                    Yielding _ -> true;
        };
    }

    /** True while somebody calls and has not got our final response. */
    default boolean rings() {
        return switch (this) {
            case Offered _,
                    Alerting _,
                    AnswerPending _,
                    OfferDue _,
                    AlertingWithOffer _,
                    AlertingAgreed _,
                    AnswerAwaitingPrack _ -> true;
            case New _,
                    Reserving _,
                    Calling _,
                    Proceeding _,
                    Early _,
                    Cancelling _,
                    Answering _,
                    AnsweringWithOffer _,
                    ClosingAfterAck _,
                    Connected _,
                    ConnectedWithOffer _,
                    Reoffering _,
                    Yielding _,
                    EndTone _,
                    Ended _,
                    Gone _ -> false;
        };
    }

    /** Timers that run in this state. */
    default Set<CallTimer> timers() {
        return switch (this) {
            case Calling _, Proceeding _, Early _ -> Set.of(CallTimer.RING_LIMIT);
            case Cancelling _ -> Set.of(CallTimer.CANCEL_GUARD);
            case Yielding at ->
                at.facts().clock().runs() ? Set.of(CallTimer.GLARE, CallTimer.SESSION) : Set.of(CallTimer.GLARE);
            case EndTone _ -> Set.of(CallTimer.END_TONE);
            case Ended _ -> Set.of(CallTimer.LINGER);
            case Answering at -> sessionTimer(at.facts());
            case AnsweringWithOffer at -> sessionTimer(at.facts());
            case ClosingAfterAck at -> sessionTimer(at.facts());
            case Connected at -> sessionTimer(at.facts());
            case ConnectedWithOffer at -> sessionTimer(at.facts());
            case Reoffering at -> sessionTimer(at.facts());
            case New _,
                    Reserving _,
                    Offered _,
                    Alerting _,
                    AnswerPending _,
                    OfferDue _,
                    AlertingWithOffer _,
                    AlertingAgreed _,
                    AnswerAwaitingPrack _,
                    Gone _ -> Set.of();
        };
    }

    private static Set<CallTimer> sessionTimer(CallFacts facts) {
        return facts.clock().runs() ? Set.of(CallTimer.SESSION) : Set.of();
    }
}
