package org.offhook.ui.model;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import org.offhook.agent.AgentEvent.PairingUnanswered;
import org.offhook.agent.AgentSnapshot;
import org.offhook.agent.CallbackView;
import org.offhook.agent.Fault;
import org.offhook.core.error.ErrorCode;
import org.offhook.core.phone.RegistrationView;
import org.offhook.ui.text.TimeText;
import org.offhook.ui.text.Words;

/**
 * The line with the last error: what is wrong, what to do, one button, the code last.
 *
 * @param tone DANGER for faults, PAUSED for warnings, INFO for refusals of what was just asked
 * @param extra what comes before the code, such as "again in 8 s"; may be empty
 * @param code for the administrator, or empty
 * @param closable it is a hint that the agent can put away
 */
public record BannerView(
        Tone tone,
        String title,
        String sentence,
        Action action,
        String actionText,
        String extra,
        String code,
        boolean closable) {

    /** What the banner's button does. */
    public enum Action {
        NONE,
        TRY_NOW,
        CHANGE_ACCOUNT,
        CHOOSE_AUDIO,
        LOOK_AGAIN,
        LOOK_AT_REQUEST,
        CALL_BACK,
        DECIDE
    }

    /**
     * What is to be shown: the desk's fault, else a lost registration, else a missing sound device, else the refusal of the last
     * press, else that a page waits for an answer, else that one waited in vain, else a promised call whose time has come. On first run errors of
     * the connection stand at the fields.
     */
    public static Optional<BannerView> of(AgentSnapshot snapshot, Hints hints, Instant now, ZoneId zone, Words words) {
        boolean firstRun = snapshot.setup() == AgentSnapshot.Setup.NONE;
        Optional<ErrorCode> fault = snapshot.fault().map(Fault::error);
        if (fault.isPresent() && !(firstRun && action(fault.get()) != Action.NONE)) {
            return fault.map(error -> fault(error, snapshot, now, words));
        }
        if (!firstRun) {
            Optional<BannerView> standing = standing(snapshot, now, words);
            if (standing.isPresent()) {
                return standing;
            }
        }
        if (hints.refusal().isPresent()) {
            ErrorCode error = hints.refusal().get().error();
            return Optional.of(new BannerView(
                    Tone.INFO,
                    words.title(error),
                    afterTitle(words.title(error), error, words),
                    Action.NONE,
                    "",
                    "",
                    error.code(),
                    true));
        }
        if (hints.requestWaits()) {
            return Optional.of(request(words));
        }
        return hints.unanswered()
                .map(page -> unanswered(page, zone, words))
                .or(() -> hints.reminder().map(callback -> reminder(callback, snapshot, now, zone, words)));
    }

    private static BannerView unanswered(PairingUnanswered page, ZoneId zone, Words words) {
        String title = words.of(
                "pairing.unanswered", PairingView.of(page.request(), words).origin());
        String text = words.of("pairing.unanswered.text", TimeText.ofDay(page.silentUntil(), zone));
        return new BannerView(Tone.INFO, title, text, Action.NONE, "", "", "", true);
    }

    private static BannerView reminder(
            CallbackView callback, AgentSnapshot snapshot, Instant now, ZoneId zone, Words words) {
        String number = ShownNumber.of(callback.number(), snapshot);
        String who = callback.name().isBlank() ? number : callback.name();
        String promised = words.of("callback.promised", TimeText.dayAndTime(callback.at(), now, zone, words));
        String text =
                callback.comment().isBlank() ? promised : words.of("state.second.join", promised, callback.comment());
        String call = words.of("banner.action.", Action.CALL_BACK);
        return new BannerView(
                Tone.INFO, words.of("callback.banner", who), text, Action.CALL_BACK, call, number, "", true);
    }

    private static BannerView request(Words words) {
        String look = words.of("banner.action.", Action.LOOK_AT_REQUEST);
        String title = words.of("pairing.banner");
        String text = words.of("pairing.banner.text");
        return new BannerView(Tone.INFO, title, text, Action.LOOK_AT_REQUEST, look, "", "", false);
    }

    /** What stays until its cause is gone. */
    private static Optional<BannerView> standing(AgentSnapshot snapshot, Instant now, Words words) {
        RegistrationView registration = snapshot.phone().registration();
        boolean without = registration.status() == RegistrationView.Status.LOST
                || registration.status() == RegistrationView.Status.NOT_REGISTERED;
        Optional<ErrorCode> error = without ? registration.problem() : Optional.empty();
        return error.or(() -> snapshot.phone().audioProblem()).map(found -> fault(found, snapshot, now, words));
    }

    private static BannerView fault(ErrorCode error, AgentSnapshot snapshot, Instant now, Words words) {
        boolean decides =
                error == ErrorCode.CALL_IN_DOUBT && !snapshot.work().doubts().isEmpty();
        Action action = decides ? Action.DECIDE : action(error);
        boolean inCall = Calls.onCard(snapshot).isPresent();
        boolean connection = action == Action.TRY_NOW;
        String title = connection ? words.of("banner.notConnected") : words.title(error);
        String sentence = afterTitle(title, error, words);
        if (connection && error != ErrorCode.NOT_REGISTERED) {
            String meaning = inCall ? "banner.connection.inCall" : otherwise(snapshot);
            sentence = words.of(meaning, firstSentence(sentence));
        }
        String extra = "";
        Optional<Instant> next = snapshot.phone().registration().nextAttempt();
        if (connection && next.isPresent()) {
            extra = words.of("banner.again", TimeText.secondsUntil(next.get(), now));
        }
        String actionText = action == Action.NONE ? "" : words.of("banner.action.", action);
        return new BannerView(tone(error), title, sentence, action, actionText, extra, error.code(), false);
    }

    /** What a lost connection means where no call is on. */
    private static String otherwise(AgentSnapshot snapshot) {
        return CallObjection.anotherIsUsable(snapshot) ? "banner.connection.beside" : "banner.connection";
    }

    /** The agent's sentence without what the title says already; where nothing is left, what to do about it. */
    private static String afterTitle(String title, ErrorCode error, Words words) {
        String sentence = words.sentence(error);
        String repeated = title + ".";
        if (!sentence.startsWith(repeated)) {
            return sentence;
        }
        String rest = sentence.substring(repeated.length()).strip();
        return rest.isEmpty() ? words.remedy(error) : rest;
    }

    /** What happened; what it means for calls follows from whether one is on. */
    private static String firstSentence(String sentence) {
        int end = sentence.indexOf(". ");
        return end < 0 ? sentence : sentence.substring(0, end + 1);
    }

    private static Action action(ErrorCode error) {
        return switch (error) {
            case SERVER_NAME_UNKNOWN,
                    SERVER_SILENT,
                    REGISTRATION_REFUSED,
                    NETWORK_GONE,
                    NOT_REGISTERED,
                    CONNECTION_FAILED -> Action.TRY_NOW;
            case CREDENTIALS_REFUSED, CERTIFICATE_NOT_TRUSTED, NO_ACCOUNT -> Action.CHANGE_ACCOUNT;
            case NO_MICROPHONE, NO_SPEAKER -> Action.CHOOSE_AUDIO;
            case SOUND_SYSTEM_SILENT -> Action.LOOK_AGAIN;
            default -> Action.NONE; // everything else has nothing the window could do about it
        };
    }

    private static Tone tone(ErrorCode error) {
        return switch (error) {
            case CALL_IN_DOUBT, BRIDGE_PORT_TAKEN, SECRET_STORE_FAILED, DATA_DIRECTORY_READ_ONLY, LOG_UNREADABLE ->
                Tone.PAUSED;
            default -> Tone.DANGER;
        };
    }
}
