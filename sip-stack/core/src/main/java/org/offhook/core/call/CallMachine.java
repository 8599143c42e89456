package org.offhook.core.call;

import java.time.Instant;

/**
 * The call, as a pure function of state, input and time (RFC 3261 §13 to §15).
 *
 * <pre>
 *  outgoing                                         incoming
 *  New ─dial─▶ Reserving ─socket─▶ Calling          New ─INVITE─▶ Offered ─socket─▶ Alerting
 *                                  │  │  │                          │answer            │answer
 *                     180, no SDP  │  │  │ 18x+SDP                  ▼                  │
 *                     Proceeding ◀─┘  │  └─▶ Early           AnswerPending ─socket─────┤
 *                          └──18x+SDP─┼──────▶ │                            200+answer │ 200+offer
 *                                     │        │                        Answering ◀────┴───▶ AnsweringWithOffer
 *                                 2xx ▼        ▼                          │ ACK      │hang up      │ ACK+answer
 *                                   Connected ◀───────────────────────────┘          ▼             │
 *                                     ▲ │  ▲───────────────────────────────── ClosingAfterAck ◀────┤
 *                         ACK+answer  │ │ offerless re-INVITE                 (ACK: BYE, Ended)    │
 *                                     │ ▼                                                          │
 *                                ConnectedWithOffer          Connected ◀───────────────────────────┘
 *
 *  a late offer that goes out with the ringing (RFC 3262 §5):
 *                    New ─INVITE─▶ OfferDue ─socket, 180+offer─▶ AlertingWithOffer ─PRACK+answer─▶ AlertingAgreed
 *                                                                  └─answer─▶ AnswerAwaitingPrack    │ answer, 200
 *                                                                               └─PRACK, 200─▶ Answering ◀┘
 *
 *  hold, resume: Connected ─re-INVITE─▶ Reoffering ─2xx, refused─▶ Connected
 *                    ▲ far end's own re-INVITE    │ 491
 *                    └────────── Yielding ◀───────┘   (back-off over: Reoffering)
 *
 *  hang up before 2xx: Cancelling ─any final─▶ Ended        failure of a call: EndTone ─▶ Ended
 *  BYE in or out: Ended ─LINGER─▶ Gone                      late 2xx anywhere: ACK, then BYE (§13.2.2.4)
 * </pre>
 *
 * <p>A call is over for the agent as soon as its BYE is handed to signalling (§15.1.1); what becomes of the BYE is the
 * transaction's business. {@code docs/state-machines.md} has every pair.
 */
public final class CallMachine {
    private CallMachine() {}

    /**
     * Takes one input.
     *
     * @param now read once for this input; also names our SDP session, so it should not stand still
     */
    public static CallStep step(CallState state, CallInput input, Instant now) {
        return switch (state) {
            case CallState.New at -> BeginningSteps.step(at, input, now);
            case CallState.Reserving at -> OutgoingSteps.step(at, input, now);
            case CallState.Calling at -> OutgoingSteps.step(OutgoingSteps.Inviting.of(at), input, now);
            case CallState.Proceeding at -> OutgoingSteps.step(OutgoingSteps.Inviting.of(at), input, now);
            case CallState.Early at -> OutgoingSteps.step(OutgoingSteps.Inviting.of(at), input, now);
            case CallState.Cancelling at -> CancellingSteps.step(at, input, now);
            case CallState.Offered at -> IncomingSteps.step(IncomingSteps.Ringing.of(at), input, now);
            case CallState.Alerting at -> IncomingSteps.step(IncomingSteps.Ringing.of(at), input, now);
            case CallState.AnswerPending at -> IncomingSteps.step(IncomingSteps.Ringing.of(at), input, now);
            case CallState.OfferDue at -> IncomingSteps.step(IncomingSteps.Ringing.of(at), input, now);
            case CallState.AlertingWithOffer at -> IncomingSteps.step(IncomingSteps.Ringing.of(at), input, now);
            case CallState.AlertingAgreed at -> IncomingSteps.step(IncomingSteps.Ringing.of(at), input, now);
            case CallState.AnswerAwaitingPrack at -> IncomingSteps.step(IncomingSteps.Ringing.of(at), input, now);
            case CallState.Answering at -> AnsweredSteps.step(AnsweredSteps.AwaitingAck.of(at), input, now);
            case CallState.AnsweringWithOffer at -> AnsweredSteps.step(AnsweredSteps.AwaitingAck.of(at), input, now);
            case CallState.ClosingAfterAck at -> AnsweredSteps.step(AnsweredSteps.AwaitingAck.of(at), input, now);
            case CallState.Connected at -> ConnectedSteps.step(Session.of(at), input, now);
            case CallState.ConnectedWithOffer at -> ConnectedSteps.step(Session.of(at), input, now);
            case CallState.Reoffering at -> ConnectedSteps.step(Session.of(at), input, now);
            case CallState.Yielding at -> ConnectedSteps.step(Session.of(at), input, now);
            case CallState.EndTone at -> EndedSteps.step(at, input);
            case CallState.Ended at -> EndedSteps.step(at, input);
            case CallState.Gone at -> CallStep.ignored(at, "the call is gone");
        };
    }
}
