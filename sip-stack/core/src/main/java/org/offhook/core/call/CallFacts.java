package org.offhook.core.call;

import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import org.offhook.core.media.Direction;
import org.offhook.core.media.LocalTone;
import org.offhook.core.media.MediaPlan;
import org.offhook.core.media.MediaPlan.RtpStream;

/**
 * What every state of a call knows.
 *
 * @param way who called whom
 * @param party the far end
 * @param called for an incoming call: whom the caller wanted; else {@link CallParty#UNKNOWN}
 * @param startedAt when it was dialled or began to ring
 * @param plan latest plan given to the media path; on hold it is muted whatever {@code muted} says
 * @param digitsSent what was keyed so far
 * @param muted the agent's own mute, apart from hold
 * @param wish whether the agent wants the far end on hold
 * @param held what is in force
 * @param transfer how far a transfer of the far end has come
 * @param clock how long the session lives without a refresh
 * @param digitWay how keys reach the far end
 * @param transferredBy who sent the far end to us, or us to the far end
 */
public record CallFacts(
        Way way,
        CallParty party,
        CallParty called,
        Instant startedAt,
        MediaPlan plan,
        String digitsSent,
        boolean muted,
        Wish wish,
        Held held,
        Transfer transfer,
        SessionClock clock,
        DigitWay digitWay,
        Optional<CallParty> transferredBy) {

    /** Who called whom. */
    public enum Way {
        OUTGOING,
        INCOMING
    }

    static CallFacts begin(Way way, CallParty party, CallParty called, Instant now, DigitWay digitWay) {
        return new CallFacts(
                way,
                party,
                called,
                now,
                MediaPlan.SILENT,
                "",
                false,
                Wish.TALK,
                Held.NOBODY,
                Transfer.NONE,
                new SessionClock.Unlimited(),
                digitWay,
                Optional.empty());
    }

    /** True while the far end wants nothing from us on an agreed stream. */
    public boolean heldByFarEnd() {
        return held.there();
    }

    /** A plan that signalling caused: a new revision lets the receiver latch anew. */
    CallFacts withStream(Optional<RtpStream> stream, Direction direction) {
        boolean there = stream.isPresent() && !direction.sends();
        return withStream(stream, direction, Held.of(wish == Wish.HOLD, there));
    }

    /** The same after an answer to our hold: many peers answer "inactive" and mean no hold of their own. */
    CallFacts withAnswerToHold(Optional<RtpStream> stream, Direction direction) {
        return withStream(stream, direction, Held.of(true, held.there()));
    }

    private CallFacts withStream(Optional<RtpStream> stream, Direction direction, Held now) {
        Direction open = now.here() ? deaf(direction) : direction;
        Optional<RtpStream> heard = digitWay == DigitWay.INBAND ? stream.map(RtpStream::withoutSentEvents) : stream;
        MediaPlan changed = new MediaPlan(plan.revision() + 1, heard, open, muted || now.here(), LocalTone.NONE);
        return with(draft -> {
            draft.plan = changed;
            draft.held = now;
        });
    }

    CallFacts withTone(LocalTone tone) {
        return withPlan(new MediaPlan(plan.revision(), plan.stream(), plan.direction(), plan.muted(), tone));
    }

    /** Only the agent hears it: the stream is gone, and so is the revision's worth. */
    CallFacts withToneAlone(LocalTone tone) {
        return withPlan(new MediaPlan(plan.revision() + 1, Optional.empty(), Direction.INACTIVE, plan.muted(), tone));
    }

    CallFacts withMuted(boolean now) {
        MediaPlan changed =
                new MediaPlan(plan.revision(), plan.stream(), plan.direction(), now || held.here(), plan.tone());
        return with(draft -> {
            draft.plan = changed;
            draft.muted = now;
        });
    }

    CallFacts withDigits(String digits) {
        return with(draft -> draft.digitsSent = digitsSent + digits);
    }

    CallFacts withWish(Wish now) {
        return with(draft -> draft.wish = now);
    }

    /** On hold from here on, before the far end knows: silence goes out, so that address bindings live, and nothing is heard. */
    CallFacts withHold() {
        MediaPlan changed = new MediaPlan(plan.revision(), plan.stream(), deaf(plan.direction()), true, plan.tone());
        return new CallFacts(
                way,
                party,
                called,
                startedAt,
                changed,
                digitsSent,
                muted,
                wish,
                Held.of(true, held.there()),
                transfer,
                clock,
                digitWay,
                transferredBy);
    }

    /** Taken back in a session that the far end never changed. */
    CallFacts withoutHold() {
        MediaPlan changed =
                new MediaPlan(plan.revision(), plan.stream(), hearing(plan.direction()), muted, plan.tone());
        return new CallFacts(
                way,
                party,
                called,
                startedAt,
                changed,
                digitsSent,
                muted,
                wish,
                Held.of(false, held.there()),
                transfer,
                clock,
                digitWay,
                transferredBy);
    }

    CallFacts withTransfer(Transfer now) {
        return with(draft -> draft.transfer = now);
    }

    CallFacts withTransferredBy(Optional<CallParty> who) {
        return with(draft -> draft.transferredBy = who);
    }

    CallFacts withDigitWay(DigitWay now) {
        return with(draft -> draft.digitWay = now);
    }

    CallFacts withClock(SessionClock now) {
        return with(draft -> draft.clock = now);
    }

    private static Direction deaf(Direction direction) {
        return direction.sends() ? Direction.SENDONLY : Direction.INACTIVE;
    }

    private static Direction hearing(Direction direction) {
        return direction.sends() ? Direction.SENDRECV : Direction.RECVONLY;
    }

    private CallFacts withPlan(MediaPlan changed) {
        return with(draft -> draft.plan = changed);
    }

    private CallFacts with(Consumer<Draft> change) {
        Draft draft = new Draft(this);
        change.accept(draft);
        return draft.done();
    }

    /** A copy that may be changed: so each change names only what it changes. */
    private static final class Draft {
        private Way way;
        private CallParty party;
        private CallParty called;
        private Instant startedAt;
        private MediaPlan plan;
        private String digitsSent;
        private boolean muted;
        private Wish wish;
        private Held held;
        private Transfer transfer;
        private SessionClock clock;
        private DigitWay digitWay;
        private Optional<CallParty> transferredBy;

        Draft(CallFacts now) {
            way = now.way;
            party = now.party;
            called = now.called;
            startedAt = now.startedAt;
            plan = now.plan;
            digitsSent = now.digitsSent;
            muted = now.muted;
            wish = now.wish;
            held = now.held;
            transfer = now.transfer;
            clock = now.clock;
            digitWay = now.digitWay;
            transferredBy = now.transferredBy;
        }

        CallFacts done() {
            return new CallFacts(
                    way,
                    party,
                    called,
                    startedAt,
                    plan,
                    digitsSent,
                    muted,
                    wish,
                    held,
                    transfer,
                    clock,
                    digitWay,
                    transferredBy);
        }
    }
}
