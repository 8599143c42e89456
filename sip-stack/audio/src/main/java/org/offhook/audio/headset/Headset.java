package org.offhook.audio.headset;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.offhook.audio.headset.HeadsetMachine.Effect;
import org.offhook.audio.headset.HeadsetMachine.Input;
import org.offhook.audio.headset.HeadsetMachine.State;
import org.offhook.audio.headset.HeadsetMachine.Step;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The headset on the agent's head: a thread of its own looks for one, reads its buttons and sets its lamps. A headset that is unplugged is
 * looked for again; natives that cannot be had end the thread, once, and with it nothing else.
 */
public final class Headset implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Headset.class);
    /** As long as a lamp may be late. */
    private static final int READ_MILLIS = 100;

    /** Loading natives is not to be felt at the start. */
    private static final Duration FIRST_LOOK = Duration.ofSeconds(4);

    private static final Duration LOOK_AGAIN = Duration.ofSeconds(5);
    private static final int MOST_REPORT_BYTES = 1024;

    private final Supplier<HidAccess> natives;
    private final Presses presses;
    private final InstantSource clock;
    private final LinkedBlockingQueue<PhoneSituation> news = new LinkedBlockingQueue<>();
    private final Thread thread;
    private volatile boolean closing;
    private State state = State.BEGIN;

    /** Is told what the agent pressed. Called on the headset's thread; returns at once. */
    public interface Presses {
        void answer();

        void hangUp();

        void toggleMute();
    }

    /** Starts looking for a headset. */
    public static Headset start(Presses presses) {
        return new Headset(SystemHid::new, presses, InstantSource.system(), FIRST_LOOK);
    }

    Headset(Supplier<HidAccess> natives, Presses presses, InstantSource clock, Duration firstLook) {
        this.natives = natives;
        this.presses = presses;
        this.clock = clock;
        thread = Thread.ofPlatform().daemon().name("headset").start(() -> run(firstLook));
    }

    /** The phone's situation from now on. Any thread; returns at once. */
    public void show(PhoneSituation phone) {
        news.add(phone);
    }

    private void run(Duration firstLook) {
        try {
            rest(firstLook);
            look();
        } catch (InterruptedException e) {
            LOG.debug("the headset is let go");
        } catch (RuntimeException | Error missing) {
            LOG.info("no buttons of headsets here: {}", missing.toString());
        }
    }

    private void look() throws InterruptedException {
        try (HidAccess access = natives.get()) {
            while (!closing) {
                for (String path : access.candidates()) {
                    use(access, path);
                }
                rest(LOOK_AGAIN);
            }
        }
    }

    /** Between two looks the phone's news are followed, so that a headset finds the lamps of the moment. */
    private void rest(Duration time) throws InterruptedException {
        long end = System.nanoTime() + time.toNanos();
        for (long left = time.toNanos(); left > 0 && !closing; left = end - System.nanoTime()) {
            PhoneSituation phone = news.poll(left, TimeUnit.NANOSECONDS);
            if (phone != null) {
                step(new Input.PhoneChanged(phone));
            }
        }
    }

    private void use(HidAccess access, String path) throws InterruptedException {
        Optional<HidAccess.Pipe> opened = access.open(path);
        if (opened.isEmpty()) {
            return;
        }
        try (HidAccess.Pipe pipe = opened.get()) {
            byte[] descriptor = pipe.descriptor();
            Optional<HeadsetLayout> layout = HeadsetLayout.of(ReportDescriptor.parse(descriptor, descriptor.length));
            if (layout.isPresent()) {
                LOG.info("a headset's buttons are used");
                talk(pipe, layout.get());
                LOG.info("the headset is gone");
            }
        }
    }

    private void talk(HidAccess.Pipe pipe, HeadsetLayout layout) {
        state = new State(state.phone(), HeadsetButtons.AT_REST, Optional.empty());
        byte[] report = new byte[MOST_REPORT_BYTES];
        boolean there = light(pipe, layout);
        while (there && !closing) {
            PhoneSituation phone = news.poll();
            if (phone != null) {
                there = !step(new Input.PhoneChanged(phone)).contains(Effect.SHOW_LAMPS) || light(pipe, layout);
                continue;
            }
            int length = pipe.read(report, READ_MILLIS);
            there = length >= 0;
            if (length > 0) {
                step(new Input.ButtonsRead(layout.read(report, length, state.buttons())));
            }
        }
    }

    private boolean light(HidAccess.Pipe pipe, HeadsetLayout layout) {
        return layout.reports(HeadsetMachine.lamps(state)).entrySet().stream()
                .allMatch(report -> pipe.write(report.getKey(), report.getValue()));
    }

    private List<Effect> step(Input input) {
        Step step = HeadsetMachine.step(state, input, clock.instant());
        state = step.next();
        for (Effect effect : step.effects()) {
            switch (effect) {
                case ANSWER -> presses.answer();
                case HANG_UP -> presses.hangUp();
                case TOGGLE_MUTE -> presses.toggleMute();
                case SHOW_LAMPS -> {} // by whoever has the device
            }
        }
        return step.effects();
    }

    /** Lets the headset go within a second. */
    @Override
    public void close() {
        closing = true;
        thread.interrupt();
        try {
            thread.join(Duration.ofSeconds(1));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
