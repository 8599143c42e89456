package org.offhook.campaign.admin;

/** Keeps who changed what. Called after the change is durable, on the thread that made it. */
@FunctionalInterface
public interface AuditPort {
    /** What was done. */
    enum Action {
        ADD,
        CHANGE,
        REMOVE,
        SET_PASSWORD,
        SET_PHONE_SECRET,
        ERASE_PHONE_SECRET,
        /** An import or export was begun. */
        BEGIN,
        /** An import or export ended, or was stopped. */
        END
    }

    /**
     * One change.
     *
     * @param who user name of the administrator
     * @param id of the entry, or how many there were; never a customer's number, a text of a form or a secret
     */
    void changed(String who, AdminKind kind, Action action, String id);
}
