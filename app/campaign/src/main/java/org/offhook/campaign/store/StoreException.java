package org.offhook.campaign.store;

import org.jspecify.annotations.Nullable;

/**
 * The store could not do what was asked. Nothing of the unit of work was kept, except where {@link OutcomeUnknown} says that nobody
 * knows. Messages name tables and constraints, never values: numbers and names stay out of logs.
 */
public abstract sealed class StoreException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private StoreException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    /** A row with this key is there already. */
    public static final class UniqueViolation extends StoreException {
        private static final long serialVersionUID = 1L;
        private final String constraint;

        /** @param constraint name of the constraint (PostgreSQL) or its columns (SQLite) */
        public UniqueViolation(String constraint, Throwable cause) {
            super("already there: " + constraint, cause);
            this.constraint = constraint;
        }

        public String constraint() {
            return constraint;
        }
    }

    /** A row that another refers to is not there, or a value is outside what its column takes. */
    public static final class RuleViolation extends StoreException {
        private static final long serialVersionUID = 1L;

        public RuleViolation(String message, @Nullable Throwable cause) {
            super(message, cause);
        }
    }

    /** No room: the disk, a quota or the file's own limit. */
    public static final class StoreFull extends StoreException {
        private static final long serialVersionUID = 1L;

        public StoreFull(Throwable cause) {
            super("the store is full", cause);
        }
    }

    /** The file, its folder or the server takes no writes. */
    public static final class StoreReadOnly extends StoreException {
        private static final long serialVersionUID = 1L;

        public StoreReadOnly(Throwable cause) {
            super("the store takes no writes", cause);
        }
    }

    /** Not there, or not answering in time; the next call tries again. Nothing was kept. */
    public static final class StoreUnreachable extends StoreException {
        private static final long serialVersionUID = 1L;

        public StoreUnreachable(String message, Throwable cause) {
            super(message, cause);
        }
    }

    /**
     * The connection broke between sending the commit and hearing of it: the unit of work was kept whole or not at all, and nobody
     * here knows which. Who carries an idempotency key asks again with it; a dial in this state is asked of a person.
     */
    public static final class OutcomeUnknown extends StoreException {
        private static final long serialVersionUID = 1L;

        public OutcomeUnknown(Throwable cause) {
            super("the store went away during the commit", cause);
        }
    }

    /** What is stored cannot be read: a damaged file, a newer schema, a key that does not fit. */
    public static final class StoreDamaged extends StoreException {
        private static final long serialVersionUID = 1L;

        public StoreDamaged(String message, @Nullable Throwable cause) {
            super(message, cause);
        }
    }

    /** Closed by us: the program is ending. */
    public static final class StoreClosed extends StoreException {
        private static final long serialVersionUID = 1L;

        public StoreClosed() {
            super("the store is closed", null);
        }
    }

    /** A fault of ours, such as a statement the database does not understand. */
    public static final class StoreFault extends StoreException {
        private static final long serialVersionUID = 1L;

        public StoreFault(String message, @Nullable Throwable cause) {
            super(message, cause);
        }
    }
}
