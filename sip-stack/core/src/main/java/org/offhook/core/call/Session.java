package org.offhook.core.call;

import java.time.Instant;
import java.util.Optional;
import org.offhook.core.call.CallEffect.SendBye;
import org.offhook.core.call.CallState.Purpose;
import org.offhook.core.negotiation.Negotiation;

/**
 * What all states of a call that is up have in common.
 *
 * @param negotiation with the latest description of ours, answered or not
 * @param agreed what is in force
 * @param purpose of our re-INVITE that is out or waits
 */
record Session(
        CallState at,
        CallFacts facts,
        Negotiation negotiation,
        Negotiation agreed,
        DialogId dialog,
        Instant answeredAt,
        Exchange exchange,
        Purpose purpose) {

    /** Whose turn the offer is. */
    enum Exchange {
        NONE,
        /** Ours is in our 200; its answer comes in the ACK. */
        IN_RESPONSE,
        /** Ours is in our re-INVITE. */
        IN_REQUEST,
        /** Ours collided and waits. */
        YIELDING
    }

    static Session of(CallState.Connected at) {
        return new Session(
                at,
                at.facts(),
                at.negotiation(),
                at.negotiation(),
                at.dialog(),
                at.answeredAt(),
                Exchange.NONE,
                Purpose.CHANGE);
    }

    static Session of(CallState.ConnectedWithOffer at) {
        return new Session(
                at,
                at.facts(),
                at.negotiation(),
                at.agreed(),
                at.dialog(),
                at.answeredAt(),
                Exchange.IN_RESPONSE,
                Purpose.CHANGE);
    }

    static Session of(CallState.Reoffering at) {
        return new Session(
                at,
                at.facts(),
                at.negotiation(),
                at.agreed(),
                at.dialog(),
                at.answeredAt(),
                Exchange.IN_REQUEST,
                at.purpose());
    }

    static Session of(CallState.Yielding at) {
        return new Session(
                at,
                at.facts(),
                at.negotiation(),
                at.negotiation(),
                at.dialog(),
                at.answeredAt(),
                Exchange.YIELDING,
                at.purpose());
    }

    /** The same state with other facts. */
    CallState with(CallFacts changed) {
        return switch (exchange) {
            case NONE -> new CallState.Connected(changed, negotiation, dialog, answeredAt);
            case IN_RESPONSE -> new CallState.ConnectedWithOffer(changed, negotiation, agreed, dialog, answeredAt);
            case IN_REQUEST -> new CallState.Reoffering(changed, negotiation, agreed, dialog, answeredAt, purpose);
            case YIELDING -> new CallState.Yielding(changed, negotiation, dialog, answeredAt, purpose);
        };
    }

    /** No exchange runs any more, and {@code inForce} is what is agreed. */
    CallState.Connected at(CallFacts changed, Negotiation inForce) {
        return new CallState.Connected(changed, inForce, dialog, answeredAt);
    }

    /** Without an answer of the far end to anything the call cannot go on: it ends with a BYE. */
    CallStep lost(CallEnd end, Instant now) {
        return Ending.answered(at, facts, end, answeredAt, now, new SendBye(dialog, Optional.empty()));
    }
}
