package org.offhook.ui;

import java.util.Optional;
import org.offhook.core.account.AccountId;
import org.offhook.core.account.ServerAddress;
import org.offhook.core.account.Transport;
import org.offhook.core.error.ErrorCode;
import org.offhook.core.media.MediaTerms;
import org.offhook.core.phone.AccountView;
import org.offhook.core.phone.CallView;
import org.offhook.core.phone.RegistrationView;
import org.offhook.core.phone.RegistrationView.Status;

/** Accounts beside the main one, and calls over them. */
public final class FurtherAccount {
    private FurtherAccount() {}

    /** Registered. */
    public static AccountView on(String name) {
        return of(name, Status.REGISTERED, Optional.empty());
    }

    /** Refused by its exchange. */
    public static AccountView off(String name) {
        return of(name, Status.NOT_REGISTERED, Optional.of(ErrorCode.CREDENTIALS_REFUSED));
    }

    private static AccountView of(String name, Status status, Optional<ErrorCode> problem) {
        String domain = name + ".example";
        return new AccountView(
                new AccountId(name),
                "2201",
                domain,
                ServerAddress.of(domain),
                Transport.TCP,
                MediaTerms.WIDE,
                new RegistrationView(
                        status, "2201", domain, Transport.TCP, Situation.NOW, problem, 0, Optional.empty()));
    }

    /** The same call over another account. */
    public static CallView over(AccountId account, CallView call) {
        return new CallView(
                call.id(),
                call.direction(),
                call.phase(),
                call.party(),
                call.called(),
                call.startedAt(),
                call.connectedAt(),
                call.endedAt(),
                call.muted(),
                call.held(),
                call.heldByFarEnd(),
                call.transfer(),
                call.end(),
                call.codec(),
                call.digitsSent(),
                call.security(),
                call.transferredBy(),
                call.quality(),
                call.recording(),
                account);
    }
}
