package org.offhook.core.call;

import java.util.Optional;
import java.util.function.Function;
import org.offhook.core.call.CallEffect.SendDigitsByInfo;
import org.offhook.core.call.CallEffect.SendTelephoneEvents;
import org.offhook.core.call.CallInput.DigitsRefused;
import org.offhook.core.error.ErrorCode;
import org.offhook.core.media.MediaPlan.RtpStream;

/** Keys pressed in a call, on the way that was set or agreed on. */
final class Digits {
    private static final int MOST = 64;

    private Digits() {}

    /** @param dialog present once the call is up */
    static CallStep send(
            CallState at,
            CallFacts facts,
            Optional<DialogId> dialog,
            String digits,
            Function<CallFacts, CallState> next) {
        if (digits.isEmpty() || digits.length() > MOST || !digits.chars().allMatch(Digits::isDigit)) {
            return CallStep.refused(at, ErrorCode.DIGITS_INVALID, "1 to 64 of 0-9 * # A-D");
        }
        boolean stream = facts.plan().stream().isPresent();
        boolean events = takesEvents(facts);
        boolean byInfo = dialog.isPresent()
                && switch (facts.digitWay()) {
                    case AUTO -> !events;
                    case INFO -> true;
                    case TELEPHONE_EVENT, INBAND -> false;
                };
        CallState after = next.apply(facts.withDigits(digits));
        if (byInfo) {
            return CallStep.to(after, new SendDigitsByInfo(dialog.get(), digits));
        }
        boolean bySound = facts.digitWay() == DigitWay.TELEPHONE_EVENT ? events : stream;
        return bySound
                ? CallStep.to(after, new SendTelephoneEvents(digits))
                : CallStep.refused(at, ErrorCode.CALL_STATE_WRONG, "the far end takes no telephone events");
    }

    /** The far end takes no INFO: the rest goes with the sound, and whatever follows too. */
    static CallStep refused(Session call, DigitsRefused refused) {
        if (!refused.dialog().equals(call.dialog())) {
            return CallStep.ignored(call.at(), "digits of another dialog");
        }
        DigitWay way = takesEvents(call.facts()) ? DigitWay.TELEPHONE_EVENT : DigitWay.INBAND;
        return CallStep.to(call.with(call.facts().withDigitWay(way)), new SendTelephoneEvents(refused.digits()));
    }

    private static boolean takesEvents(CallFacts facts) {
        return facts.plan().stream()
                .map(RtpStream::sendEventPayloadType)
                .filter(payloadType -> payloadType.isPresent())
                .isPresent();
    }

    private static boolean isDigit(int c) {
        return (c >= '0' && c <= '9') || c == '*' || c == '#' || (c >= 'A' && c <= 'D');
    }
}
