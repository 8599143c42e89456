package org.offhook.core.phone;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.offhook.core.call.CallEnd;
import org.offhook.core.call.CallId;
import org.offhook.core.call.CallInput.DialPlan;
import org.offhook.core.call.CallParty;
import org.offhook.core.call.CallPickup;
import org.offhook.core.error.ErrorCode;
import org.offhook.core.phone.FeatureCodes.PickUpBy;
import org.offhook.core.phone.LampView.Light;
import org.offhook.core.subscription.DialogInfo.Identifiers;

/**
 * Fetches what rings at another phone, or is parked: by a call that takes the ringing one's place where the exchange names it (RFC 4235,
 * RFC 3891), else by the exchange's code. Owned by the loop's thread.
 */
final class PickUps {
    /** The exchange answers its codes by itself. */
    static final Duration RING_LIMIT = Duration.ofSeconds(30);

    private static final int ANSWERED_THERE = 486;
    private static final int GIVEN_UP = 487;
    private static final int DECLINED = 603;

    private final Lines lines;
    private final WatchDesk watch;
    private final Function<DialPlan, CommandOutcome> place;

    /** Calls that are to take another one's place, each with the watched phone where that rings. */
    private final Map<CallId, String> taking = new HashMap<>();

    /** @param place dials, if that is possible now */
    PickUps(Lines lines, WatchDesk watch, Function<DialPlan, CommandOutcome> place) {
        this.lines = lines;
        this.watch = watch;
        this.place = place;
    }

    CommandOutcome pickUp(String number) {
        Optional<LampView> lamp = watch.view().lamp(number);
        if (lamp.isEmpty()) {
            return new CommandOutcome.Refused(ErrorCode.NOTHING_TO_PICK_UP, "nobody is told about there");
        }
        Light wanted = switch (lamp.get().phone().kind()) {
            case PARKING -> Light.BUSY;
            case EXTENSION -> Light.RINGING;
        };
        if (lamp.get().light() != wanted) {
            return CommandOutcome.Refused.of(ErrorCode.NOTHING_TO_PICK_UP);
        }
        return switch (lamp.get().phone().kind()) {
            case PARKING -> dial(number, lamp.get());
            case EXTENSION -> fetch(number, lamp.get());
        };
    }

    private CommandOutcome fetch(String number, LampView lamp) {
        Optional<Identifiers> named = watch.pickUp(number);
        return switch (watch.view().codes().pickUpBy()) {
            case AUTOMATIC -> named.map(call -> takePlace(number, lamp, call)).orElseGet(() -> byCode(number, lamp));
            case CODE -> byCode(number, lamp);
            case REPLACES ->
                named.map(call -> takePlace(number, lamp, call))
                        .orElseGet(() -> new CommandOutcome.Refused(
                                ErrorCode.NOTHING_TO_PICK_UP, "the exchange does not name the call"));
        };
    }

    private CommandOutcome byCode(String number, LampView lamp) {
        return dial(watch.view().codes().pickUp() + number, lamp);
    }

    private CommandOutcome dial(String number, LampView lamp) {
        return place.apply(new DialPlan(number, lamp.phone().name(), Optional.empty(), RING_LIMIT));
    }

    private CommandOutcome takePlace(String number, LampView lamp, Identifiers call) {
        CallParty caller = lamp.remote();
        CommandOutcome outcome = place.apply(new DialPlan(
                caller.number().isEmpty() ? number : caller.number(),
                caller.name().isEmpty() ? lamp.phone().name() : caller.name(),
                Optional.empty(),
                RING_LIMIT,
                Optional.empty(),
                Optional.of(new CallPickup(call.remoteUri(), call.replaces()))));
        if (outcome instanceof CommandOutcome.Accepted accepted) {
            Optional.ofNullable(accepted.data().get("callId")).ifPresent(id -> taking.put(new CallId(id), number));
        }
        return outcome;
    }

    /** After each input: where a call may not take the place, and the other one still rings, the code is dialled instead. */
    void follow() {
        if (!taking.isEmpty()) {
            Map.copyOf(taking).forEach(this::follow);
        }
    }

    private void follow(CallId id, String number) {
        Optional<CallView> view = Views.of(id, lines.state(id));
        Optional<CallEnd> end = view.flatMap(CallView::end);
        boolean runs = view.isPresent() && end.isEmpty() && view.get().phase() != CallView.Phase.CONNECTED;
        if (runs) {
            return;
        }
        taking.remove(id);
        boolean refused = end.map(CallEnd::sipStatus).filter(PickUps::isRefusal).isPresent();
        Optional<LampView> lamp = watch.view().lamp(number).filter(seen -> seen.light() == Light.RINGING);
        if (refused && lamp.isPresent() && watch.view().codes().pickUpBy() == PickUpBy.AUTOMATIC) {
            byCode(number, lamp.get());
        }
    }

    /** Of the way, not of the call: that one was answered meanwhile, or its caller does not want to talk. */
    private static boolean isRefusal(int status) {
        return status >= 400 && status != ANSWERED_THERE && status != GIVEN_UP && status != DECLINED;
    }
}
