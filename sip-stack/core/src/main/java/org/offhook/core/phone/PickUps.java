package org.offhook.core.phone;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import org.offhook.core.account.AccountId;
import org.offhook.core.call.CallEnd;
import org.offhook.core.call.CallId;
import org.offhook.core.call.CallInput.DialPlan;
import org.offhook.core.call.CallParty;
import org.offhook.core.call.CallPickup;
import org.offhook.core.error.ErrorCode;
import org.offhook.core.phone.FeatureCodes.PickUpBy;
import org.offhook.core.phone.LampView.Light;
import org.offhook.core.phone.WatchSettings.WatchedPhone;
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
    private final BiFunction<DialPlan, AccountId, CommandOutcome> place;

    /** Calls that are to take another one's place, each with the watched phone where that rings. */
    private final Map<CallId, WatchedPhone> taking = new HashMap<>();

    /** @param place dials, if that is possible now */
    PickUps(Lines lines, WatchDesk watch, BiFunction<DialPlan, AccountId, CommandOutcome> place) {
        this.lines = lines;
        this.watch = watch;
        this.place = place;
    }

    /** @param account that the phone is watched over; absent where the number says enough */
    CommandOutcome pickUp(String number, Optional<AccountId> account) {
        WatchView seen = watch.view();
        Optional<LampView> lamp = account.isPresent() ? seen.lamp(number, account.get()) : seen.lamp(number);
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
            case EXTENSION -> fetch(lamp.get());
        };
    }

    private CommandOutcome fetch(LampView lamp) {
        Optional<Identifiers> named = watch.pickUp(lamp.phone());
        return switch (codes(lamp).pickUpBy()) {
            case AUTOMATIC -> named.map(call -> takePlace(lamp, call)).orElseGet(() -> byCode(lamp));
            case CODE -> byCode(lamp);
            case REPLACES ->
                named.map(call -> takePlace(lamp, call))
                        .orElseGet(() -> new CommandOutcome.Refused(
                                ErrorCode.NOTHING_TO_PICK_UP, "the exchange does not name the call"));
        };
    }

    /** Of the exchange that told of the lamp. */
    private FeatureCodes codes(LampView lamp) {
        return watch.view()
                .of(lamp.phone().account())
                .map(AccountServices::codes)
                .orElse(FeatureCodes.USUAL);
    }

    private CommandOutcome byCode(LampView lamp) {
        return dial(codes(lamp).pickUp() + lamp.phone().number(), lamp);
    }

    private CommandOutcome dial(String number, LampView lamp) {
        return place.apply(
                new DialPlan(number, lamp.phone().name(), Optional.empty(), RING_LIMIT),
                lamp.phone().account());
    }

    private CommandOutcome takePlace(LampView lamp, Identifiers call) {
        CallParty caller = lamp.remote();
        CommandOutcome outcome = place.apply(
                new DialPlan(
                        caller.number().isEmpty() ? lamp.phone().number() : caller.number(),
                        caller.name().isEmpty() ? lamp.phone().name() : caller.name(),
                        Optional.empty(),
                        RING_LIMIT,
                        Optional.empty(),
                        Optional.of(new CallPickup(call.remoteUri(), call.replaces()))),
                lamp.phone().account());
        if (outcome instanceof CommandOutcome.Accepted accepted) {
            Optional.ofNullable(accepted.data().get("callId"))
                    .ifPresent(id -> taking.put(new CallId(id), lamp.phone()));
        }
        return outcome;
    }

    /** After each input: where a call may not take the place, and the other one still rings, the code is dialled instead. */
    void follow() {
        if (!taking.isEmpty()) {
            Map.copyOf(taking).forEach(this::follow);
        }
    }

    private void follow(CallId id, WatchedPhone phone) {
        Optional<CallView> view = Views.of(id, lines.state(id));
        Optional<CallEnd> end = view.flatMap(CallView::end);
        boolean runs = view.isPresent() && end.isEmpty() && view.get().phase() != CallView.Phase.CONNECTED;
        if (runs) {
            return;
        }
        taking.remove(id);
        boolean refused = end.map(CallEnd::sipStatus).filter(PickUps::isRefusal).isPresent();
        Optional<LampView> lamp =
                watch.view().lamp(phone.number(), phone.account()).filter(seen -> seen.light() == Light.RINGING);
        if (refused && lamp.isPresent() && codes(lamp.get()).pickUpBy() == PickUpBy.AUTOMATIC) {
            byCode(lamp.get());
        }
    }

    /** Of the way, not of the call: that one was answered meanwhile, or its caller does not want to talk. */
    private static boolean isRefusal(int status) {
        return status >= 400 && status != ANSWERED_THERE && status != GIVEN_UP && status != DECLINED;
    }
}
