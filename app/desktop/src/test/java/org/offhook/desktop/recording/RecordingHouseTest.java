package org.offhook.desktop.recording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.offhook.campaign.setup.Recording;
import org.offhook.core.account.Secret;
import org.offhook.core.call.CallId;
import org.offhook.core.error.ErrorCode;
import org.offhook.core.recording.RecordingSubject;
import org.offhook.desktop.commandline.Console;
import org.offhook.desktop.secrets.EncryptedFileSecretStore;
import org.offhook.desktop.secrets.SecretStore;
import org.offhook.desktop.settings.RecordingSettings;
import org.offhook.media.record.RecordingFault;
import org.offhook.media.record.RecordingFiles.Format;
import org.offhook.media.record.RecordingShelf;
import org.offhook.rtp.pcm.WavHeader;

/** Where recordings lie, what they are called, and how they are opened again. */
class RecordingHouseTest {
    private static final Instant AT = Instant.parse("2026-11-26T09:05:07Z");
    private static final RecordingSubject SUBJECT = new RecordingSubject(new CallId("ab12-7"), "+17275551212", false);

    @TempDir
    Path data;

    private RecordingSettings settings(String pattern, String number, boolean encrypt) {
        return new RecordingSettings(
                Recording.ON_DEMAND, "", Format.WAV, pattern, number, Duration.ZERO, encrypt, Optional.empty());
    }

    private RecordingKeys keys() {
        return new RecordingKeys(new EncryptedFileSecretStore(data), Optional::empty, Optional.empty());
    }

    private RecordingHouse house(RecordingSettings settings) {
        return new RecordingHouse(
                settings,
                data.resolve("recordings"),
                keys(),
                new OpenRecordings(data.resolve("recordings.open")),
                () -> "asha",
                () -> AT,
                ZoneOffset.UTC);
    }

    private static String record(RecordingHouse house) throws IOException {
        RecordingShelf.Place place = house.open(SUBJECT, 8_000);
        place.writer().write(new short[8_000], new short[8_000], 8_000);
        place.writer().close();
        return place.name();
    }

    @ParameterizedTest
    @CsvSource({
        "'{date}/{time}-{agent}-{number}-{call}', asha, +1727, '20261126/090507-asha-+1727-ab12-7'",
        "'{direction}-{agent}-{number}-{call}', '', '', out-none-none-ab12-7",
        "'{agent}-{call}', ../../etc/passwd, 1, '_._.._etc_passwd-ab12-7'",
        "'{number}-{call}', a, 'sip:x@y/..;<b>', 'sip_x_y_..__b_-ab12-7'",
        "'{agent}/{call}', .., 1, '_/ab12-7'",
        "'../{call}', a, 1, '_/ab12-7'",
        "'{agent}-{call}', '{call}', 1, '_call_-ab12-7'",
    })
    void aNameIsMadeOfSafeCharactersWhateverAnybodyIsCalled(String pattern, String agent, String number, String name) {
        String made = new RecordingNames(pattern, ZoneOffset.UTC)
                .of(new RecordingNames.Facts(AT, agent, number, false, "ab12-7"));
        assertThat(made).isEqualTo(name);
    }

    @Test
    void aNumberStandsInTheNameHashedPlainOrNotAtAll() throws IOException {
        String plain = record(house(settings("{number}-{call}", "plain", false)));
        String hashed = record(house(settings("{number}-{call}", "hashed", false)));
        String again = record(house(settings("x{number}-{call}", "hashed", false)));
        String none = record(house(settings("{number}-{call}", "none", false)));
        assertThat(plain).isEqualTo("+17275551212-ab12-7.wav");
        assertThat(none).isEqualTo("none-ab12-7.wav");
        assertThat(hashed).matches("[0-9a-f]{12}-ab12-7.wav");
        assertThat(again).as("the same number, the same stand-in").isEqualTo("x" + hashed);
        assertThat(data.resolve("recordings").resolve(plain)).exists();
        assertThat(data.resolve("recordings.open")).as("none is open").doesNotExist();
    }

    @Test
    void whatIsToBeSealedIsNotWrittenOpenWhenThereIsNoKey() {
        SecretStore broken = new SecretStore() {
            @Override
            public Optional<Secret> find(String name) throws IOException {
                throw new IOException("the system's key store does not answer");
            }

            @Override
            public void keep(String name, Secret secret) {}

            @Override
            public void forget(String name) {}
        };
        RecordingHouse house = new RecordingHouse(
                settings("{call}", "none", true),
                data.resolve("recordings"),
                new RecordingKeys(broken, Optional::empty, Optional.empty()),
                new OpenRecordings(data.resolve("recordings.open")),
                () -> "",
                () -> AT,
                ZoneOffset.UTC);
        assertThatThrownBy(() -> house.open(SUBJECT, 8_000))
                .isInstanceOfSatisfying(
                        RecordingFault.class,
                        fault -> assertThat(fault.error()).isEqualTo(ErrorCode.RECORDING_KEY_MISSING));
        assertThat(data.resolve("recordings")).doesNotExist();
    }

    @Test
    void aSealedRecordingIsOpenedFromTheCommandLineHereAndWithTheKeyElsewhere() throws IOException {
        String name = record(house(settings("{call}", "none", true)));
        Path sealed = data.resolve("recordings").resolve(name);
        assertThat(name).isEqualTo("ab12-7.wav.sealed");

        assertThat(command("decrypt", sealed.toString())).isZero();
        WavHeader header = WavHeader.read(Files.readAllBytes(data.resolve("recordings/ab12-7.wav")))
                .orElseThrow();
        assertThat(header.dataBytes()).isEqualTo(32_000);
        assertThat(command("decrypt", sealed.toString()))
                .as("it is there already")
                .isEqualTo(1);

        Path key = data.resolve("key");
        assertThat(command("key", key.toString())).isZero();
        Path elsewhere = Files.createDirectory(data.resolve("elsewhere"));
        Path copy = Files.copy(sealed, elsewhere.resolve(name));
        assertThat(run(elsewhere, "decrypt", copy.toString()))
                .as("without the key")
                .isEqualTo(1);
        assertThat(run(elsewhere, "decrypt", "--key-file", key.toString(), copy.toString()))
                .isZero();
        assertThat(elsewhere.resolve("ab12-7.wav")).hasSameBinaryContentAs(data.resolve("recordings/ab12-7.wav"));
    }

    private int command(String... arguments) {
        return run(data, arguments);
    }

    private static int run(Path directory, String... arguments) {
        PrintStream nowhere = new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);
        return RecordingCommands.of(
                        new Console(nowhere, nowhere),
                        keyFile -> new RecordingKeys(new EncryptedFileSecretStore(directory), Optional::empty, keyFile))
                .execute(arguments);
    }

    @Test
    void whatAKilledProcessLeftOpenIsCompletedAtTheNextStart() throws IOException {
        RecordingShelf.Place left = house(settings("{call}", "none", false)).open(SUBJECT, 8_000);
        left.writer().write(new short[8_000], new short[8_000], 8_000);
        left.writer().second();
        Path file = data.resolve("recordings/ab12-7.wav");
        Files.write(file, new byte[4_001], java.nio.file.StandardOpenOption.APPEND); // its header never knew

        assertThat(new OpenRecordings(data.resolve("recordings.open")).completeLeft())
                .isEqualTo(1);
        WavHeader header = WavHeader.read(Files.readAllBytes(file)).orElseThrow();
        assertThat(header.dataBytes()).isEqualTo(32_000 + 4_000);
        assertThat(new OpenRecordings(data.resolve("recordings.open")).completeLeft())
                .as("once")
                .isZero();
    }
}
