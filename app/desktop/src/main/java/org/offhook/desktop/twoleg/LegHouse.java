package org.offhook.desktop.twoleg;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.function.Consumer;
import org.offhook.core.media.Encryption;
import org.offhook.core.thirdparty.loop.PairCalls;
import org.offhook.core.thirdparty.loop.PairLoop;
import org.offhook.core.thirdparty.loop.PairNews;
import org.offhook.core.thirdparty.loop.TaskLoop;
import org.offhook.desktop.settings.DataDirectory;
import org.offhook.desktop.settings.TwoLegSettings;
import org.offhook.media.MediaEngine;
import org.offhook.media.leg.Announcements;
import org.offhook.media.leg.LegMedia;
import org.offhook.signalling.JainSignalling;

/**
 * Third-party calls on the phone's account and media engine. Made with the first such call, because most desks never place one and starting
 * costs time. Any thread.
 */
public final class LegHouse implements PairCalls, AutoCloseable {
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss").withZone(ZoneOffset.UTC);

    private final JainSignalling signalling;
    private final MediaEngine engine;
    private final Path announcements;
    private final Path recordings;
    private final String idPrefix;
    private final Encryption encryption;
    private Optional<PairLoop> opened = Optional.empty();

    private LegHouse(
            JainSignalling signalling,
            MediaEngine engine,
            Path announcements,
            Path recordings,
            String idPrefix,
            Encryption encryption) {
        this.signalling = signalling;
        this.engine = engine;
        this.announcements = announcements;
        this.recordings = recordings;
        this.idPrefix = idPrefix;
        this.encryption = encryption;
    }

    /**
     * @param settings which folders: announcements may be played, recordings are written
     * @param idPrefix unique to this process
     * @param encryption of the account
     */
    public static LegHouse of(
            JainSignalling signalling,
            MediaEngine engine,
            TwoLegSettings settings,
            DataDirectory directory,
            String idPrefix,
            Encryption encryption) {
        return new LegHouse(
                signalling,
                engine,
                settings.announcementsOf(directory),
                settings.recordingsOf(directory),
                idPrefix,
                encryption);
    }

    @Override
    public Legs begin(Consumer<PairNews> listener) {
        return loop().begin(listener);
    }

    private synchronized PairLoop loop() {
        PairLoop known = opened.orElseGet(this::open);
        opened = Optional.of(known);
        return known;
    }

    private PairLoop open() {
        LegMedia media = new LegMedia(
                engine,
                signalling::localAddress,
                new Announcements(announcements),
                // No number in the name: customers' numbers stay out of file names.
                call -> Optional.of(recordings.resolve(STAMP.format(Instant.now()) + '-' + call.value() + ".wav")),
                encryption);
        return new PairLoop(
                signalling.legs(),
                media,
                TaskLoop.onThread("third-party"),
                InstantSource.system(),
                new SecureRandom(),
                idPrefix);
    }

    /** Hangs up whatever is up. Before the phone closes, whose connection the BYEs need. */
    @Override
    public synchronized void close() {
        opened.ifPresent(PairLoop::close);
    }
}
