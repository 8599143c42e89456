package org.offhook.media;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.offhook.core.error.ErrorCode;
import org.offhook.core.media.AudioChoice;
import org.offhook.core.media.AudioDevice;
import org.offhook.core.port.AudioDevicePort;
import org.offhook.core.port.AudioDevicePort.AudioLine;
import org.offhook.core.port.AudioDevicePort.PlayoutSource;
import org.offhook.core.port.PhoneInbox;
import org.offhook.media.talk.KeyTones;
import org.offhook.media.talk.TalkMixer;
import org.offhook.rtp.tone.CallTone;
import org.offhook.rtp.tone.RatedTone;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Opens and closes the agent's devices on a thread of its own, in the order asked for: opening may take seconds, and
 * nobody else waits for it.
 */
final class TalkDevices implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(TalkDevices.class);
    private static final int RATE = 8000;
    private static final long KEY_LINE_LINGERS_MILLIS = 2000;

    private final AudioDevicePort devices;
    private final TalkMixer mixer;
    private final KeyTones keys;
    private final ScheduledExecutorService worker;

    private volatile Optional<PhoneInbox> inbox = Optional.empty();

    // The worker's own:
    private AudioChoice choice = AudioChoice.SYSTEM;
    private boolean talking;
    private boolean ringing;
    private boolean keyLineOpen;
    private Optional<Future<?>> keyLineEnd = Optional.empty();
    private Optional<ErrorCode> told = Optional.empty();
    private List<AudioDevice> known = List.of();

    TalkDevices(AudioDevicePort devices, TalkMixer mixer, KeyTones keys) {
        this.devices = devices;
        this.mixer = mixer;
        this.keys = keys;
        worker = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name("media-devices").factory());
    }

    void start(PhoneInbox inbox) {
        this.inbox = Optional.of(inbox);
        devices.start((present, problem) -> later(() -> devicesChanged(inbox, present, problem)));
    }

    private void later(Runnable work) {
        try {
            worker.execute(() -> {
                try {
                    work.run();
                } catch (RuntimeException | Error fault) {
                    LOG.error("Sound devices: {}", fault.toString(), fault);
                }
            });
        } catch (RejectedExecutionException closing) {
            LOG.debug("Sound devices are closing");
        }
    }

    private void devicesChanged(PhoneInbox to, List<AudioDevice> present, Optional<ErrorCode> problem) {
        boolean changed = !present.equals(known);
        known = List.copyOf(present);
        told = problem;
        to.audioDevicesChanged(known, problem);
        if (changed && talking) {
            // The one in use may be gone, or the one wanted may be back.
            reopen();
        }
    }

    /** Uses other devices or processing; lines that are open are opened anew. */
    void choose(AudioChoice newChoice) {
        later(() -> {
            if (!newChoice.equals(choice)) {
                choice = newChoice;
                if (talking) {
                    reopen();
                }
            }
        });
    }

    /** Opens microphone and speaker unless they are open. */
    void openTalk() {
        later(() -> {
            if (!talking) {
                talking = true;
                reopen();
            }
        });
    }

    private void reopen() {
        mixer.talkOn(Optional.empty()).ifPresent(AudioLine::close);
        AudioLine line = devices.openTalk(choice, RATE, mixer);
        mixer.talkOn(Optional.of(line));
        tell(line.problem());
    }

    private void tell(Optional<ErrorCode> problem) {
        if (!problem.equals(told)) {
            told = problem;
            inbox.ifPresent(to -> to.audioDevicesChanged(known, problem));
        }
    }

    /** Gives microphone and speaker back unless a call came meanwhile. */
    void closeTalk() {
        later(() -> {
            if (talking && mixer.isEmpty()) {
                talking = false;
                mixer.talkOn(Optional.empty()).ifPresent(AudioLine::close);
            }
        });
    }

    void startRinging(CallTone tone) {
        later(() -> {
            if (!ringing) {
                ringing = true;
                RatedTone ring = new RatedTone(tone);
                PlayoutSource source =
                        (into, offset, samples, rate, nowNanos) -> ring.generate(into, offset, samples, rate);
                mixer.ringOn(Optional.of(devices.openRinger(choice, RATE, source)));
            }
        });
    }

    void stopRinging() {
        later(() -> {
            ringing = false;
            mixer.ringOn(Optional.empty()).ifPresent(AudioLine::close);
        });
    }

    /** Lets a key be heard: on the open speaker, or on one opened for it. */
    void keyTone(char digit) {
        sound(() -> keys.press(digit));
    }

    /** Lets the notice be heard, in the same way. */
    void notice() {
        sound(keys::notice);
    }

    private void sound(Runnable tone) {
        later(() -> {
            keyLineEnd.ifPresent(end -> end.cancel(false));
            if (!talking && !keyLineOpen) {
                keyLineOpen = true;
                AudioChoice onSpeaker = new AudioChoice(
                        choice.captureId(),
                        choice.playoutId(),
                        choice.playoutId(),
                        choice.removeEcho(),
                        choice.removeNoise(),
                        choice.evenVolume());
                mixer.keysOn(Optional.of(devices.openRinger(onSpeaker, RATE, keys)));
            }
            tone.run();
            if (keyLineOpen) {
                keyLineEnd = Optional.of(
                        worker.schedule(this::closeKeyLine, KEY_LINE_LINGERS_MILLIS, TimeUnit.MILLISECONDS));
            }
        });
    }

    private void closeKeyLine() {
        keyLineOpen = false;
        mixer.keysOn(Optional.empty()).ifPresent(AudioLine::close);
    }

    @Override
    public void close() {
        later(() -> {
            mixer.talkOn(Optional.empty()).ifPresent(AudioLine::close);
            mixer.ringOn(Optional.empty()).ifPresent(AudioLine::close);
            mixer.keysOn(Optional.empty()).ifPresent(AudioLine::close);
            devices.close();
        });
        worker.shutdown();
        try {
            if (!worker.awaitTermination(1500, TimeUnit.MILLISECONDS)) {
                LOG.warn("The sound devices did not close in time");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
