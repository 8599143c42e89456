package org.offhook.media;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.offhook.core.error.ErrorCode;
import org.offhook.core.media.AudioChoice;
import org.offhook.core.media.AudioDevice;
import org.offhook.core.port.AudioDevicePort;
import org.offhook.core.port.AudioDevicePort.AudioLine;
import org.offhook.core.port.AudioDevicePort.PlayoutSource;
import org.offhook.core.port.PhoneInbox;
import org.offhook.core.port.SoundCheckPort;
import org.offhook.core.soundcheck.SoundCheckFacts;
import org.offhook.core.soundcheck.SoundCheckKind;
import org.offhook.media.talk.KeyTones;
import org.offhook.media.talk.SoundCheckTrack;
import org.offhook.media.talk.TalkMixer;
import org.offhook.media.transport.RealTime;
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
    private static final long CHECK_LINE_LINGERS_MILLIS = 1500;
    private static final long SETTLES_MILLIS = 150;
    private static final long RETRY_MILLIS = 500;
    private static final int MOST_RETRIES = 3;
    private static final long MICROPHONE_WAITS_MILLIS = 2000;
    private static final long MICROPHONE_LOOKS_MILLIS = 20;
    private static final CallTone CHECK_TONE = CallTone.steady(440, -20);

    private final AudioDevicePort devices;
    private final TalkMixer mixer;
    private final KeyTones keys;
    private final ScheduledExecutorService worker;
    private final SoundCheckPort soundCheck = new Check();

    private volatile Optional<PhoneInbox> inbox = Optional.empty();

    // The worker's own:
    private AudioChoice choice = AudioChoice.SYSTEM;
    private boolean talking;
    private boolean ringing;
    private boolean keyLineOpen;
    private Optional<Future<?>> keyLineEnd = Optional.empty();
    /** Microphone and speaker are open for a sound check. */
    private boolean checking;

    private Optional<Future<?>> checkLineEnd = Optional.empty();
    private volatile Optional<SoundCheckTrack> track = Optional.empty();
    private Optional<ErrorCode> told = Optional.empty();
    private List<AudioDevice> known = List.of();
    private DevicesInUse inUse = new DevicesInUse(Optional.empty(), Optional.empty());
    private Optional<Future<?>> settling = Optional.empty();
    /** Since it last went well. */
    private int retries;

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
        known = List.copyOf(present);
        told = problem;
        to.audioDevicesChanged(known, problem);
        if ((talking || checking) && !DevicesInUse.of(choice, known).equals(inUse)) {
            // The one in use is gone, or the one wanted is back. A headset's microphone and speaker go one after the
            // other, and the natives can
            // hang when what they open is just going: when all is still, once.
            settling.ifPresent(earlier -> earlier.cancel(false));
            settling = Optional.of(
                    worker.schedule(() -> later(this::reopenIfUsed), SETTLES_MILLIS, TimeUnit.MILLISECONDS));
        }
    }

    /** Uses other devices or processing; lines that are open are opened anew. */
    void choose(AudioChoice newChoice) {
        later(() -> {
            mixer.levels(newChoice.microphoneDb(), newChoice.speakerDb());
            boolean otherDevices = !newChoice.sameButLevels(choice);
            choice = newChoice;
            if (otherDevices && (talking || checking)) {
                reopen();
            }
        });
    }

    /** Opens microphone and speaker unless they are open. */
    void openTalk() {
        later(() -> {
            if (!talking) {
                talking = true;
                if (checking) {
                    leaveCheckLine(); // to the call
                } else {
                    reopen();
                }
            }
        });
    }

    private void reopenIfUsed() {
        if (talking || checking) {
            reopen();
        }
    }

    private void reopen() {
        inUse = DevicesInUse.of(choice, known);
        mixer.talkOn(Optional.empty()).ifPresent(AudioLine::close);
        AudioLine line = devices.openTalk(choice, RATE, mixer);
        RealTime.requestForSound();
        mixer.talkOn(Optional.of(line));
        tell(line.problem());
        if (line.problem().equals(Optional.of(ErrorCode.SOUND_SYSTEM_SILENT))
                && !known.isEmpty()
                && retries++ < MOST_RETRIES) {
            settling =
                    Optional.of(worker.schedule(() -> later(this::reopenIfUsed), RETRY_MILLIS, TimeUnit.MILLISECONDS));
        } else if (line.problem().isEmpty()) {
            retries = 0;
        }
    }

    private void tell(Optional<ErrorCode> problem) {
        if (!problem.equals(told)) {
            told = problem;
            inbox.ifPresent(to -> to.audioDevicesChanged(known, problem));
        }
    }

    /**
     * Gives microphone and speaker back unless a call came meanwhile.
     *
     * @param unused whether no call wants them; asked on the worker
     */
    void closeTalk(BooleanSupplier unused) {
        later(() -> {
            if (talking && unused.getAsBoolean()) {
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
                mixer.ringOn(Optional.of(devices.openRinger(choice, RATE, source)))
                        .ifPresent(AudioLine::close);
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
                AudioChoice onSpeaker = choice.on(choice.captureId(), choice.playoutId(), choice.playoutId());
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

    /** Trying the devices out; a call takes over what is open. */
    SoundCheckPort soundCheck() {
        return soundCheck;
    }

    private final class Check implements SoundCheckPort {
        @Override
        public void open(SoundCheckKind kind) {
            later(() -> openCheck(kind));
        }

        @Override
        public void playBack() {
            later(() -> track.ifPresent(SoundCheckTrack::playBack));
        }

        @Override
        public void close() {
            later(TalkDevices.this::closeCheck);
        }

        @Override
        public SoundCheckFacts facts() {
            return mixer.soundCheckFacts();
        }
    }

    private void openCheck(SoundCheckKind kind) {
        closeCheck();
        if (talking || ringing) {
            return; // a call was quicker; whoever asked is being told
        }
        if (kind == SoundCheckKind.RINGER) {
            RatedTone ring = new RatedTone(CallTone.RINGING);
            AudioLine line = devices.openRinger(
                    choice, RATE, (into, offset, samples, rate, now) -> ring.generate(into, offset, samples, rate));
            mixer.ringOn(Optional.of(line));
            inbox.ifPresent(to -> to.soundCheckOpened(line.problem()));
            return;
        }
        SoundCheckTrack opened = switch (kind) {
            case SPEAKER -> SoundCheckTrack.tone(CHECK_TONE);
            case LOOP -> SoundCheckTrack.recorder();
            case LISTEN, RINGER -> SoundCheckTrack.listening();
        };
        checkLineEnd.ifPresent(end -> end.cancel(false));
        track = Optional.of(opened);
        mixer.check(opened);
        if (!checking) {
            checking = true;
            reopen();
        }
        long latest = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(MICROPHONE_WAITS_MILLIS);
        awaitSound(opened, kind == SoundCheckKind.SPEAKER ? System.nanoTime() : latest);
    }

    /** The first sound of a microphone can take a second; what is said meanwhile would be lost. */
    private void awaitSound(SoundCheckTrack opened, long latest) {
        if (!mixer.checks(opened)) {
            return;
        }
        if (opened.heardAnything() || told.isPresent() || System.nanoTime() - latest >= 0) {
            opened.keep();
            inbox.ifPresent(to -> to.soundCheckOpened(told));
        } else {
            worker.schedule(
                    () -> later(() -> awaitSound(opened, latest)), MICROPHONE_LOOKS_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    private void closeCheck() {
        mixer.check(null);
        track = Optional.empty();
        if (!ringing) {
            mixer.ringOn(Optional.empty()).ifPresent(AudioLine::close);
        }
        if (checking) {
            // The next check, or a call, often comes at once.
            checkLineEnd = Optional.of(worker.schedule(
                    () -> later(this::closeCheckLine), CHECK_LINE_LINGERS_MILLIS, TimeUnit.MILLISECONDS));
        }
    }

    private void leaveCheckLine() {
        checking = false;
        mixer.check(null);
        checkLineEnd.ifPresent(end -> end.cancel(false));
    }

    private void closeCheckLine() {
        if (checking && track.isEmpty()) {
            leaveCheckLine();
            mixer.talkOn(Optional.empty()).ifPresent(AudioLine::close);
        }
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
