package org.offhook.desktop.twoleg;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Consumer;
import org.offhook.core.media.MediaTerms;
import org.offhook.core.thirdparty.loop.PairCalls;
import org.offhook.core.thirdparty.loop.PairLoop;
import org.offhook.core.thirdparty.loop.PairNews;
import org.offhook.core.thirdparty.loop.TaskLoop;
import org.offhook.desktop.recording.RecordingHouse;
import org.offhook.desktop.settings.DataDirectory;
import org.offhook.desktop.settings.TwoLegSettings;
import org.offhook.media.MediaEngine;
import org.offhook.media.leg.Announcements;
import org.offhook.media.leg.LegMedia;
import org.offhook.media.record.RecordingShelf;
import org.offhook.signalling.JainSignalling;

/**
 * Third-party calls on the phone's account and media engine. Made with the first such call, because most desks never place one and starting
 * costs time. Any thread.
 */
public final class LegHouse implements PairCalls, AutoCloseable {
    private final JainSignalling signalling;
    private final MediaEngine engine;
    private final Path announcements;
    private final RecordingShelf recordings;
    private final String idPrefix;
    private final MediaTerms terms;
    private Optional<PairLoop> opened = Optional.empty();

    private LegHouse(
            JainSignalling signalling,
            MediaEngine engine,
            Path announcements,
            RecordingShelf recordings,
            String idPrefix,
            MediaTerms terms) {
        this.signalling = signalling;
        this.engine = engine;
        this.announcements = announcements;
        this.recordings = recordings;
        this.idPrefix = idPrefix;
        this.terms = terms;
    }

    /**
     * @param settings which folders: announcements may be played, recordings are written
     * @param idPrefix unique to this process
     * @param terms of the account
     * @param house keeps what is recorded
     */
    public static LegHouse of(
            JainSignalling signalling,
            MediaEngine engine,
            TwoLegSettings settings,
            DataDirectory directory,
            String idPrefix,
            MediaTerms terms,
            RecordingHouse house) {
        return new LegHouse(
                signalling,
                engine,
                settings.announcementsOf(directory),
                house.ofLegs(settings.recordingsOf(directory)),
                idPrefix,
                terms);
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
        LegMedia media =
                new LegMedia(engine, signalling::localAddress, new Announcements(announcements), recordings, terms);
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
