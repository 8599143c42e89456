package org.offhook.core.thirdparty;

import java.util.Map;
import java.util.Optional;
import org.offhook.core.call.DialogId;
import org.offhook.core.media.MediaPlan;
import org.offhook.core.media.MediaPlan.RtpStream;
import org.offhook.core.negotiation.Negotiated.Agreed;
import org.offhook.core.negotiation.Negotiation;

/** Where a leg stands. */
public sealed interface LegState {
    record New() implements LegState {}

    /** Our sockets for the offer are not there yet. */
    record Reserving(LegPlan plan) implements LegState {}

    /**
     * INVITE is out.
     *
     * @param ours our offer; absent where the party makes it
     */
    record Inviting(Optional<Negotiation> ours) implements LegState {}

    /**
     * It rings, or does something else before the answer.
     *
     * @param revision of the latest plan for what it plays before the answer; 0 while it plays nothing
     * @param previews what each dialog has said to our offer so far
     */
    record Ringing(Optional<Negotiation> ours, int revision, Map<DialogId, Agreed> previews) implements LegState {
        public Ringing {
            previews = Map.copyOf(previews);
        }
    }

    /** CANCEL is out, or waits for a provisional response. */
    record Cancelling(Optional<Negotiation> ours) implements LegState {}

    /**
     * Answered; its media is ours.
     *
     * @param plan the latest given to the media path
     * @param offered whose media its INVITE had offered
     */
    record Talking(DialogId dialog, Negotiation ours, MediaPlan plan, LegPlan.Offer offered) implements LegState {}

    /**
     * As Talking, and an offer of ours waits for its answer: one in the 200 to an offerless re-INVITE in the ACK, one from a new address in the
     * 2xx.
     */
    record TalkingWithOffer(DialogId dialog, Negotiation ours, MediaPlan plan, LegPlan.Offer offered)
            implements LegState {}

    /** As Talking, and our re-INVITE that told where we are collided with one of the party's: it may go first (RFC 3261 §14.1). */
    record Yielding(DialogId dialog, Negotiation ours, MediaPlan plan, LegPlan.Offer offered) implements LegState {}

    /**
     * Our media still, while a re-INVITE brings the party the other one's.
     *
     * @param movedTo our address, where it has changed meanwhile and the party may not know
     */
    record Moving(
            DialogId dialog,
            Negotiation ours,
            MediaPlan plan,
            Spoken spoken,
            LegPlan.Offer offered,
            Optional<String> movedTo)
            implements LegState {}

    /**
     * Answered with an offer for the other party; the ACK, which brings that one's answer, is owed.
     *
     * @param movedTo our address, where it has changed meanwhile: the party hears of it after the ACK
     */
    record Owing(DialogId dialog, String offer, Spoken spoken, Optional<String> movedTo) implements LegState {}

    /** As Owing, but the answer will be our own: the sockets for it are not there yet. */
    record OwingOurs(DialogId dialog, String offer, Optional<String> movedTo) implements LegState {}

    /**
     * Its media goes to the other party.
     *
     * @param offered whose media its INVITE had offered
     */
    record Crossed(DialogId dialog, Spoken spoken, LegPlan.Offer offered) implements LegState {}

    /** As Crossed, and our re-INVITE that tells where we are waits for its final response. */
    record CrossedTelling(DialogId dialog, Spoken spoken, LegPlan.Offer offered) implements LegState {}

    /** As Crossed, and that re-INVITE collided with one of the party's: it may go first (RFC 3261 §14.1). */
    record CrossedYielding(DialogId dialog, Spoken spoken, LegPlan.Offer offered) implements LegState {}

    /** @param offered what a late 2xx would be: the answer to our offer, or an offer that wants an answer in its ACK */
    record Over(LegPlan.Offer offered) implements LegState {}

    /** Whose media the INVITE offered, or would have. */
    default LegPlan.Offer offered() {
        return switch (this) {
            case New _, Reserving _ -> LegPlan.Offer.OURS;
            case Talking at -> at.offered();
            case TalkingWithOffer at -> at.offered();
            case Yielding at -> at.offered();
            case Moving at -> at.offered();
            case Inviting(Optional<Negotiation> ours) -> offeredBy(ours);
            case Ringing(Optional<Negotiation> ours, int _, var _) -> offeredBy(ours);
            case Cancelling(Optional<Negotiation> ours) -> offeredBy(ours);
            case Owing _, OwingOurs _ -> LegPlan.Offer.NONE;
            case Crossed(DialogId _, Spoken _, LegPlan.Offer offered) -> offered;
            case CrossedTelling(DialogId _, Spoken _, LegPlan.Offer offered) -> offered;
            case CrossedYielding(DialogId _, Spoken _, LegPlan.Offer offered) -> offered;
            case Over(LegPlan.Offer offered) -> offered;
        };
    }

    private static LegPlan.Offer offeredBy(Optional<Negotiation> ours) {
        return ours.isPresent() ? LegPlan.Offer.OURS : LegPlan.Offer.NONE;
    }

    /** Whether sockets of ours belong to it. */
    default boolean hasMedia() {
        return switch (this) {
            case Reserving _, Talking _, TalkingWithOffer _, Yielding _, Moving _, OwingOurs _ -> true;
            case Inviting(Optional<Negotiation> ours) -> ours.isPresent();
            case Ringing(Optional<Negotiation> ours, int _, var _) -> ours.isPresent();
            case Cancelling(Optional<Negotiation> ours) -> ours.isPresent();
            case New _, Owing _, Crossed _, CrossedTelling _, CrossedYielding _, Over _ -> false;
        };
    }

    /** With our sockets. */
    default Bond bond() {
        Optional<MediaPlan> plan = switch (this) {
            case Talking at -> Optional.of(at.plan());
            case TalkingWithOffer at -> Optional.of(at.plan());
            case Yielding at -> Optional.of(at.plan());
            case New _,
                    Reserving _,
                    Inviting _,
                    Ringing _,
                    Cancelling _,
                    Moving _,
                    Owing _,
                    OwingOurs _,
                    Crossed _,
                    CrossedTelling _,
                    CrossedYielding _,
                    Over _ -> Optional.empty();
        };
        Optional<RtpStream> stream = plan.flatMap(MediaPlan::stream);
        return new Bond(Secrecy.of(stream.filter(RtpStream::encrypted).isPresent()), stream.flatMap(RtpStream::dtls));
    }

    /** Whether the party is up and hears our sockets, which nobody is about to take from it. */
    default boolean talks() {
        return switch (this) {
            case Talking _, TalkingWithOffer _, Yielding _ -> true;
            case New _,
                    Reserving _,
                    Inviting _,
                    Ringing _,
                    Cancelling _,
                    Moving _,
                    Owing _,
                    OwingOurs _,
                    Crossed _,
                    CrossedTelling _,
                    CrossedYielding _,
                    Over _ -> false;
        };
    }
}
