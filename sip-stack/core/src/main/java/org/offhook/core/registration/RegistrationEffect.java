package org.offhook.core.registration;

import java.time.Instant;
import org.offhook.core.account.Account;
import org.offhook.core.error.ErrorCode;

/** What the registration orders. There is one timer: starting it replaces it. */
public sealed interface RegistrationEffect {
    record SendRegister(Account account, int expirySeconds, int attempt) implements RegistrationEffect {}

    record SendUnregister(int attempt) implements RegistrationEffect {}

    /** Drop transports first: their addresses are those of before. */
    record Rebind() implements RegistrationEffect {}

    record StartTimer(Instant at) implements RegistrationEffect {}

    record StopTimer() implements RegistrationEffect {}

    record Refuse(ErrorCode error, String detail) implements RegistrationEffect {}

    record Ignore(String reason) implements RegistrationEffect {}
}
