package org.offhook.desktop.admin;

import java.util.List;
import java.util.Optional;
import org.offhook.campaign.admin.EntryFault;
import org.offhook.campaign.admin.EntryRules;
import org.offhook.core.error.ErrorCode;

/** What was asked cannot be done; shown as one line with its code. */
final class AdminRefusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ErrorCode error;

    AdminRefusal(ErrorCode error, String detail) {
        super(detail);
        this.error = error;
    }

    static AdminRefusal noSuch(String what) {
        return new AdminRefusal(ErrorCode.NOT_STORED, what);
    }

    /** @throws AdminRefusal naming {@code what}, unless it is there */
    static void unless(boolean there, String what) {
        if (!there) {
            throw noSuch(what);
        }
    }

    static AdminRefusal already(String what) {
        return new AdminRefusal(ErrorCode.STORED_ALREADY, what);
    }

    /**
     * @param fresh it is to be added, not changed
     * @throws AdminRefusal naming {@code what}, when it is there and should not be, or the other way round
     */
    static void unlessFits(boolean fresh, boolean there, String what) {
        if (fresh && there) {
            throw already(what);
        }
        unless(fresh || there, what);
    }

    static AdminRefusal usage(String detail) {
        return new AdminRefusal(ErrorCode.USAGE, detail);
    }

    /**
     * @param before what is wrong with the entry as it is, if there is one
     * @throws AdminRefusal for the first fault that the change brings in
     */
    static void unlessGood(Optional<List<EntryFault>> before, List<EntryFault> after) {
        EntryRules.fresh(before.orElse(List.of()), after).stream().findFirst().ifPresent(fault -> {
            throw usage(fault.sentence());
        });
    }

    ErrorCode error() {
        return error;
    }

    String detail() {
        return String.valueOf(getMessage());
    }
}
