package org.offhook.bench;

import java.util.Locale;
import org.offhook.audio.VoiceProcessing;
import org.offhook.core.media.AudioChoice;
import org.offhook.testkit.base.EchoRoom;
import org.offhook.testkit.base.ReferenceSpeech;

/** The echo canceller as it is shipped, in simulated rooms whose echo is 10 dB below the loudspeaker's sound, one for each delay. */
final class RoomBench {
    private static final double ECHO_DECIBELS = -10;
    private static final int[] DELAYS_MILLIS = {20, 40, 60, 80, 120, 160, 200};

    private RoomBench() {}

    /** Measures, says and notes the figures. */
    static void measure(Figures figures) {
        Console.say(String.format(
                Locale.ROOT,
                "%-16s%14s%14s%16s%16s",
                "echo after ms",
                "echo down dB",
                "settled in s",
                "near alone dB",
                "near in both dB"));
        for (int delay : DELAYS_MILLIS) {
            EchoRoom.Result result = in(delay);
            Console.say(String.format(
                    Locale.ROOT,
                    "%-16d%14.1f%14.2f%16.1f%16.1f",
                    delay,
                    result.echoDownDecibels(),
                    result.settledSeconds(),
                    result.nearKeptDecibels(),
                    result.bothKeptDecibels()));
            String key = "room." + delay + "_ms.";
            figures.put("offhook", key + "echo_down_db", result.echoDownDecibels());
            figures.put("offhook", key + "settled_s", result.settledSeconds());
            figures.put("offhook", key + "near_alone_db", result.nearKeptDecibels());
            figures.put("offhook", key + "near_in_both_db", result.bothKeptDecibels());
        }
    }

    private static EchoRoom.Result in(int delayMillis) {
        int rate = ReferenceSpeech.RATE;
        try (VoiceProcessing voice = new VoiceProcessing()) {
            voice.configure(AudioChoice.SYSTEM);
            return new EchoRoom(rate, delayMillis, ECHO_DECIBELS)
                    .measure(ReferenceSpeech.one("voice1"), ReferenceSpeech.one("voice4"), new EchoRoom.Canceller() {
                        @Override
                        public void heard(short[] portion) {
                            voice.heard(portion, rate);
                        }

                        @Override
                        public void spoken(short[] portion) {
                            voice.spoken(portion, rate);
                        }
                    });
        }
    }
}
