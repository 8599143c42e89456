package org.offhook.desktop.stored;

import java.io.IOException;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;
import org.offhook.agent.AgentObserver;
import org.offhook.agent.AgentSnapshot;
import org.offhook.agent.SequencedEvent;
import org.offhook.core.media.AudioChoice;
import org.offhook.desktop.settings.SettingKey;
import org.offhook.desktop.settings.SettingKind.Value;
import org.offhook.desktop.settings.SettingsFile;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes the agent's choice of sound devices to {@code settings.json} whenever it changes. */
public final class StoredAudioChoice implements AgentObserver {
    private static final Logger LOG = LoggerFactory.getLogger(StoredAudioChoice.class);

    private final SettingsFile settings;
    private final Executor disk;
    private final AtomicReference<AudioChoice> latest;
    /** Touched on the loop only. */
    private AudioChoice known;

    /** @param known what the phone uses now, which is not written again */
    public StoredAudioChoice(SettingsFile settings, Executor disk, AudioChoice known) {
        this.settings = settings;
        this.disk = disk;
        this.known = known;
        this.latest = new AtomicReference<>(known);
    }

    @Override
    public void onStep(AgentSnapshot snapshot, List<SequencedEvent> events) {
        AudioChoice now = snapshot.phone().audioChoice();
        if (now.equals(known)) {
            return;
        }
        known = now;
        latest.set(now);
        disk.execute(() -> {
            if (now.equals(latest.get())) { // a level that is being moved is written where it comes to rest
                write(now);
            }
        });
    }

    private void write(AudioChoice choice) {
        Map<SettingKey, Value> changes = new EnumMap<>(SettingKey.class);
        changes.put(SettingKey.AUDIO_CAPTURE, text(choice.captureId()));
        changes.put(SettingKey.AUDIO_PLAYOUT, text(choice.playoutId()));
        changes.put(SettingKey.AUDIO_RINGER, text(choice.ringerId()));
        changes.put(SettingKey.AUDIO_REMOVE_ECHO, flag(choice.removeEcho()));
        changes.put(SettingKey.AUDIO_REMOVE_NOISE, flag(choice.removeNoise()));
        changes.put(SettingKey.AUDIO_EVEN_VOLUME, flag(choice.evenVolume()));
        changes.put(SettingKey.AUDIO_MICROPHONE_DB, new Value.One(Integer.toString(choice.microphoneDb())));
        changes.put(SettingKey.AUDIO_SPEAKER_DB, new Value.One(Integer.toString(choice.speakerDb())));
        try {
            settings.change(changes);
        } catch (IOException e) {
            LOG.warn("the choice of sound devices could not be written: {}", e.toString());
        }
    }

    private static Value text(Optional<String> id) {
        return new Value.One(id.orElse(""));
    }

    private static Value flag(boolean on) {
        return new Value.One(Boolean.toString(on));
    }
}
