package org.offhook.desktop.settings;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.offhook.agent.IncomingRules;
import org.offhook.agent.IncomingRules.AutoAnswer;
import org.offhook.agent.IncomingRules.WhenPaused;
import org.offhook.core.account.Account;
import org.offhook.core.account.Credential;
import org.offhook.core.account.Secret;
import org.offhook.core.account.ServerAddress;
import org.offhook.core.account.Transport;
import org.offhook.core.media.AudioChoice;
import org.offhook.core.media.MediaTerms;
import org.offhook.desktop.settings.SettingKind.Value;
import org.offhook.signalling.CallersAllowed;
import org.offhook.signalling.RedirectsFollowed;
import org.offhook.signalling.ReferralsAllowed;

/** All settings of one start. Immutable; every value is right for its kind. */
public record Settings(
        AccountSettings account,
        List<FurtherAccount> further,
        AgentSettings agent,
        DialSettings dial,
        CallSettings call,
        LampSettings lamps,
        AudioSettings audio,
        SipSettings sip,
        MediaSettings media,
        BridgeSettings bridge,
        StoreSettings store,
        ApiSettings api,
        RecordingSettings recording,
        TwoLegSettings twoLeg,
        VtigerSettings vtiger,
        List<String> users,
        boolean secretsUseSystem,
        LogSettings log) {

    /** Which exchange the phone is set up for. */
    public enum Exchange {
        NONE,
        PRACTICE,
        OWN
    }

    /** Where the password of the account is. */
    public enum SecretPlace {
        NONE,
        SYSTEM,
        FILE
    }

    /**
     * The phone's own account, without its password.
     *
     * @param port 0 when the DNS decides
     */
    public record AccountSettings(
            Exchange exchange,
            String server,
            int port,
            String domain,
            String extension,
            Transport transport,
            String authenticationUser,
            String displayName,
            Duration expiry,
            Optional<Path> passwordFile,
            SecretPlace secretIn,
            ReachSettings reach) {
        /** The account with its password; empty when server or extension is missing. */
        public Optional<Account> with(Secret password) {
            return with(password, List.of());
        }

        /** @param further for other realms than the account's own */
        public Optional<Account> with(Secret password, List<Credential> further) {
            if (server.isBlank() || extension.isBlank()) {
                return Optional.empty();
            }
            return Optional.of(new Account(
                    extension,
                    domain.isBlank() ? server : domain,
                    port == 0 ? ServerAddress.of(server) : ServerAddress.of(server, port),
                    reach.transport().orElse(transport),
                    authenticationUser.isBlank() ? extension : authenticationUser,
                    password,
                    displayName,
                    expiry,
                    reach.reach(),
                    further));
        }
    }

    /** @param pauseCodes {@code CODE:Label} or {@code CODE:Label:minutes} each */
    public record AgentSettings(List<String> pauseCodes, boolean pauseCodeForced) {}

    /**
     * @param mode {@code STANDARD}, {@code QUEUE} or {@code QUEUE_AND_AUTOCALL}
     * @param country as {@link CountrySetting} has it
     * @param presentation {@code preferred}, {@code withheld} or {@code anonymous}
     */
    public record DialSettings(
            String mode,
            String prefix,
            String phoneCode,
            CountrySetting country,
            boolean omitPhoneCode,
            Duration ringLimit,
            String presentation) {}

    /**
     * @param lines calls that may live at the same time
     * @param digits {@code auto}, {@code telephone-event}, {@code info} or {@code inband}
     * @param from who may call in
     * @param refer whose far ends may send the agent to somebody else
     * @param redirect who may say that whom the agent calls is elsewhere
     * @param incoming what becomes of calls that come in
     */
    public record CallSettings(
            int lines,
            String digits,
            CallersAllowed from,
            ReferralsAllowed refer,
            RedirectsFollowed redirect,
            IncomingRules incoming) {}

    /**
     * @param device {@code system}, {@code silent} or {@code file:IN,OUT}
     * @param headsetButtons whether a headset's buttons and lamps are used
     */
    public record AudioSettings(String device, AudioChoice choice, boolean headsetButtons) {
        /** A phone without the machine's sound has no headset either. */
        public boolean headsetButtonsUsed() {
            return headsetButtons && device.equals("system");
        }
    }

    /**
     * @param nameServer who is asked where the exchange is; empty: those of the system
     * @param gruu whether the exchange is asked for an address that reaches this very phone
     * @param trust PEM certificates in place of the system's
     * @param certificate a PKCS #12 file with what this phone proves itself by to a server that asks
     * @param certificatePasswordFile its first line opens that file; empty where it has no password
     * @param session after how long without a refresh a call is given up; zero asks for nothing
     * @param reliableProvisional {@code off}, {@code supported} or {@code required}
     */
    public record SipSettings(
            int port,
            Optional<InetSocketAddress> nameServer,
            boolean gruu,
            Optional<Path> trust,
            Optional<Path> certificate,
            Optional<Path> certificatePasswordFile,
            Duration session,
            String reliableProvisional) {}

    /**
     * @param terms what calls of the account may agree on
     * @param stun who is asked how a call's sockets look from outside; empty: nobody
     */
    public record MediaSettings(int portFirst, int portLast, MediaTerms terms, Optional<ServerAddress> stun) {}

    public record BridgeSettings(boolean enabled, int port, Optional<String> crmPage, List<String> approvedOrigins) {}

    /** @param address as {@code StorePlace.parse} reads it */
    public record StoreSettings(String address, Optional<Path> passwordFile, Optional<Path> keyFile) {}

    public record LogSettings(String level, boolean toFile) {}

    /** @param values one of the right kind for every key */
    static Settings of(Map<SettingKey, Value> values) {
        Reading reading = new Reading(values);
        return new Settings(
                new AccountSettings(
                        reading.choice(SettingKey.ACCOUNT_EXCHANGE, Exchange.class),
                        reading.text(SettingKey.ACCOUNT_SERVER),
                        reading.whole(SettingKey.ACCOUNT_PORT),
                        reading.text(SettingKey.ACCOUNT_DOMAIN),
                        reading.text(SettingKey.ACCOUNT_EXTENSION),
                        reading.choice(SettingKey.ACCOUNT_TRANSPORT, Transport.class),
                        reading.text(SettingKey.ACCOUNT_AUTHENTICATION_USER),
                        reading.text(SettingKey.ACCOUNT_DISPLAY_NAME),
                        Duration.ofSeconds(reading.whole(SettingKey.ACCOUNT_EXPIRY_SECONDS)),
                        reading.optional(SettingKey.ACCOUNT_PASSWORD_FILE).map(Path::of),
                        reading.choice(SettingKey.ACCOUNT_SECRET_IN, SecretPlace.class),
                        ReachSettings.of(reading)),
                FurtherAccount.of(reading.texts(SettingKey.ACCOUNTS_FURTHER), SpeechSettings.of(reading))
                        .accounts(),
                new AgentSettings(
                        reading.texts(SettingKey.AGENT_PAUSE_CODES), reading.flag(SettingKey.AGENT_PAUSE_CODE_FORCED)),
                new DialSettings(
                        reading.text(SettingKey.DIAL_MODE),
                        reading.text(SettingKey.DIAL_PREFIX),
                        reading.text(SettingKey.DIAL_PHONE_CODE),
                        CountrySetting.of(reading),
                        reading.flag(SettingKey.DIAL_OMIT_PHONE_CODE),
                        Duration.ofSeconds(reading.whole(SettingKey.DIAL_RING_LIMIT_SECONDS)),
                        reading.text(SettingKey.DIAL_PRESENTATION)),
                new CallSettings(
                        reading.whole(SettingKey.CALL_LINES),
                        reading.text(SettingKey.CALL_DIGITS),
                        reading.choice(SettingKey.CALL_FROM, CallersAllowed.class),
                        reading.choice(SettingKey.CALL_REFER, ReferralsAllowed.class),
                        reading.choice(SettingKey.CALL_REDIRECT, RedirectsFollowed.class),
                        new IncomingRules(
                                reading.choice(SettingKey.CALL_WHEN_PAUSED, WhenPaused.class),
                                reading.optional(SettingKey.CALL_FORWARD_TO),
                                reading.choice(SettingKey.CALL_AUTO_ANSWER, AutoAnswer.class))),
                LampSettings.of(reading),
                new AudioSettings(
                        reading.text(SettingKey.AUDIO_DEVICE),
                        new AudioChoice(
                                reading.optional(SettingKey.AUDIO_CAPTURE),
                                reading.optional(SettingKey.AUDIO_PLAYOUT),
                                reading.optional(SettingKey.AUDIO_RINGER),
                                reading.flag(SettingKey.AUDIO_REMOVE_ECHO),
                                reading.flag(SettingKey.AUDIO_REMOVE_NOISE),
                                reading.flag(SettingKey.AUDIO_EVEN_VOLUME),
                                reading.whole(SettingKey.AUDIO_MICROPHONE_DB),
                                reading.whole(SettingKey.AUDIO_SPEAKER_DB)),
                        reading.flag(SettingKey.AUDIO_HEADSET_BUTTONS)),
                new SipSettings(
                        reading.whole(SettingKey.SIP_PORT),
                        reading.optional(SettingKey.SIP_NAME_SERVER).flatMap(ReachSettings::nameServer),
                        reading.flag(SettingKey.SIP_GRUU),
                        reading.optional(SettingKey.SIP_TRUST).map(Path::of),
                        reading.optional(SettingKey.SIP_CERTIFICATE).map(Path::of),
                        reading.optional(SettingKey.SIP_CERTIFICATE_PASSWORD_FILE)
                                .map(Path::of),
                        Duration.ofSeconds(reading.whole(SettingKey.SIP_SESSION_SECONDS)),
                        reading.text(SettingKey.SIP_RELIABLE_PROVISIONAL)),
                new MediaSettings(
                        reading.whole(SettingKey.MEDIA_PORT_FIRST),
                        reading.whole(SettingKey.MEDIA_PORT_LAST),
                        SpeechSettings.of(reading),
                        reading.optional(SettingKey.MEDIA_STUN).flatMap(ReachSettings::plainServer)),
                new BridgeSettings(
                        reading.flag(SettingKey.BRIDGE_ENABLED),
                        reading.whole(SettingKey.BRIDGE_PORT),
                        reading.optional(SettingKey.BRIDGE_CRM_PAGE),
                        reading.texts(SettingKey.BRIDGE_APPROVED_ORIGINS)),
                new StoreSettings(
                        reading.text(SettingKey.STORE_ADDRESS),
                        reading.optional(SettingKey.STORE_PASSWORD_FILE).map(Path::of),
                        reading.optional(SettingKey.STORE_KEY_FILE).map(Path::of)),
                ApiSettings.of(reading),
                RecordingSettings.of(reading),
                TwoLegSettings.of(reading),
                VtigerSettings.of(reading),
                reading.texts(SettingKey.USERS),
                reading.flag(SettingKey.SECRETS_USE_SYSTEM),
                new LogSettings(
                        reading.text(SettingKey.LOG_LEVEL),
                        reading.text(SettingKey.LOG_TO).equals("file")));
    }

    /** Typed access to values whose kind is known to be right. */
    record Reading(Map<SettingKey, Value> values) {
        private Value value(SettingKey key) {
            Value value = values.get(key);
            if (value == null) {
                throw new IllegalStateException("no value for " + key.path());
            }
            return value;
        }

        String text(SettingKey key) {
            return switch (value(key)) {
                case Value.One(String text) -> text;
                case Value.Many(List<String> texts) -> String.join(",", texts);
            };
        }

        Optional<String> optional(SettingKey key) {
            return Optional.of(text(key)).filter(text -> !text.isEmpty());
        }

        List<String> texts(SettingKey key) {
            return switch (value(key)) {
                case Value.One(String text) -> List.of(text);
                case Value.Many(List<String> texts) -> texts;
            };
        }

        int whole(SettingKey key) {
            return Integer.parseInt(text(key));
        }

        boolean flag(SettingKey key) {
            return text(key).equals("true");
        }

        <E extends Enum<E>> E choice(SettingKey key, Class<E> type) {
            return Enum.valueOf(type, text(key).replace('-', '_').toUpperCase(java.util.Locale.ROOT));
        }
    }
}
