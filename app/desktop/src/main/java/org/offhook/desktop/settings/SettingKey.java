package org.offhook.desktop.settings;

import java.util.Optional;
import java.util.Set;
import org.offhook.desktop.settings.SettingKind.Choice;
import org.offhook.desktop.settings.SettingKind.Flag;
import org.offhook.desktop.settings.SettingKind.Text;
import org.offhook.desktop.settings.SettingKind.Texts;
import org.offhook.desktop.settings.SettingKind.Whole;

/**
 * Every setting there is. The name is the path in {@code settings.json} and the key of {@code --set}; its default and what it means
 * stand in {@code defaults/settings.properties}, and {@code docs/settings.md} lists them all.
 */
public enum SettingKey {
    ACCOUNT_EXCHANGE("account.exchange", new Choice(Set.of("none", "practice", "own"))),
    ACCOUNT_SERVER("account.server", new Text()),
    ACCOUNT_PORT("account.port", new Whole(0, 65_535)),
    ACCOUNT_DOMAIN("account.domain", new Text()),
    ACCOUNT_EXTENSION("account.extension", new Text()),
    ACCOUNT_TRANSPORT("account.transport", new Choice(Set.of("UDP", "TCP", "TLS"))),
    ACCOUNT_AUTHENTICATION_USER("account.authenticationUser", new Text()),
    ACCOUNT_DISPLAY_NAME("account.displayName", new Text()),
    ACCOUNT_EXPIRY_SECONDS("account.expirySeconds", new Whole(60, 86_400)),
    ACCOUNT_PASSWORD_FILE("account.passwordFile", new Text()),
    ACCOUNT_CREDENTIALS_FILE("account.credentialsFile", new Text()),
    ACCOUNT_OUTBOUND_PROXY("account.outboundProxy", new Text()),
    ACCOUNT_BACKUP("account.backup", new Texts()),
    ACCOUNT_SECRET_IN("account.secretIn", new Choice(Set.of("none", "system", "file"))),
    ACCOUNT_CODECS("account.codecs", new Texts()),
    ACCOUNT_PTIME_MILLIS("account.ptimeMillis", new Choice(Set.of("10", "20", "30", "40"))),
    ACCOUNT_OPUS_BAND("account.opusBand", new Choice(Set.of("telephone", "wide", "full"))),
    ACCOUNT_LEAVE_OUT_SILENCE("account.leaveOutSilence", new Flag()),
    ACCOUNT_MESSAGE_WAITING("account.messageWaiting", new Flag()),
    ACCOUNT_PRESENCE("account.presence", new Flag()),
    ACCOUNT_ENCRYPTION(
            "account.encryption",
            new Choice(Set.of("off", "optional", "mandatory", "dtls-optional", "dtls-mandatory"))),
    ACCOUNT_ICE("account.ice", new Flag()),

    ACCOUNTS_FURTHER("accounts.further", new Texts()),

    AGENT_PAUSE_CODES("agent.pauseCodes", new Texts()),
    AGENT_PAUSE_CODE_FORCED("agent.pauseCodeForced", new Flag()),

    DIAL_MODE("dial.mode", new Choice(Set.of("STANDARD", "QUEUE", "QUEUE_AND_AUTOCALL"))),
    DIAL_PREFIX("dial.prefix", new Text()),
    DIAL_PHONE_CODE("dial.phoneCode", new Text()),
    DIAL_COUNTRY("dial.country", new Text()),
    DIAL_OMIT_PHONE_CODE("dial.omitPhoneCode", new Flag()),
    DIAL_PRESENTATION("dial.presentation", new Choice(Set.of("preferred", "withheld", "anonymous"))),
    DIAL_RING_LIMIT_SECONDS("dial.ringLimitSeconds", new Whole(5, 600)),

    CALL_DIGITS("call.digits", new Choice(Set.of("auto", "telephone-event", "info", "inband"))),
    CALL_LINES("call.lines", new Whole(1, 6)),
    CALL_FROM("call.from", new Choice(Set.of("EXCHANGE", "EXCHANGE_ANY_NUMBER", "ANYONE"))),
    CALL_REFER("call.refer", new Choice(Set.of("OFF", "EXCHANGE", "ALWAYS"))),
    CALL_REDIRECT("call.redirect", new Choice(Set.of("OFF", "EXCHANGE"))),
    CALL_WHEN_PAUSED("call.whenPaused", new Choice(Set.of("RING", "BUSY", "FORWARD"))),
    CALL_FORWARD_TO("call.forwardTo", new Text()),
    CALL_AUTO_ANSWER("call.autoAnswer", new Choice(Set.of("OFF", "SERVER", "ALWAYS"))),

    LAMPS_EXTENSIONS("lamps.extensions", new Texts()),
    LAMPS_PARKING("lamps.parking", new Texts()),
    CODES_VOICEMAIL("codes.voicemail", new Text()),
    CODES_PARK("codes.park", new Text()),
    CODES_PICK_UP("codes.pickUp", new Text()),
    CODES_PICK_UP_BY("codes.pickUpBy", new Choice(Set.of("automatic", "code", "replaces"))),

    AUDIO_DEVICE("audio.device", new Text()),
    AUDIO_CAPTURE("audio.capture", new Text()),
    AUDIO_PLAYOUT("audio.playout", new Text()),
    AUDIO_RINGER("audio.ringer", new Text()),
    AUDIO_REMOVE_ECHO("audio.removeEcho", new Flag()),
    AUDIO_REMOVE_NOISE("audio.removeNoise", new Flag()),
    AUDIO_EVEN_VOLUME("audio.evenVolume", new Flag()),
    AUDIO_MICROPHONE_DB("audio.microphoneDb", new Whole(-12, 12)),
    AUDIO_SPEAKER_DB("audio.speakerDb", new Whole(-12, 12)),
    AUDIO_HEADSET_BUTTONS("audio.headsetButtons", new Flag()),

    SIP_PORT("sip.port", new Whole(0, 65_535)),
    SIP_NAME_SERVER("sip.nameServer", new Text()),
    SIP_GRUU("sip.gruu", new Flag()),
    SIP_TRUST("sip.trust", new Text()),
    SIP_CERTIFICATE("sip.certificate", new Text()),
    SIP_CERTIFICATE_PASSWORD_FILE("sip.certificatePasswordFile", new Text()),
    SIP_RELIABLE_PROVISIONAL("sip.reliableProvisional", new Choice(Set.of("off", "supported", "required"))),
    SIP_SESSION_SECONDS("sip.sessionSeconds", new Whole(0, 86_400)),

    MEDIA_PORT_FIRST("media.portFirst", new Whole(1_024, 65_534)),
    MEDIA_PORT_LAST("media.portLast", new Whole(1_025, 65_535)),
    MEDIA_STUN("media.stun", new Text()),

    BRIDGE_ENABLED("bridge.enabled", new Flag()),
    BRIDGE_PORT("bridge.port", new Whole(0, 65_525)),
    BRIDGE_CRM_PAGE("bridge.crmPage", new Text()),
    BRIDGE_APPROVED_ORIGINS("bridge.approvedOrigins", new Texts()),

    STORE_ADDRESS("store.address", new Text()),
    STORE_PASSWORD_FILE("store.passwordFile", new Text()),
    STORE_KEY_FILE("store.keyFile", new Text()),

    API_ENABLED("api.enabled", new Flag()),
    API_HOST("api.host", new Text()),
    API_PORT("api.port", new Whole(0, 65_535)),
    API_FURTHER_PORTS("api.furtherPorts", new Texts()),
    API_TLS_KEY_STORE("api.tls.keyStore", new Text()),
    API_TLS_PASSWORD_FILE("api.tls.passwordFile", new Text()),
    API_NAMES("api.names", new Texts()),
    API_PROFILES("api.profiles", new Texts()),
    API_DEFAULT_USERS("api.defaultUsers", new Texts()),
    API_AMEYO_ORDER("api.ameyo.order", new Choice(Set.of("customer-first", "agent-first"))),
    API_AMEYO_AGENT_SECONDS("api.ameyo.agentSeconds", new Whole(1, 600)),
    API_VOIPTECH_ORGANISATIONS("api.voiptech.organisations", new Texts()),
    API_VOIPTECH_TIME_ZONE("api.voiptech.timeZone", new Text()),
    API_VOIPTECH_GRACE_MINUTES("api.voiptech.graceMinutes", new Whole(1, 1_440)),
    API_VOIPTECH_OWN_PHONE("api.voiptech.ownPhone", new Choice(Set.of("ring", "take"))),
    API_ELISION_CRM_ECHO_PASSWORDS("api.elisionCrm.echoPasswords", new Flag()),

    RECORDING_WHEN("recording.when", new Choice(Set.of("never", "on-demand", "always"))),
    RECORDING_FOLDER("recording.folder", new Text()),
    RECORDING_FORMAT("recording.format", new Choice(Set.of("wav", "opus"))),
    RECORDING_FILE_NAME("recording.fileName", new Text()),
    RECORDING_NUMBER("recording.number", new Choice(Set.of("hashed", "plain", "none"))),
    RECORDING_BEEP_SECONDS("recording.beepSeconds", new Whole(0, 3_600)),
    RECORDING_ENCRYPT("recording.encrypt", new Flag()),
    RECORDING_KEY_FILE("recording.keyFile", new Text()),

    TWO_LEG_ANNOUNCEMENTS("twoLeg.announcements", new Text()),
    TWO_LEG_RECORDINGS("twoLeg.recordings", new Text()),

    VTIGER_URL("vtiger.url", new Text()),
    VTIGER_DATABASE("vtiger.database", new Text()),
    VTIGER_USER("vtiger.user", new Text()),
    VTIGER_PASSWORD_FILE("vtiger.passwordFile", new Text()),
    VTIGER_TIMEOUT_SECONDS("vtiger.timeoutSeconds", new Whole(1, 30)),

    USERS("users", new Texts()),

    SECRETS_USE_SYSTEM("secrets.useSystem", new Flag()),

    LOG_LEVEL("log.level", new Choice(Set.of("error", "warn", "info", "debug"))),
    LOG_TO("log.to", new Choice(Set.of("file", "stderr")));

    private final String path;

    @SuppressWarnings("ImmutableEnumChecker") // the kinds are records of numbers and Set.of
    private final SettingKind kind;

    SettingKey(String path, SettingKind kind) {
        this.path = path;
        this.kind = kind;
    }

    /** Dotted path, as in {@code --set audio.device=silent}. */
    public String path() {
        return path;
    }

    public SettingKind kind() {
        return kind;
    }

    public static Optional<SettingKey> at(String path) {
        for (SettingKey key : values()) {
            if (key.path.equals(path)) {
                return Optional.of(key);
            }
        }
        return Optional.empty();
    }
}
