package org.offhook.audio;

import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.offhook.core.media.AudioChoice;
import org.offhook.core.port.AudioDevicePort;
import org.offhook.core.port.AudioDevicePort.AudioLine;
import org.offhook.rtp.tone.CallTone;
import org.offhook.rtp.tone.ToneGenerator;

/** Serves the sound server late again and again, then opens the speaker anew; for {@link SpeakerWaitTest}, in a process of its own. */
final class SpeakerWaitProbe {

    private static final AudioChoice RAW =
            new AudioChoice(Optional.empty(), Optional.empty(), Optional.empty(), false, false, false);

    /** Meanwhile the test asks the server. */
    private static final int MEASURES_MILLIS = 600;

    private static volatile boolean stall;
    private static volatile long longestGap;
    private static long last;

    private SpeakerWaitProbe() {}

    public static void main(String[] arguments) throws InterruptedException {
        AudioDevicePort devices = AudioDevices.fromSetting("system");
        CountDownLatch told = new CountDownLatch(1);
        devices.start((present, problem) -> told.countDown());
        say("told", told.await(15, TimeUnit.SECONDS));
        ToneGenerator tone = new ToneGenerator(CallTone.steady(440, -20), 8000);
        AudioLine line = devices.openTalk(RAW, 8000, (into, offset, samples, rate, now) -> {
            if (last != 0) {
                longestGap = Math.max(longestGap, now - last);
            }
            if (stall) {
                stall = false;
                LockSupport.parkNanos(70_000_000L);
            }
            last = System.nanoTime();
            tone.generate(into, offset, samples);
        });
        rest(1500);
        say("ready", "opened");
        rest(MEASURES_MILLIS);
        for (int i = 0; i < 5; i++) {
            stall = true;
            rest(250);
        }
        say("ready", "stalled");
        rest(MEASURES_MILLIS);
        longestGap = 0;
        ((SystemLine) line).moved(ServerShare.Move.ANEW, ServerShare.LEAST_MILLIS);
        rest(800);
        say("anew-gap-ms", longestGap / 1_000_000);
        longestGap = 0;
        rest(200);
        say("goes-on", longestGap > 0);
        say("ready", "anew");
        rest(MEASURES_MILLIS);
        line.close();
        Runtime.getRuntime().halt(0);
    }

    private static void rest(int millis) {
        long end = System.nanoTime() + millis * 1_000_000L;
        while (System.nanoTime() - end < 0) {
            LockSupport.parkNanos(end - System.nanoTime());
        }
    }

    private static void say(String key, Object value) {
        System.out.println("probe " + key + "=" + value);
    }
}
