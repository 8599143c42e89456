package org.offhook.core.error;

/**
 * Every error that a person or the CRM can meet, with a code that never changes its meaning.
 *
 * <p>Hundreds group them: 1 start and configuration, 2 registration and network, 3 audio and media, 4 numbers and dialling
 * rules, 5 how a call failed, 6 storage, 7 the bridge to the CRM, 8 the command line, 9 our own faults. The sentence for the
 * agent is {@code <code>.agent} and the one for the administrator {@code <code>.admin} in {@code messages/errors.properties};
 * {@code docs/errors.md} lists them all.
 */
public enum ErrorCode {
    CONFIGURATION_INVALID("OH-101"),
    ALREADY_RUNNING("OH-102"),
    NO_DISPLAY("OH-103"),
    SIP_PORT_TAKEN("OH-104"),
    NO_ACCOUNT("OH-105"),
    PRACTICE_EXCHANGE_FAILED("OH-106"),

    SERVER_NAME_UNKNOWN("OH-201"),
    CREDENTIALS_REFUSED("OH-202"),
    CERTIFICATE_NOT_TRUSTED("OH-203"),
    SERVER_SILENT("OH-204"),
    REGISTRATION_REFUSED("OH-205"),
    NETWORK_GONE("OH-206"),
    NOT_REGISTERED("OH-207"),
    CONNECTION_FAILED("OH-208"),

    NO_MICROPHONE("OH-301"),
    SOUND_SYSTEM_SILENT("OH-302"),
    NO_SPEAKER("OH-303"),
    AUDIO_FILE_UNREADABLE("OH-304"),
    MEDIA_PORTS_TAKEN("OH-305"),
    ANNOUNCEMENT_MISSING("OH-306"),
    SPEECH_LOST_COMING("OH-307"),
    SPEECH_LOST_GOING("OH-308"),
    NETWORK_UNSTEADY("OH-309"),
    NETWORK_SLOW("OH-310"),
    NOTHING_HEARD("OH-311"),
    RECORDING_NOT_WRITABLE("OH-320"),
    RECORDING_DISK_FULL("OH-321"),
    RECORDING_KEY_MISSING("OH-322"),
    RECORDING_NOT_ALLOWED("OH-323"),
    RECORDING_GAPS("OH-324"),
    MICROPHONE_SILENT("OH-325"),
    MICROPHONE_TOO_LOUD("OH-326"),
    SPOKEN_WHILE_MUTED("OH-327"),

    NUMBER_HAS_LETTERS("OH-401"),
    NUMBER_TOO_LONG("OH-402"),
    NUMBER_TOO_SHORT("OH-403"),
    NUMBER_IS_OWN("OH-404"),
    NOT_LOGGED_IN("OH-405"),
    NOT_PAUSED("OH-406"),
    ALREADY_QUEUED("OH-407"),
    DIALLING_TOO_FAST("OH-408"),
    CALL_IN_PROGRESS("OH-409"),
    NO_SUCH_CALL("OH-410"),
    NUMBER_DO_NOT_CALL("OH-411"),
    OUTSIDE_CALLING_HOURS("OH-412"),
    CALL_STATE_WRONG("OH-413"),
    DIGITS_INVALID("OH-414"),
    PAUSE_CODE_UNKNOWN("OH-415"),
    QUEUE_FULL("OH-416"),
    NO_SUCH_LEAD("OH-417"),
    NO_LEAD_LEFT("OH-418"),
    NO_WRAP_UP("OH-419"),
    DISPOSITION_MISSING("OH-420"),
    DISPOSITION_UNKNOWN("OH-421"),
    CALLBACK_TIME_PAST("OH-422"),
    NO_SUCH_CALLBACK("OH-423"),
    LEAD_TAKEN("OH-424"),
    WRAP_UP_OPEN("OH-425"),
    NO_CAMPAIGN("OH-426"),
    NUMBER_NOT_ALLOWED("OH-427"),
    CALL_IN_DOUBT("OH-435"),
    AGENT_AT_OTHER_DESK("OH-436"),
    NOT_IN_DOUBT("OH-437"),
    RIGHT_MISSING("OH-438"),
    LEAD_IN_HAND("OH-439"),

    BUSY("OH-501"),
    NO_ANSWER("OH-502"),
    LINE_UNAVAILABLE("OH-503"),
    NUMBER_UNKNOWN("OH-504"),
    DECLINED("OH-505"),
    SERVER_FAILED("OH-506"),
    CALL_NOT_ALLOWED("OH-507"),
    MEDIA_NOT_ACCEPTED("OH-508"),
    NO_RESPONSE("OH-509"),
    CONNECTION_LOST("OH-510"),
    RESUME_REFUSED("OH-511"),
    TRANSFER_FAILED("OH-512"),
    SPEECH_NOT_SECURED("OH-521"),
    PEER_NOT_GENUINE("OH-522"),

    STORE_FULL("OH-601"),
    LOG_UNREADABLE("OH-602"),
    PAIRING_NOT_STORED("OH-603"),
    DATA_DIRECTORY_READ_ONLY("OH-604"),
    SECRET_STORE_FAILED("OH-605"),
    STORE_READ_ONLY("OH-606"),
    STORE_UNREACHABLE("OH-607"),
    STORE_OUTCOME_UNKNOWN("OH-608"),
    STORE_DAMAGED("OH-609"),
    STORED_ALREADY("OH-610"),
    STORE_REFUSED("OH-611"),
    NOT_STORED("OH-612"),
    ENTRY_CHANGED("OH-613"),

    MESSAGE_MALFORMED("OH-701"),
    ACTION_UNKNOWN("OH-702"),
    FIELD_MISSING("OH-703"),
    FIELD_INVALID("OH-704"),
    MESSAGE_TOO_LARGE("OH-705"),
    ORIGIN_NOT_PAIRED("OH-706"),
    HOST_REFUSED("OH-707"),
    TOKEN_REFUSED("OH-708"),
    TOO_MANY_REQUESTS("OH-709"),
    BRIDGE_PORT_TAKEN("OH-710"),
    SCOPE_MISSING("OH-711"),
    LOGIN_REFUSED("OH-712"),
    LOGIN_SLOWED("OH-713"),
    LOGGED_IN_OTHERWISE("OH-714"),
    CONTENT_TYPE_REFUSED("OH-715"),
    METHOD_REFUSED("OH-716"),
    PAIRING_REFUSED("OH-717"),
    API_PATH_UNKNOWN("OH-718"),
    API_ADDRESS_UNSAFE("OH-719"),
    API_PORT_TAKEN("OH-720"),
    REQUEST_KEY_REUSED("OH-721"),
    REQUEST_IN_DOUBT("OH-722"),
    VTIGER_SILENT("OH-723"),

    NOT_RUNNING("OH-801"),
    USAGE("OH-802"),
    NOT_CONFIRMED("OH-803"),
    FILE_UNUSABLE("OH-804"),

    INTERNAL("OH-901");

    private final String code;

    ErrorCode(String code) {
        this.code = code;
    }

    /** The code as shown and documented, such as {@code OH-204}. */
    public String code() {
        return code;
    }
}
