package org.offhook.desktop.settings;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.offhook.core.account.Account;
import org.offhook.core.account.AccountId;
import org.offhook.core.account.Reach;
import org.offhook.core.account.ServerAddress;
import org.offhook.core.account.Transport;
import org.offhook.core.media.Codec;
import org.offhook.core.media.Encryption;
import org.offhook.core.media.MediaTerms;
import org.offhook.core.media.OpusBand;
import org.offhook.core.phone.ExtraAccount;
import org.offhook.core.phone.FeatureCodes;
import org.offhook.core.phone.FeatureCodes.PickUpBy;
import org.offhook.desktop.settings.Settings.AccountSettings;
import org.offhook.desktop.settings.Settings.Exchange;
import org.offhook.desktop.settings.Settings.SecretPlace;

/**
 * An account beside the main one, as an entry of {@code accounts.further}: {@code NAME=EXTENSION@DOMAIN}, then what else there is to say,
 * each after a semicolon: {@code server=HOST[:PORT]}, {@code transport=}, {@code user=}, {@code name=}, {@code expiry=}, {@code encryption=},
 * {@code ice=on} or {@code off}, {@code codecs=a+b}, {@code opus=}, {@code outboundProxy=}, {@code backup=a+b}, {@code messageWaiting=}, {@code voicemail=},
 * {@code park=}, {@code pickUp=}, {@code pickUpBy=}, {@code passwordFile=}, {@code secret=}. A semicolon, comma or percent sign within a value is written {@code %3B},
 * {@code %2C}, {@code %25}.
 *
 * @param account without its password
 * @param terms what its calls may agree on
 * @param mailbox whether to subscribe to its mailbox
 * @param codes of its exchange
 */
public record FurtherAccount(
        AccountId id, AccountSettings account, MediaTerms terms, boolean mailbox, FeatureCodes codes) {
    private static final Pattern CODE = Pattern.compile("[0-9*#]{1,16}");
    private static final List<String> WORDS = List.of(
            "server",
            "transport",
            "user",
            "name",
            "expiry",
            "encryption",
            "ice",
            "codecs",
            "opus",
            "outboundProxy",
            "backup",
            "messageWaiting",
            "voicemail",
            "park",
            "pickUp",
            "pickUpBy",
            "passwordFile",
            "secret");

    /** What a list of entries says. */
    record Read(List<FurtherAccount> accounts, List<String> faults) {}

    /** @param usual what the entries do not say of codecs, packets and ICE */
    static Read of(List<String> entries, MediaTerms usual) {
        Map<AccountId, FurtherAccount> found = new LinkedHashMap<>();
        List<String> faults = new ArrayList<>();
        for (int i = 0; i < entries.size(); i++) {
            String entry = entries.get(i);
            if (entry.isBlank()) {
                continue;
            }
            String place = "accounts.further, entry " + (i + 1) + ": ";
            try {
                FurtherAccount read = parse(entry, usual);
                if (found.putIfAbsent(read.id(), read) != null) {
                    faults.add(place + "there is an account " + read.id() + " before it");
                }
            } catch (IllegalArgumentException e) {
                faults.add(place + e.getMessage());
            }
        }
        return new Read(List.copyOf(found.values()), List.copyOf(faults));
    }

    /** Those of the entries that can be read. */
    public static List<FurtherAccount> known(List<String> entries) {
        return of(entries, MediaTerms.WIDE).accounts();
    }

    /** The name that an entry begins with. */
    public static String name(String entry) {
        int end = entry.indexOf('=');
        return end < 0 ? "" : entry.substring(0, end).strip();
    }

    private static FurtherAccount parse(String entry, MediaTerms usual) {
        String[] parts = entry.split(";", -1);
        String name = name(parts[0]);
        String address = parts[0].substring(parts[0].indexOf('=') + 1).strip();
        int at = address.lastIndexOf('@');
        require(AccountId.isName(name) && at > 0 && at < address.length() - 1, "it must begin NAME=EXTENSION@DOMAIN");
        AccountId id = new AccountId(name);
        require(!id.isMain(), "main is the name of the account in account.*");
        Map<String, String> said = new LinkedHashMap<>();
        for (int i = 1; i < parts.length; i++) {
            int equals = parts[i].indexOf('=');
            String word = equals < 0 ? "" : parts[i].substring(0, equals).strip();
            require(WORDS.contains(word), "it may say " + String.join(", ", WORDS));
            said.put(word, plain(parts[i].substring(equals + 1).strip()));
        }
        String domain = plain(address.substring(at + 1));
        ServerAddress server = server(said.getOrDefault("server", domain), "server");
        Optional<ServerAddress> proxy =
                Optional.ofNullable(said.get("outboundProxy")).map(text -> server(text, "outboundProxy"));
        List<ServerAddress> backups = split(said.getOrDefault("backup", ""))
                .map(text -> server(text, "backup"))
                .toList();
        AccountSettings account = new AccountSettings(
                Exchange.OWN,
                server.host(),
                server.port().orElse(0),
                domain,
                plain(address.substring(0, at)),
                choice(said, "transport", Transport.class, Transport.UDP),
                said.getOrDefault("user", ""),
                said.getOrDefault("name", ""),
                expiry(said),
                Optional.ofNullable(said.get("passwordFile")).map(Path::of),
                choice(said, "secret", SecretPlace.class, SecretPlace.NONE),
                new ReachSettings(new Reach(proxy, backups), Optional.empty(), Optional.empty()));
        return new FurtherAccount(
                id,
                account,
                new MediaTerms(
                                codecs(said, usual),
                                usual.ptimeMillis(),
                                usual.pauses(),
                                choice(said, "encryption", Encryption.class, Encryption.OFF))
                        .withOpus(choice(said, "opus", OpusBand.class, usual.opusBand()))
                        .withIce(choice(said, "ice", Checks.class, Checks.of(usual)) == Checks.ON),
                mailbox(said),
                new FeatureCodes(
                        code(said, "voicemail"),
                        code(said, "park"),
                        code(said, "pickUp").orElse(FeatureCodes.USUAL.pickUp()),
                        choice(said, "pickUpBy", PickUpBy.class, PickUpBy.AUTOMATIC)));
    }

    private static boolean mailbox(Map<String, String> said) {
        String text = said.getOrDefault("messageWaiting", "true");
        require(text.equals("true") || text.equals("false"), "messageWaiting must be true or false");
        return text.equals("true");
    }

    private static Optional<String> code(Map<String, String> said, String word) {
        Optional<String> code = Optional.ofNullable(said.get(word)).filter(text -> !text.isEmpty());
        require(code.isEmpty() || CODE.matcher(code.get()).matches(), word + " must be of 0-9, * and #, at most 16");
        return code;
    }

    /** Whether ICE is offered and answered. */
    private enum Checks {
        ON,
        OFF;

        static Checks of(MediaTerms terms) {
            return terms.ice() ? ON : OFF;
        }
    }

    private static void require(boolean right, String otherwise) {
        if (!right) {
            throw new IllegalArgumentException(otherwise);
        }
    }

    private static ServerAddress server(String text, String word) {
        return ReachSettings.address(text)
                .orElseThrow(() -> new IllegalArgumentException(word + " must be HOST or HOST:PORT"));
    }

    private static Duration expiry(Map<String, String> said) {
        String text = said.getOrDefault("expiry", Long.toString(Account.DEFAULT_EXPIRY.toSeconds()));
        require(text.matches("[0-9]{2,5}"), "expiry must be seconds, 60 to 86400");
        int seconds = Integer.parseInt(text);
        require(seconds >= 60 && seconds <= 86_400, "expiry must be seconds, 60 to 86400");
        return Duration.ofSeconds(seconds);
    }

    private static List<Codec> codecs(Map<String, String> said, MediaTerms usual) {
        List<Codec> found = split(said.getOrDefault("codecs", ""))
                .map(name -> SpeechSettings.named(name)
                        .orElseThrow(() -> new IllegalArgumentException("codecs names some of opus, g722, pcmu, pcma")))
                .distinct()
                .toList();
        return found.isEmpty() ? usual.codecs() : found;
    }

    private static Stream<String> split(String text) {
        return Arrays.stream(text.split("\\+", -1)).map(String::strip).filter(part -> !part.isEmpty());
    }

    private static <E extends Enum<E>> E choice(Map<String, String> said, String word, Class<E> type, E otherwise) {
        String text = said.get(word);
        if (text == null) {
            return otherwise;
        }
        String constant = text.replace('-', '_').toUpperCase(Locale.ROOT);
        for (E one : type.getEnumConstants()) {
            if (one.name().equals(constant)) {
                return one;
            }
        }
        throw new IllegalArgumentException(word + " is none of those there are");
    }

    // ---- writing

    /** The entry of an account whose password is at {@code place}. */
    public static String entry(ExtraAccount extra, SecretPlace place) {
        Account account = extra.account();
        StringBuilder text = new StringBuilder()
                .append(extra.id().name())
                .append('=')
                .append(coded(account.extension()))
                .append('@')
                .append(coded(account.domain()));
        if (!text(account.server()).equals(account.domain())) {
            say(text, "server", text(account.server()));
        }
        say(text, "transport", account.transport().name());
        if (!account.authenticationUser().equals(account.extension())) {
            say(text, "user", account.authenticationUser());
        }
        say(text, "name", account.displayName());
        if (!account.registrationExpiry().equals(Account.DEFAULT_EXPIRY)) {
            say(text, "expiry", Long.toString(account.registrationExpiry().toSeconds()));
        }
        say(text, "encryption", word(extra.terms().encryption()));
        say(text, "ice", word(Checks.of(extra.terms())));
        say(
                text,
                "codecs",
                String.join(
                        "+",
                        extra.terms().codecs().stream()
                                .map(codec -> codec.encodingName().toLowerCase(Locale.ROOT))
                                .toList()));
        if (extra.terms().codecs().contains(Codec.OPUS)) {
            say(text, "opus", word(extra.terms().opusBand()));
        }
        account.reach().outboundProxy().ifPresent(proxy -> say(text, "outboundProxy", text(proxy)));
        say(
                text,
                "backup",
                String.join(
                        "+",
                        account.reach().backups().stream()
                                .map(FurtherAccount::text)
                                .toList()));
        if (!extra.mailbox()) {
            say(text, "messageWaiting", "false");
        }
        FeatureCodes codes = extra.codes();
        codes.voicemail().ifPresent(code -> say(text, "voicemail", code));
        codes.park().ifPresent(code -> say(text, "park", code));
        if (!codes.pickUp().equals(FeatureCodes.USUAL.pickUp())) {
            say(text, "pickUp", codes.pickUp());
        }
        if (codes.pickUpBy() != PickUpBy.AUTOMATIC) {
            say(text, "pickUpBy", word(codes.pickUpBy()));
        }
        say(text, "secret", word(place));
        return text.toString();
    }

    private static void say(StringBuilder text, String word, String value) {
        if (!value.isEmpty()) {
            text.append(';').append(word).append('=').append(coded(value));
        }
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static String text(ServerAddress server) {
        String host = server.host().contains(":") ? "[" + server.host() + "]" : server.host();
        return server.port().isPresent() ? host + ":" + server.port().getAsInt() : host;
    }

    private static String coded(String value) {
        return value.replace("%", "%25").replace(";", "%3B").replace(",", "%2C");
    }

    private static String plain(String value) {
        return value.replace("%2C", ",").replace("%3B", ";").replace("%25", "%");
    }
}
