package org.offhook.core.call;

import java.util.function.Function;
import org.offhook.core.call.CallEffect.SendTelephoneEvents;
import org.offhook.core.error.ErrorCode;
import org.offhook.core.media.MediaPlan.RtpStream;

/** Keys pressed in a call (RFC 4733 §3.2). */
final class Digits {
    private static final int MOST = 64;

    private Digits() {}

    static CallStep send(CallState at, CallFacts facts, String digits, Function<CallFacts, CallState> next) {
        if (digits.isEmpty() || digits.length() > MOST || !digits.chars().allMatch(Digits::isDigit)) {
            return CallStep.refused(at, ErrorCode.DIGITS_INVALID, "1 to 64 of 0-9 * # A-D");
        }
        if (facts.plan().stream()
                .map(RtpStream::sendEventPayloadType)
                .filter(payloadType -> payloadType.isPresent())
                .isEmpty()) {
            return CallStep.refused(at, ErrorCode.CALL_STATE_WRONG, "the far end takes no telephone events");
        }
        return CallStep.to(next.apply(facts.withDigits(digits)), new SendTelephoneEvents(digits));
    }

    private static boolean isDigit(int c) {
        return (c >= '0' && c <= '9') || c == '*' || c == '#' || (c >= 'A' && c <= 'D');
    }
}
