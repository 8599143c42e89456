package org.offhook.ui.model;

import org.offhook.core.account.AccountId;
import org.offhook.core.call.CallParty;
import org.offhook.core.phone.LampView;
import org.offhook.core.phone.LampView.Light;
import org.offhook.core.phone.WatchSettings.Kind;
import org.offhook.ui.text.NumberText;
import org.offhook.ui.text.Words;

/**
 * A busy lamp as a row.
 *
 * @param number what is called
 * @param account over which, and over which it is watched
 * @param who name, or the number where no name is given
 * @param plain whether {@code who} is a number
 * @param state the word of its light, and with whom where that is told
 * @param action what its button does
 */
public record LampRow(
        String number, AccountId account, String who, boolean plain, StateMark mark, String state, Action action) {

    /** What a press does. */
    public enum Action {
        CALL,
        /** Answers here what rings there. */
        PICK_UP,
        /** Takes the call that is parked there. */
        TAKE,
        NOTHING
    }

    public static LampRow of(LampView lamp, String country, Words words) {
        boolean named = !lamp.phone().name().isEmpty();
        String who = named ? lamp.phone().name() : lamp.phone().number();
        boolean parking = lamp.phone().kind() == Kind.PARKING;
        String word = words.of(parking ? "lamp.parking." : "lamp.light.", lamp.light());
        String with = with(lamp.remote(), country);
        return new LampRow(
                lamp.phone().number(),
                lamp.phone().account(),
                who,
                !named,
                mark(lamp.light(), parking),
                over(lamp.phone().account(), with.isEmpty() ? word : words.of("row.two", word, with), words),
                action(lamp.light(), parking));
    }

    private static String over(AccountId account, String state, Words words) {
        return account.isMain() ? state : words.of("row.two", state, account.name());
    }

    private static String with(CallParty remote, String country) {
        return remote.name().isEmpty() ? NumberText.grouped(remote.number(), country) : remote.name();
    }

    private static StateMark mark(Light light, boolean parking) {
        return switch (light) {
            case UNKNOWN -> StateMark.RING;
            case IDLE -> parking ? StateMark.RING : StateMark.READY;
            case RINGING -> StateMark.RINGING;
            case BUSY -> parking ? StateMark.HELD : StateMark.ON_CALL;
        };
    }

    private static Action action(Light light, boolean parking) {
        return switch (light) {
            case RINGING -> parking ? Action.NOTHING : Action.PICK_UP;
            case BUSY -> parking ? Action.TAKE : Action.CALL;
            case IDLE, UNKNOWN -> parking ? Action.NOTHING : Action.CALL;
        };
    }
}
