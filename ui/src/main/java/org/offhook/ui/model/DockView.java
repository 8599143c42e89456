package org.offhook.ui.model;

/**
 * The dock's one button, and a quiet second where a page has one.
 *
 * @param meaning what a press does, so that a change of it without the agent's own press makes the button inert for a while
 * @param enabled whether it can be pressed
 * @param help why not, or more about it; empty when the text says all
 * @param second text of the quiet button beside it, or empty
 * @param subject what the press is about (a call, a request): another subject counts as another meaning
 */
public record DockView(
        Meaning meaning, IconName icon, String text, boolean enabled, String help, String second, String subject) {

    /** What the dock does; the colour and shape follow from it. */
    public enum Meaning {
        NOTHING(Look.ACCENT),
        CONNECT(Look.ACCENT),
        PRACTISE(Look.ACCENT),
        LOG_IN(Look.ACCENT),
        CALL(Look.CALL),
        CANCEL_CALL(Look.END),
        HANG_UP(Look.END),
        /** The agent leaves a conversation of several; the others go on talking. */
        LEAVE(Look.END),
        ENDING(Look.END),
        END_NOW(Look.END),
        CALL_ENDED(Look.CALL),
        CALL_AGAIN(Look.CALL),
        DIAL_NEXT(Look.CALL),
        /** The queue dials by itself in a moment; a press keeps it from that. */
        WAIT(Look.ACCENT),
        /** The next lead comes on the screen. */
        NEXT_LEAD(Look.ACCENT),
        /** Somebody is called beside the call that is on. */
        ASK_FIRST(Look.ACCENT),
        /** The call goes to somebody else. */
        SEND_CALL(Look.ACCENT),
        DIAL_LEAD(Look.CALL),
        SAVE_RESULT(Look.ACCENT),
        CALL_BACK(Look.CALL),
        REDIAL(Look.CALL),
        /** A call in doubt is done with. */
        SETTLE(Look.ACCENT),
        ANSWER_PAIRING(Look.ACCENT),
        SAVE_ACCOUNT(Look.ACCENT),
        CLOSE_PAGE(Look.ACCENT),
        /** The microphone is recorded and played back, or that ends. */
        CHECK_SOUND(Look.ACCENT),
        /** Whatever an administrator's page does; its subject says which. */
        ADMINISTER(Look.ACCENT);

        private final Look look;

        Meaning(Look look) {
            this.look = look;
        }

        public Look look() {
            return look;
        }

        /** A press ends or cancels a call. */
        public boolean endsCall() {
            return look == Look.END;
        }
    }

    /** Green starts a call, the red pill ends one, everything else is accent. */
    public enum Look {
        CALL,
        END,
        ACCENT
    }

    /** A column without a dock. */
    public static final DockView NONE = new DockView(Meaning.NOTHING, IconName.CHECK, "", false, "", "", "");

    public static DockView of(Meaning meaning, IconName icon, String text) {
        return new DockView(meaning, icon, text, true, "", "", "");
    }

    public static DockView off(Meaning meaning, IconName icon, String text, String why) {
        return new DockView(meaning, icon, text, false, why, "", "");
    }

    public DockView withHelp(String text) {
        return new DockView(meaning, icon, this.text, enabled, text, second, subject);
    }

    public DockView withSecond(String text) {
        return new DockView(meaning, icon, this.text, enabled, help, text, subject);
    }

    public DockView about(String what) {
        return new DockView(meaning, icon, text, enabled, help, second, what);
    }
}
