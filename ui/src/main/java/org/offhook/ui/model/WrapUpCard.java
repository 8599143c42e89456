package org.offhook.ui.model;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import org.offhook.agent.AgentSnapshot;
import org.offhook.agent.LeadOnScreen;
import org.offhook.agent.WrapUpView;
import org.offhook.core.call.CallEnd;
import org.offhook.core.call.CallEnd.Cause;
import org.offhook.core.call.CallEnd.Side;
import org.offhook.core.phone.CallView;
import org.offhook.ui.text.NumberText;
import org.offhook.ui.text.TimeText;
import org.offhook.ui.text.Words;

/**
 * What the wrap-up page says of the call that is over.
 *
 * @param who name and how long was spoken
 * @param number grouped; empty when it stands in {@code who}
 * @param ended how it ended
 */
public record WrapUpCard(String who, String number, String ended) {

    public static WrapUpCard of(WrapUpView wrapUp, AgentSnapshot snapshot, Words words) {
        String number = snapshot.phone()
                .call(wrapUp.call())
                .map(CallView::party)
                .map(party -> party.number())
                .filter(digits -> !digits.isEmpty())
                .or(() -> lead(wrapUp, snapshot).map(LeadOnScreen::number))
                .map(NumberText::grouped)
                .orElse("");
        String who = NumberText.verdict(wrapUp.who()) == NumberText.Verdict.DIALLABLE
                ? ShownNumber.of(wrapUp.who(), snapshot)
                : wrapUp.who();
        String shown = who.isEmpty() ? words.of("call.noNumber") : who;
        return new WrapUpCard(
                wrapUp.talked().isZero()
                        ? shown
                        : words.of("state.second.join", shown, TimeText.running(wrapUp.talked())),
                number.equals(who) ? "" : number,
                ended(wrapUp.end(), words));
    }

    /** Where the customer of this wrap-up is, when that is known. */
    public static ZoneId zone(WrapUpView wrapUp, AgentSnapshot snapshot, ZoneId own) {
        return lead(wrapUp, snapshot).flatMap(LeadOnScreen::zone).orElse(own);
    }

    private static Optional<LeadOnScreen> lead(WrapUpView wrapUp, AgentSnapshot snapshot) {
        return snapshot.work().lead().filter(lead -> lead.call().equals(Optional.of(wrapUp.call())));
    }

    private static String ended(CallEnd end, Words words) {
        if (end.cause() == Cause.HUNG_UP && end.side() == Side.FAR_END) {
            return words.of("wrapUp.ended.theirs");
        }
        if (end.cause() == Cause.HUNG_UP && end.side() == Side.AGENT) {
            return words.of("wrapUp.ended.yours");
        }
        return words.callEnd(end.cause());
    }

    /** How much of the wrap-up's time is left, 0 to 1; empty when its time does not run. */
    public static Optional<Double> timeLeft(AgentSnapshot snapshot, Instant now) {
        return snapshot.work().wrapUp().flatMap(WrapUpView::until).map(until -> {
            long left = Math.max(0, TimeText.secondsUntil(until, now));
            long whole = snapshot.work()
                    .campaign()
                    .map(campaign -> campaign.wrapUp().toSeconds())
                    .orElse(0L);
            return whole <= 0 ? (left > 0 ? 1.0 : 0.0) : Math.min(1.0, (double) left / whole);
        });
    }
}
