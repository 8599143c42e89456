package org.offhook.desktop.recording;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.Optional;
import java.util.function.Supplier;
import org.offhook.core.error.ErrorCode;
import org.offhook.core.recording.RecordingSubject;
import org.offhook.desktop.secrets.EncryptedFileSecretStore;
import org.offhook.desktop.secrets.SecretStore;
import org.offhook.desktop.settings.DataDirectory;
import org.offhook.desktop.settings.RecordingSettings;
import org.offhook.desktop.settings.Settings;
import org.offhook.media.record.RecordingFault;
import org.offhook.media.record.RecordingFiles;
import org.offhook.media.record.RecordingFiles.Made;
import org.offhook.media.record.RecordingKey;
import org.offhook.media.record.RecordingShelf;
import org.offhook.media.record.SoundWriter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps recordings as the settings say. */
public final class RecordingHouse implements RecordingShelf {
    private static final Logger LOG = LoggerFactory.getLogger(RecordingHouse.class);
    private static final String LEG_NAMES = "{date}-{time}-{call}";

    private final RecordingSettings settings;
    private final Path folder;
    private final RecordingNames names;
    private final RecordingKeys keys;
    private final OpenRecordings open;
    private final Supplier<String> agent;
    private final InstantSource clock;

    /**
     * As the settings say, on the real clock.
     *
     * @param system the operating system's secrets
     * @param agent who is logged in now; asked on the recorder's thread
     */
    public static RecordingHouse of(
            Settings settings,
            DataDirectory directory,
            Supplier<Optional<? extends SecretStore>> system,
            Supplier<String> agent) {
        RecordingSettings own = settings.recording();
        return new RecordingHouse(
                own,
                own.folderOf(directory),
                new RecordingKeys(new EncryptedFileSecretStore(directory.path()), system, own.keyFile()),
                new OpenRecordings(directory.file("recordings.open")),
                agent,
                InstantSource.system(),
                ZoneId.systemDefault());
    }

    /** Completes what a killed phone left. Blocks on the disk. */
    public void completeLeft() {
        open.completeLeft();
    }

    /**
     * @param folder of the recordings
     * @param agent who is logged in now; asked on the recorder's thread
     */
    public RecordingHouse(
            RecordingSettings settings,
            Path folder,
            RecordingKeys keys,
            OpenRecordings open,
            Supplier<String> agent,
            InstantSource clock,
            ZoneId zone) {
        this.settings = settings;
        this.folder = folder;
        this.names = new RecordingNames(settings.fileName(), zone);
        this.keys = keys;
        this.open = open;
        this.agent = agent;
        this.clock = clock;
    }

    @Override
    public Place open(RecordingSubject subject, int rateHertz) throws IOException {
        String name = names.of(new RecordingNames.Facts(
                clock.instant(),
                agent.get(),
                shown(subject.number()),
                subject.incoming(),
                subject.call().value()));
        return place(folder, name, rateHertz);
    }

    @Override
    public Duration beepEvery() {
        return settings.beepEvery();
    }

    /** For two-leg calls, in a folder of their own; no number and no agent is in their files' names. */
    public RecordingShelf ofLegs(Path folderOfLegs) {
        RecordingNames legNames = new RecordingNames(LEG_NAMES, ZoneId.of("UTC"));
        return new RecordingShelf() {
            @Override
            public Place open(RecordingSubject subject, int rateHertz) throws IOException {
                return place(
                        folderOfLegs,
                        legNames.of(new RecordingNames.Facts(
                                clock.instant(), "", "", false, subject.call().value())),
                        rateHertz);
            }

            @Override
            public Duration beepEvery() {
                return Duration.ZERO;
            }
        };
    }

    private String shown(String number) {
        if (number.isEmpty()) {
            return "";
        }
        return switch (settings.number()) {
            case "plain" -> number;
            case "hashed" -> standIn(number);
            default -> "";
        };
    }

    /** Without a key a number has no stand-in that could not be guessed, so it is left out. */
    private String standIn(String number) {
        try {
            return keys.findOrMake().standIn(number);
        } catch (IOException e) {
            LOG.warn("a recording's name goes without its number: {}", e.getMessage());
            return "";
        }
    }

    private Place place(Path in, String name, int rateHertz) throws IOException {
        Optional<RecordingKey> key = settings.encrypt() ? Optional.of(key()) : Optional.empty();
        Made made = RecordingFiles.make(in, name, settings.format(), rateHertz, key);
        open.begin(made.path());
        String shown = in.relativize(made.path()).toString().replace('\\', '/');
        return new Place(new Remembered(made.writer(), () -> open.end(made.path())), shown);
    }

    /** What was to be sealed is not written open instead. */
    private RecordingKey key() throws RecordingFault {
        try {
            return keys.findOrMake();
        } catch (IOException e) {
            throw new RecordingFault(ErrorCode.RECORDING_KEY_MISSING, String.valueOf(e.getMessage()));
        }
    }

    /** A file that is known to be open until it is complete. */
    private record Remembered(SoundWriter writer, Runnable completed) implements SoundWriter {
        @Override
        public void write(short[] left, short[] right, int count) throws IOException {
            writer.write(left, right, count);
        }

        @Override
        public void second() throws IOException {
            writer.second();
        }

        @Override
        public void close() throws IOException {
            writer.close();
            completed.run();
        }
    }
}
