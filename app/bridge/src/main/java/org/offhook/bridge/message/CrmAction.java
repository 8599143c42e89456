package org.offhook.bridge.message;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.offhook.agent.PairingScope;

/** Every word a message can have as its {@code action}. The first three are the CRM document's own. */
public enum CrmAction {
    LOGIN("login", PairingScope.STATE),
    LOGOUT("logout", PairingScope.STATE),
    CLICK_TO_CALL("click_to_call", PairingScope.DIAL),

    HELLO("hello"),
    SNAPSHOT("snapshot", PairingScope.READ),
    SUBSCRIBE("subscribe", PairingScope.READ),
    UNSUBSCRIBE("unsubscribe", PairingScope.READ),

    READY("ready", PairingScope.STATE),
    PAUSE("pause", PairingScope.STATE),
    NEXT_STATE("next_state", PairingScope.STATE),
    AUTO_DIAL("auto_dial", PairingScope.STATE),
    SHOW("show", PairingScope.STATE),
    SOUND_CHECK("sound_check", PairingScope.STATE),

    NEXT_LEAD("next_lead", PairingScope.STATE),
    SKIP_LEAD("skip_lead", PairingScope.STATE),
    UNSKIP_LEAD("unskip_lead", PairingScope.STATE),
    EDIT_LEAD("edit_lead", PairingScope.STATE),
    DISPOSITION("disposition", PairingScope.STATE),
    SAVE_WRAP_UP("save_wrap_up", PairingScope.STATE),
    EXTEND_WRAP_UP("extend_wrap_up", PairingScope.STATE),
    MOVE_CALLBACK("move_callback", PairingScope.STATE),
    CANCEL_CALLBACK("cancel_callback", PairingScope.STATE),

    DIAL("dial", PairingScope.DIAL),
    CONSULT("consult", PairingScope.DIAL),
    REDIAL("redial", PairingScope.DIAL),
    CALL_BACK("call_back", PairingScope.DIAL),
    DIAL_LEAD("dial_lead", PairingScope.DIAL),
    DIAL_CALLBACK("dial_callback", PairingScope.DIAL),
    DIAL_NEXT("dial_next", PairingScope.DIAL),
    DIAL_QUEUED("dial_queued", PairingScope.DIAL),
    REMOVE_QUEUED("remove_queued", PairingScope.DIAL),
    ANSWER("answer", PairingScope.DIAL),
    REJECT("reject", PairingScope.DIAL),
    FORWARD("forward", PairingScope.DIAL),
    HANGUP("hangup", PairingScope.DIAL),
    MUTE("mute", PairingScope.DIAL),
    HOLD("hold", PairingScope.DIAL),
    SWAP("swap", PairingScope.DIAL),
    JOIN("join", PairingScope.DIAL),
    TRANSFER("transfer", PairingScope.DIAL),
    RECORD("record", PairingScope.DIAL),
    PARK("park", PairingScope.DIAL),
    PICK_UP("pick_up", PairingScope.DIAL),
    VOICEMAIL("voicemail", PairingScope.DIAL),
    DTMF("dtmf", PairingScope.DIAL);

    private static final Map<String, CrmAction> BY_WORD =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(CrmAction::word, Function.identity()));

    private final String word;
    private final Optional<PairingScope> scope;

    CrmAction(String word) {
        this.word = word;
        this.scope = Optional.empty();
    }

    CrmAction(String word, PairingScope scope) {
        this.word = word;
        this.scope = Optional.of(scope);
    }

    /** As it stands in the message. */
    public String word() {
        return word;
    }

    /** What a page must have been granted to use it; empty for the greeting. */
    public Optional<PairingScope> scope() {
        return scope;
    }

    /** Whether a number leaves the phone because of it; those are the ones that are rate-limited. */
    public boolean dials() {
        return switch (this) {
            case CLICK_TO_CALL,
                    DIAL,
                    DIAL_NEXT,
                    DIAL_QUEUED,
                    DIAL_LEAD,
                    DIAL_CALLBACK,
                    CONSULT,
                    REDIAL,
                    CALL_BACK,
                    TRANSFER,
                    FORWARD,
                    PICK_UP,
                    VOICEMAIL -> true;
            case LOGIN,
                    LOGOUT,
                    HELLO,
                    SNAPSHOT,
                    SUBSCRIBE,
                    UNSUBSCRIBE,
                    READY,
                    PAUSE,
                    NEXT_STATE,
                    AUTO_DIAL,
                    SHOW,
                    SOUND_CHECK,
                    NEXT_LEAD,
                    SKIP_LEAD,
                    UNSKIP_LEAD,
                    EDIT_LEAD,
                    DISPOSITION,
                    SAVE_WRAP_UP,
                    EXTEND_WRAP_UP,
                    MOVE_CALLBACK,
                    CANCEL_CALLBACK,
                    REMOVE_QUEUED,
                    ANSWER,
                    REJECT,
                    HANGUP,
                    MUTE,
                    HOLD,
                    SWAP,
                    JOIN,
                    RECORD,
                    PARK,
                    DTMF -> false;
        };
    }

    public static Optional<CrmAction> named(String word) {
        return Optional.ofNullable(BY_WORD.get(word));
    }
}
