package org.offhook.bridge.trust;

import java.util.List;
import java.util.Optional;
import org.offhook.agent.PairedOrigin;
import org.offhook.bridge.trust.PeerProcess.Owner;

/**
 * Decides who gets in. Pure.
 *
 * <p>A browser does not let a page choose its {@code Origin}, but a program can write anything; on a desktop that several people
 * share, loopback is shared too. So an origin counts by itself only from a process of our own user (which could read
 * {@code bridge.json} anyway), or where an administrator approved it and the system does not tell whose process it is; otherwise
 * the page shows the token it got when it was paired.
 */
public final class Door {
    private final Tokens tokens;

    public Door(Tokens tokens) {
        this.tokens = tokens;
    }

    /** What became of a knock. */
    public sealed interface Answer {
        record Admitted(Caller caller) implements Answer {}

        /** Unknown page: nothing is said, but its first message may raise the pairing question. */
        record MayAsk(String origin) implements Answer {}

        /** A program that has not yet shown its token. */
        record TokenAwaited() implements Answer {}

        /** A token was shown and is wrong. */
        record TokenWrong() implements Answer {}

        /** Nobody: no answer at all. */
        record Nobody() implements Answer {}
    }

    /** A program: no Origin. */
    public Answer program(Optional<String> token) {
        if (token.isEmpty()) {
            return new Answer.TokenAwaited();
        }
        return tokens.isProgram(token.get()) ? new Answer.Admitted(new Caller.Program()) : new Answer.TokenWrong();
    }

    /**
     * A page whose origin a program with the token vouches for: the browser extension's, which has it from the browser. It gets what
     * the page would get, not what the program could.
     */
    public Answer vouched(String origin, List<PairedOrigin> paired) {
        if (!Origins.wellFormed(origin)) {
            return new Answer.Nobody();
        }
        return find(origin, paired).isPresent()
                ? new Answer.Admitted(new Caller.Page(origin))
                : new Answer.MayAsk(origin);
    }

    /**
     * A page.
     *
     * @param origin as the browser sent it
     * @param token of an earlier pairing, if it was shown
     */
    public Answer page(String origin, Optional<String> token, Owner owner, List<PairedOrigin> paired) {
        if (!Origins.wellFormed(origin)) {
            return new Answer.Nobody();
        }
        Optional<PairedOrigin> known = find(origin, paired);
        if (known.isEmpty()) {
            return owner == Owner.OTHER_USER ? new Answer.Nobody() : new Answer.MayAsk(origin);
        }
        boolean proven = token.isPresent() && tokens.isOfPage(token.get(), known.get());
        boolean enough = switch (owner) {
            case SAME_USER -> true;
            case OTHER_USER -> proven;
            case UNKNOWN -> proven || known.get().byAdministrator();
        };
        if (enough) {
            return new Answer.Admitted(new Caller.Page(origin));
        }
        return owner == Owner.OTHER_USER ? new Answer.Nobody() : new Answer.MayAsk(origin);
    }

    public static Optional<PairedOrigin> find(String origin, List<PairedOrigin> paired) {
        for (PairedOrigin one : paired) {
            if (one.origin().equals(origin)) {
                return Optional.of(one);
            }
        }
        return Optional.empty();
    }
}
