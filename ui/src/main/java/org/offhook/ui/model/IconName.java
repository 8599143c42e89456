package org.offhook.ui.model;

/**
 * The icons the window uses, all from the rounded style of Material Icons. The code point stands here so that no icon library is
 * loaded at start; a test resolves every literal with Ikonli and compares.
 */
public enum IconName {
    CALL("mdral-call", 0xe0fe),
    CALL_END("mdral-call_end", 0xe100),
    MIC("mdrmz-mic", 0xe3f3),
    MIC_OFF("mdrmz-mic_off", 0xe3f7),
    PAUSE("mdrmz-pause", 0xe47f),
    PLAY("mdrmz-play_arrow", 0xe4e9),
    DIALPAD("mdral-dialpad", 0xe1c0),
    RINGING("mdrmz-ring_volume", 0xe550),
    CHECK("mdral-check", 0xe137),
    CHECK_CIRCLE("mdral-check_circle", 0xe13b),
    ERROR("mdral-error", 0xe215),
    EXCLAMATION("mdrmz-priority_high", 0xe510),
    OFF("mdrmz-radio_button_unchecked", 0xe523),
    SYNC("mdrmz-sync", 0xe66a),
    CALL_MADE("mdral-call_made", 0xe102),
    CALL_RECEIVED("mdral-call_received", 0xe106),
    CALL_MISSED("mdral-call_missed", 0xe104),
    CALL_MISSED_OUTGOING("mdral-call_missed_outgoing", 0xe105),
    DIAL_NEXT("mdrmz-skip_next", 0xe5ef),
    BACKSPACE("mdral-backspace", 0xe086),
    COPY("mdral-content_copy", 0xe17a),
    PASTE("mdral-content_paste", 0xe17e),
    SEARCH("mdrmz-search", 0xe57f),
    BACK("mdral-arrow_back", 0xe05c),
    EXPAND("mdral-expand_more", 0xe228),
    CLOSE("mdral-close", 0xe14a),
    SETTINGS("mdrmz-settings", 0xe593),
    MINI("mdrmz-picture_in_picture_alt", 0xe4dd),
    FULL("mdrmz-open_in_full", 0xe7f1),
    PIN("mdrmz-push_pin", 0xe814),
    HEADSET("mdral-headset", 0xe2f4),
    RINGER("mdrmz-notifications", 0xe453),
    CLOCK("mdrmz-schedule", 0xe56c),
    LINK("mdral-link", 0xe37c),
    SHIELD("mdrmz-security", 0xe580),
    LOCK("mdral-lock", 0xe3c5),
    SHOW("mdrmz-visibility", 0xe702),
    HIDE("mdrmz-visibility_off", 0xe704),
    INFO("mdral-info", 0xe32a),
    HELP("mdral-help_outline", 0xe2fe),
    REFRESH("mdrmz-refresh", 0xe52f),
    LOG_OUT("mdral-exit_to_app", 0xe226),
    EDIT("mdral-edit", 0xe1f8),
    EVENT("mdral-event", 0xe21c),
    MORE_TIME("mdrmz-more_time", 0xe7db),
    TRANSFER("mdrmz-phone_forwarded", 0xe4b7),
    ADD_CALL("mdral-add_ic_call", 0xe744),
    SWAP("mdrmz-swap_calls", 0xe65f),
    JOIN("mdral-call_merge", 0xe103),
    RECORD("mdrmz-radio_button_checked", 0xe522),
    RECORDING("mdral-fiber_manual_record", 0xe24b),
    SPEAKER("mdrmz-volume_up", 0xe711),
    VOICEMAIL("mdrmz-voicemail", 0xe70a),
    PEOPLE("mdrmz-people", 0xe487),
    PARK("mdral-local_parking", 0xe3ac);

    private final String literal;
    private final int codePoint;

    IconName(String literal, int codePoint) {
        this.literal = literal;
        this.codePoint = codePoint;
    }

    /** Ikonli's name of the icon. */
    public String literal() {
        return literal;
    }

    /** The icon as one character of the icon font. */
    public String character() {
        return Character.toString(codePoint);
    }

    /** Whether it points somewhere, so that it is mirrored in right-to-left languages. */
    public boolean directional() {
        return switch (this) {
            case BACK,
                    CALL_MADE,
                    CALL_RECEIVED,
                    CALL_MISSED,
                    CALL_MISSED_OUTGOING,
                    DIAL_NEXT,
                    BACKSPACE,
                    LOG_OUT,
                    TRANSFER -> true;
            case CALL,
                    CALL_END,
                    MIC,
                    MIC_OFF,
                    PAUSE,
                    PLAY,
                    DIALPAD,
                    RINGING,
                    CHECK,
                    CHECK_CIRCLE,
                    ERROR,
                    EXCLAMATION,
                    OFF,
                    SYNC,
                    COPY,
                    PASTE,
                    SEARCH,
                    EXPAND,
                    CLOSE,
                    SETTINGS,
                    MINI,
                    FULL,
                    PIN,
                    HEADSET,
                    RINGER,
                    CLOCK,
                    LINK,
                    SHIELD,
                    LOCK,
                    SHOW,
                    HIDE,
                    INFO,
                    HELP,
                    REFRESH,
                    EDIT,
                    RECORD,
                    RECORDING,
                    SPEAKER,
                    EVENT,
                    MORE_TIME,
                    ADD_CALL,
                    SWAP,
                    JOIN,
                    VOICEMAIL,
                    PEOPLE,
                    PARK -> false;
        };
    }
}
