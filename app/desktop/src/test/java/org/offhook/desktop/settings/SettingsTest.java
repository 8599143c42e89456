package org.offhook.desktop.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.offhook.core.account.Account;
import org.offhook.core.account.Secret;
import org.offhook.core.account.ServerAddress;
import org.offhook.core.account.Transport;
import org.offhook.core.error.ErrorCode;
import org.offhook.desktop.settings.SettingKind.Value;

class SettingsTest {
    @TempDir
    Path folder;

    private Path path;
    private SettingsFile file;

    @BeforeEach
    void chooseFile() {
        path = folder.resolve("settings.json");
        file = new SettingsFile(path);
    }

    @Test
    void withoutAFileTheDefaultsHold() {
        SettingsReader.Result result = SettingsReader.read(file, List.of());

        assertThat(result.fileFaults()).isEmpty();
        assertThat(result.overrideFaults()).isEmpty();
        assertThat(result.settings().account().exchange()).isEqualTo(Settings.Exchange.NONE);
        assertThat(result.settings().bridge().port()).isEqualTo(47_800);
        assertThat(result.settings().agent().pauseCodes()).hasSize(4).contains("BREAK:Break:15");
        assertThat(result.settings().audio().choice().captureId()).isEmpty();
    }

    @Test
    void overridesWinOverTheFileAndTheFileOverDefaults() throws IOException {
        Files.writeString(path, """
            {"version": 1, "sip": {"port": 5062}, "bridge": {"port": 50000, "approvedOrigins": ["https://a.example=READ"]}}\
            """);

        SettingsReader.Result result =
                SettingsReader.read(file, List.of("bridge.port=0", "audio.device=file:in.wav,out.wav"));

        assertThat(result.settings().sip().port()).isEqualTo(5_062);
        assertThat(result.settings().bridge().port()).isZero();
        assertThat(result.settings().bridge().approvedOrigins()).containsExactly("https://a.example=READ");
        assertThat(result.settings().audio().device()).isEqualTo("file:in.wav,out.wav");
    }

    @Test
    void theWayToTheExchangeIsReadWithItsTransport() {
        Account account = SettingsReader.read(
                        file,
                        List.of(
                                "account.server=pbx.example",
                                "account.extension=2101",
                                "account.outboundProxy=[2001:db8::1]:5071;transport=tls",
                                "account.backup=b.example,c.example:5070"))
                .settings()
                .account()
                .with(Secret.of(""))
                .orElseThrow();

        assertThat(account.transport()).isEqualTo(Transport.TLS);
        assertThat(account.servers())
                .containsExactly(
                        ServerAddress.of("2001:db8::1", 5_071),
                        ServerAddress.of("b.example"),
                        ServerAddress.of("c.example", 5_070));
        assertThat(SettingsReader.read(file, List.of("account.outboundProxy=edge:99999", "account.backup=a b"))
                        .overrideFaults())
                .hasSize(2);
    }

    @Test
    void everyFaultOfTheFileIsListedAndTheRestStillCounts() throws IOException {
        Files.writeString(path, """
            {"sip": {"port": 70000}, "bridge": {"enabled": "perhaps"}, "sep": {"port": 5}, "log": {"level": ["info"]},
             "account": {"transport": "UDP "}, "dial": {"ringLimitSeconds": 30}}\
            """);

        SettingsReader.Result result = SettingsReader.read(file, List.of());

        assertThat(result.fileFaults())
                .extracting(SettingFault::detail)
                .containsExactlyInAnyOrder(
                        "sip.port must be a whole number from 0 to 65535",
                        "bridge.enabled must be true or false",
                        "there is no setting sep.port",
                        "log.level must be one of debug, error, info, warn");
        assertThat(result.fileFaults()).extracting(SettingFault::error).containsOnly(ErrorCode.CONFIGURATION_INVALID);
        assertThat(result.settings().dial().ringLimit()).hasSeconds(30);
        assertThat(result.settings().sip().port()).isZero();
    }

    @Test
    void aFaultyOverrideIsToldApartFromAFaultyFile() {
        SettingsReader.Result result = SettingsReader.read(
                file,
                List.of("sip.port=x", "nonsense", "sip.colour=red", "media.portFirst=40000", "audio.device=loud"));

        assertThat(result.fileFaults()).isEmpty();
        assertThat(result.overrideFaults())
                .extracting(SettingFault::detail)
                .containsExactly(
                        "--set wants KEY=VALUE",
                        "sip.port must be a whole number from 0 to 65535",
                        "there is no setting sip.colour",
                        "media.portFirst must be less than media.portLast",
                        "audio.device must be system, silent or file:IN.wav,OUT.wav[,loop][,wide]");
        assertThat(result.settings().media().portFirst()).isEqualTo(16_384);
    }

    @Test
    void brokenJsonIsOneFaultThatQuotesNothingAndIsNeverOverwritten() throws IOException {
        String broken = "{\"account\": {\"extension\": \"2101\", \"password\": hunter2}}";
        Files.writeString(path, broken);

        SettingsReader.Result result = SettingsReader.read(file, List.of());

        assertThat(result.fileFaults())
                .singleElement()
                .satisfies(fault -> assertThat(fault.detail())
                        .startsWith("settings.json is not valid JSON: line 1")
                        .doesNotContain("hunter2"));
        assertThatThrownBy(() -> file.change(Map.of(SettingKey.SIP_PORT, new Value.One("5"))))
                .isInstanceOf(IOException.class);
        assertThat(path).hasContent(broken);
    }

    @Test
    void changingOneEntryKeepsTheOthersEvenThoseWeDoNotKnow() throws IOException {
        Files.writeString(path, """
            // written by hand
            {"sip": {"port": 5062}, "later": {"thing": "kept"}, "bridge": {"approvedOrigins": ["a", "b"]}}\
            """);

        file.change(Map.of(
                SettingKey.ACCOUNT_SERVER, new Value.One("pbx.example"), SettingKey.SIP_PORT, new Value.One("0")));

        SettingsFile.Content content = file.read();
        assertThat(content.faults()).isEmpty();
        assertThat(content.entries())
                .containsEntry("account.server", new Value.One("pbx.example"))
                .containsEntry("sip.port", new Value.One("0"))
                .containsEntry("later.thing", new Value.One("kept"))
                .containsEntry("bridge.approvedOrigins", new Value.Many(List.of("a", "b")));
        assertThat(Files.readString(path)).contains("\"port\" : 0").contains("\"version\" : 1");
        try (Stream<Path> names = Files.list(folder)) {
            assertThat(names).as("no half-written file is left").containsExactly(path);
        }
    }

    @Test
    void aValueInTheFileWhereAGroupBelongsDoesNotMakeItUnreadable() throws IOException {
        Files.writeString(path, "{\"account\": \"pbx.example\", \"account-note\": \"kept\"}");

        file.change(Map.of(SettingKey.ACCOUNT_SERVER, new Value.One("pbx.example")));

        assertThat(file.read().faults()).isEmpty();
        assertThat(file.read().entries())
                .containsEntry("account.server", new Value.One("pbx.example"))
                .containsEntry("account-note", new Value.One("kept"));
    }

    @Test
    void settingsAreReadableByTheirOwnerOnly() throws IOException {
        file.change(Map.of(SettingKey.SIP_PORT, new Value.One("0")));

        if (path.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
                    .isEqualTo("rw-------");
        }
    }

    @Test
    void anOlderFileIsMigratedStepByStepAndWrittenInTheNewLayout() throws IOException {
        Files.writeString(path, "{\"version\": 1, \"phone\": {\"port\": 5062}}");
        SettingsFile third = new SettingsFile(
                path, List.of(renaming("phone.port", "telephone.port"), renaming("telephone.port", "sip.port")));

        assertThat(third.read().entries()).containsExactly(Map.entry("sip.port", new Value.One("5062")));

        third.change(Map.of(SettingKey.SIP_TRUST, new Value.One("ca.pem")));
        assertThat(Files.readString(path)).contains("\"version\" : 3").doesNotContain("phone");
    }

    private static java.util.function.UnaryOperator<Map<String, Value>> renaming(String before, String after) {
        return entries -> {
            Map<String, Value> renamed = new LinkedHashMap<>();
            entries.forEach((path, value) -> renamed.put(path.equals(before) ? after : path, value));
            return renamed;
        };
    }

    @Test
    void aFileOfANewerVersionIsReadAsFarAsItGoesAndLeftAlone() throws IOException {
        Files.writeString(path, "{\"version\": 99, \"sip\": {\"port\": 5062}}");

        SettingsReader.Result result = SettingsReader.read(file, List.of());

        assertThat(result.settings().sip().port()).isEqualTo(5_062);
        assertThat(result.fileFaults()).hasSize(1);
        assertThatThrownBy(() -> file.change(Map.of(SettingKey.SIP_PORT, new Value.One("0"))))
                .hasMessageContaining("newer version");
    }

    @Test
    void theCountryOfNumbersIsTheSystemsUnlessSomebodyNamesAnother() {
        Locale india = Locale.of("hi", "IN");
        assertThat(new CountrySetting("system").code(india)).isEqualTo("IN");
        assertThat(new CountrySetting("System").code(Locale.ENGLISH))
                .as("a system that names no region")
                .isEmpty();
        assertThat(new CountrySetting("us").code(india)).isEqualTo("US");
        assertThat(new CountrySetting("none").code(india)).isEmpty();
        assertThat(new CountrySetting("").code(india)).isEmpty();
        assertThat(new CountrySetting("us").objections()).isEmpty();
        assertThat(new CountrySetting("Indien").objections()).containsKey(SettingKey.DIAL_COUNTRY);
        assertThat(new CountrySetting("XX").objections()).containsKey(SettingKey.DIAL_COUNTRY);
    }

    @Test
    void ownExchangeNeedsServerAndExtension() {
        SettingsReader.Result result = SettingsReader.read(file, List.of("account.exchange=own"));

        assertThat(result.overrideFaults()).hasSize(1);
        assertThat(result.settings().account().exchange()).isEqualTo(Settings.Exchange.NONE);
    }

    @Test
    void anAccountFallsBackToServerAndExtensionForDomainAndUser() {
        Settings settings = SettingsReader.read(
                        file,
                        List.of(
                                "account.exchange=own",
                                "account.server=pbx.example",
                                "account.extension=2101",
                                "account.transport=TLS"))
                .settings();

        assertThat(settings.account().with(Secret.of("s3cret"))).hasValueSatisfying(account -> {
            assertThat(account.domain()).isEqualTo("pbx.example");
            assertThat(account.server()).isEqualTo(ServerAddress.of("pbx.example"));
            assertThat(account.authenticationUser()).isEqualTo("2101");
            assertThat(account.transport()).isEqualTo(Transport.TLS);
        });
    }

    @Test
    void theStandardFolderFollowsEachSystemsCustom() {
        Path home = Path.of("/home/asha");
        assertThat(DataDirectory.standard(Map.of(), "Linux", home)).isEqualTo(home.resolve(".local/share/offhook"));
        assertThat(DataDirectory.standard(Map.of("XDG_DATA_HOME", "/data"), "Linux", home))
                .isEqualTo(Path.of("/data/offhook"));
        assertThat(DataDirectory.standard(Map.of("XDG_DATA_HOME", "data"), "Linux", home))
                .isEqualTo(home.resolve(".local/share/offhook"));
        assertThat(DataDirectory.standard(Map.of(), "Mac OS X", home))
                .isEqualTo(home.resolve("Library/Application Support/Offhook"));
        assertThat(DataDirectory.standard(Map.of("APPDATA", "/roaming"), "Windows 11", home))
                .isEqualTo(Path.of("/roaming/Offhook"));
    }

    @Test
    void aFolderThatIsAFileCannotBeWrittenAndSaysSo() throws IOException {
        Path occupied = Files.writeString(folder.resolve("occupied"), "");

        assertThat(DataDirectory.open(occupied).problem()).contains(ErrorCode.DATA_DIRECTORY_READ_ONLY);
        assertThat(DataDirectory.open(occupied.resolve("below")).problem())
                .contains(ErrorCode.DATA_DIRECTORY_READ_ONLY);
        assertThat(DataDirectory.open(folder.resolve("new/one")).problem()).isEmpty();
    }

    @Test
    void theApiIsOffAndOnLoopbackUnlessSomebodyChoseOtherwise() {
        ApiSettings api = SettingsReader.read(file, List.of()).settings().api();
        assertThat(api.enabled()).isFalse();
        assertThat(api.host()).isEqualTo("127.0.0.1");
        assertThat(api.port()).isEqualTo(47_880);
        assertThat(api.profiles()).isEqualTo(ApiSettings.PROFILES);
        assertThat(api.defaultUsers()).isEmpty();
        assertThat(api.echoPasswords()).isFalse();
    }

    @Test
    void theApisListsAreRead() {
        SettingsReader.Result read = SettingsReader.read(
                file,
                List.of(
                        "api.tls.keyStore=/k.p12",
                        "api.tls.passwordFile=/k.password",
                        "api.furtherPorts=8888, 8443/tls",
                        "api.profiles=ameyo",
                        "api.defaultUsers=elision-api=crm@192.0.2.1+2001:db8::1,ameyo=a@b@192.0.2.2",
                        "api.voiptech.organisations=acme=Asia/Kolkata,other",
                        "api.voiptech.timeZone=Europe/Berlin"));
        assertThat(read.overrideFaults()).isEmpty();
        ApiSettings api = read.settings().api();
        assertThat(api.furtherPorts())
                .containsExactly(
                        new ApiSettings.FurtherPort(8_888, ApiSettings.Wire.PLAIN),
                        new ApiSettings.FurtherPort(8_443, ApiSettings.Wire.TLS));
        assertThat(api.defaultUsers()).containsOnlyKeys("elision-api", "ameyo");
        assertThat(api.defaultUsers().get("elision-api"))
                .satisfies(user -> assertThat(user.user()).isEqualTo("crm"))
                .satisfies(user -> assertThat(user.sources()).hasSize(2));
        assertThat(api.defaultUsers().get("ameyo"))
                .satisfies(user -> assertThat(user.user()).isEqualTo("a@b"));
        assertThat(api.voiptech().organisations())
                .containsEntry("acme", java.time.ZoneId.of("Asia/Kolkata"))
                .containsEntry("other", java.time.ZoneId.of("Europe/Berlin"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "api.port=70000",
                "api.host=",
                "api.furtherPorts=0",
                "api.furtherPorts=8888/ssl",
                "api.furtherPorts=8443/tls",
                "api.furtherPorts=99999",
                "api.tls.keyStore=/k.p12",
                "api.profiles=elision",
                "api.defaultUsers=elision-api=crm",
                "api.defaultUsers=elision-api=crm@crm.example",
                "api.defaultUsers=nothing=crm@192.0.2.1",
                "api.defaultUsers=ameyo=a@192.0.2.1,ameyo=b@192.0.2.1",
                "api.ameyo.order=both",
                "api.voiptech.organisations=acme=Mars/Olympus",
                "api.voiptech.timeZone=Mars/Olympus",
                "vtiger.url=ftp://vtiger.example/{id}",
                "vtiger.url=https://vtiger.example/events",
                "vtiger.url=https://user:pass@vtiger.example/{id}",
                "vtiger.database=postgresql://vtiger.example/crm",
            })
    void whatIsWrongWithTheApisSettingsIsSaidWithTheKey(String override) {
        SettingsReader.Result read = SettingsReader.read(file, List.of(override));
        assertThat(read.overrideFaults()).hasSize(1).allSatisfy(fault -> {
            assertThat(fault.error()).isEqualTo(ErrorCode.CONFIGURATION_INVALID);
            assertThat(fault.detail()).contains(override.substring(0, override.indexOf('=')));
        });
        assertThat(read.settings().api())
                .as("the default holds")
                .isEqualTo(SettingsReader.read(file, List.of()).settings().api());
    }
}
