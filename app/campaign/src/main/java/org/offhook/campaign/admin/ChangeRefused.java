package org.offhook.campaign.admin;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What an administrator asked for was not done, and nothing of it. */
public final class ChangeRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final Reason reason;
    private final @Nullable EntryFault fault;

    /** Why. */
    public enum Reason {
        /** Not logged in, not active, not in the store, or below level 8 by now. */
        NOT_ADMINISTRATOR,
        RIGHT_MISSING,
        /** A user of the own level or above; level 9 may. */
        LEVEL_TOO_HIGH,
        /** Nobody takes their own right to administer away: it might be the last one's. */
        YOURSELF,
        /** There is one with this id. */
        TAKEN,
        /** It is not there any more. */
        GONE,
        /** Somebody else changed it since it was read. */
        CHANGED,
        NO_SUCH_USER,
        NO_SUCH_GROUP,
        NO_SUCH_CAMPAIGN,
        NO_SUCH_LIST,
        /** See {@link #fault}. */
        NOT_VALID,
        /** A future call that is dialled, over or cancelled already. */
        NO_LONGER_WAITS
    }

    private ChangeRefused(Reason reason, @Nullable EntryFault fault) {
        super(fault == null ? reason.name() : fault.sentence());
        this.reason = reason;
        this.fault = fault;
    }

    public static ChangeRefused because(Reason reason) {
        return new ChangeRefused(reason, null);
    }

    public static ChangeRefused notValid(EntryFault fault) {
        return new ChangeRefused(Reason.NOT_VALID, fault);
    }

    /** @throws ChangeRefused unless {@code right} */
    static void unless(boolean right, Reason reason) {
        if (!right) {
            throw because(reason);
        }
    }

    public Reason reason() {
        return reason;
    }

    public Optional<EntryFault> fault() {
        return Optional.ofNullable(fault);
    }
}
