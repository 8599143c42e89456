package org.offhook.core.thirdparty;

import java.util.Optional;

/** How far the media of two legs is between them. */
public sealed interface JoinState {
    record Apart() implements JoinState {}

    /**
     * A handshake with leg one still runs: it cannot be told of another one on the same socket before.
     *
     * @param secrecy of what leg one has with us
     */
    record AwaitingKeys(String offer, Secrecy secrecy) implements JoinState {}

    /**
     * Nothing goes out to leg one any more, and what did is on its way: who sends to where packets come from (RFC 4961) would follow one that
     * arrives after the re-INVITE back to us, and take a last word of our handshake for one of the next.
     *
     * @param secrecy of what leg one has with us
     */
    record Hushing(String offer, Secrecy secrecy) implements JoinState {}

    /**
     * Leg two's offer is out to leg one in a re-INVITE; the answer will be leg two's ACK.
     *
     * @param secrecy of what leg one has with us
     */
    record Crossing(String offer, Secrecy secrecy) implements JoinState {}

    /** Leg one had a re-INVITE of its own: both wait, and we try again (RFC 3261 §14.1). */
    record BackingOff(String offer, Secrecy secrecy) implements JoinState {}

    /** Leg one does not take the other's media and keeps ours; leg two is about to get ours too. */
    record FallingBack() implements JoinState {}

    /**
     * The parties hear each other, without us.
     *
     * @param secrecy of what they have agreed on
     */
    record Joined(Secrecy secrecy) implements JoinState {}

    /** A party's offer is with the other one. */
    record PassingOffer(Side from, Secrecy secrecy) implements JoinState {}

    /** A party asked for an offer, so the other one was asked for it. */
    record FetchingOffer(Side from, Secrecy secrecy) implements JoinState {}

    /** That offer is with the party who asked; the answer comes in its ACK and will be the other one's. */
    record AwaitingAnswer(Side from, String offer, Secrecy secrecy) implements JoinState {}

    /** They hear each other through our sockets. */
    record Bridged() implements JoinState {}

    /** A leg is gone, or what joined them is. */
    record Parted() implements JoinState {}

    /** The party whose re-INVITE waits for our response. */
    default Optional<Side> asking() {
        return switch (this) {
            case PassingOffer(Side from, Secrecy _) -> Optional.of(from);
            case FetchingOffer(Side from, Secrecy _) -> Optional.of(from);
            case Apart _,
                    AwaitingKeys _,
                    Hushing _,
                    Crossing _,
                    BackingOff _,
                    FallingBack _,
                    Joined _,
                    AwaitingAnswer _,
                    Bridged _,
                    Parted _ -> Optional.empty();
        };
    }
}
