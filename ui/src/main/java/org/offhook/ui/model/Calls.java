package org.offhook.ui.model;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.offhook.agent.AgentSnapshot;
import org.offhook.core.call.CallParty;
import org.offhook.core.phone.AccountView;
import org.offhook.core.phone.CallView;
import org.offhook.core.phone.CallView.CallDirection;
import org.offhook.core.phone.CallView.Phase;
import org.offhook.ui.text.Words;

/** Which of the snapshot's calls the card, the incoming card and the dock speak of. */
public final class Calls {
    /** How long a finished call stays on its card. */
    public static final Duration LINGER = Duration.ofSeconds(3);

    /** How long a missed call's card stays. */
    public static final Duration MISSED_LINGER = Duration.ofSeconds(2);

    private Calls() {}

    /** The call on the card: live and not just ringing here. */
    public static Optional<CallView> onCard(AgentSnapshot snapshot) {
        return snapshot.phone().calls().stream()
                .filter(CallView::live)
                .filter(call -> !offered(call))
                .findFirst();
    }

    /** The other lines: live, neither on the card nor just ringing here; those on hold for longest first. */
    public static List<CallView> besides(AgentSnapshot snapshot) {
        return snapshot.phone().calls().stream()
                .filter(CallView::live)
                .filter(call -> !offered(call))
                .skip(1)
                .toList();
    }

    /** The other call whose far end could be connected with that of the call on the card. */
    public static Optional<CallView> connectable(AgentSnapshot snapshot) {
        Optional<CallView> present = onCard(snapshot).filter(Calls::stands);
        return present.isEmpty()
                ? Optional.empty()
                : besides(snapshot).stream().filter(Calls::stands).findFirst();
    }

    /** The calls of a conversation of several; empty when there is none. */
    public static List<CallView> conference(AgentSnapshot snapshot) {
        return snapshot.phone().calls().stream()
                .filter(call -> call.live() && snapshot.phone().joined().contains(call.id()))
                .toList();
    }

    private static boolean stands(CallView call) {
        return call.phase() == Phase.CONNECTED && !call.transfer().runs();
    }

    /** The oldest call that rings here. */
    public static Optional<CallView> ringing(AgentSnapshot snapshot) {
        return snapshot.phone().calls().stream().filter(Calls::rings).min(Comparator.comparing(CallView::startedAt));
    }

    /** Whether it waits for the agent's answer. */
    public static boolean rings(CallView call) {
        return call.phase() == Phase.OFFERED;
    }

    /** How many calls ring here. */
    public static long ringingCount(AgentSnapshot snapshot) {
        return snapshot.phone().calls().stream().filter(Calls::rings).count();
    }

    /** The call that ended last and is still worth a look; none while another is on. */
    public static Optional<CallView> justEnded(AgentSnapshot snapshot, Instant now) {
        if (onCard(snapshot).isPresent()) {
            return Optional.empty();
        }
        return snapshot.phone().calls().stream()
                .filter(call -> !call.live() && !missed(call))
                .filter(call -> endedWithin(call, LINGER, now))
                .max(Comparator.comparing(call -> call.endedAt().orElse(Instant.MIN)));
    }

    /** An incoming call that nobody answered, just now. */
    public static Optional<CallView> justMissed(AgentSnapshot snapshot, Instant now) {
        return snapshot.phone().calls().stream()
                .filter(call -> !call.live() && missed(call))
                .filter(call -> endedWithin(call, MISSED_LINGER, now))
                .max(Comparator.comparing(call -> call.endedAt().orElse(Instant.MIN)));
    }

    private static boolean endedWithin(CallView call, Duration time, Instant now) {
        return call.endedAt().map(at -> now.isBefore(at.plus(time))).orElse(false);
    }

    private static boolean missed(CallView call) {
        return call.direction() == CallDirection.INCOMING && call.connectedAt().isEmpty();
    }

    private static boolean offered(CallView call) {
        return call.phase() == Phase.OFFERED;
    }

    /** "Support line": whom the caller of an incoming call wanted, by name or number; empty where that is this very extension, or not known. */
    static Optional<String> wanted(CallView call, AgentSnapshot snapshot) {
        CallParty called = call.called();
        String who = called.name().isEmpty() ? ShownNumber.of(called.number(), snapshot) : called.name();
        boolean us = called.number().equals(ownExtension(call, snapshot));
        return us || who.isEmpty() ? Optional.empty() : Optional.of(who);
    }

    /** Of the account that the call came on: that it was called is no news. */
    private static String ownExtension(CallView call, AgentSnapshot snapshot) {
        return call.account().isMain()
                ? snapshot.phone().registration().extension()
                : snapshot.phone()
                        .account(call.account())
                        .map(AccountView::extension)
                        .orElse("");
    }

    /** "Transferred by Rosa Lang": whoever sent the far end here, or the agent there. */
    static Optional<String> transferredBy(CallView call, AgentSnapshot snapshot, Words words) {
        return call.transferredBy()
                .map(by -> by.name().isEmpty() ? ShownNumber.of(by.number(), snapshot) : by.name())
                .filter(who -> !who.isEmpty())
                .map(who -> words.of("call.transferredBy", who));
    }
}
