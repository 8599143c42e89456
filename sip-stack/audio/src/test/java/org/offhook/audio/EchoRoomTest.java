package org.offhook.audio;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.offhook.core.media.AudioChoice;
import org.offhook.rtp.pcm.Resampler;
import org.offhook.testkit.base.EchoRoom;
import org.offhook.testkit.base.ReferenceSpeech;

/** The processing as it is shipped, in a simulated room: echo 10 dB below the loudspeaker's sound, late by the devices' and the room's delay. */
class EchoRoomTest {
    private static final double ECHO_DECIBELS = -10;

    @ParameterizedTest
    @CsvSource({"16000,20", "16000,60", "16000,120", "16000,200", "8000,60", "48000,60"})
    void theEchoIsGoneAndTheNearEndIsKept(int rate, int delayMillis) {
        short[] far = at(rate, ReferenceSpeech.of(2));
        short[] near = at(rate, ReferenceSpeech.one("voice3"), ReferenceSpeech.one("voice4"));
        EchoRoom.Result result;
        try (VoiceProcessing voice = new VoiceProcessing()) {
            voice.configure(AudioChoice.SYSTEM);
            result = new EchoRoom(rate, delayMillis, ECHO_DECIBELS).measure(far, near, canceller(voice, rate));
        }
        System.out.printf(
                Locale.ROOT,
                "MEASURED %d Hz, echo after %d ms: down %.1f dB, settled in %.2f s; near end alone %.1f dB, with the far end %.1f dB%n",
                rate,
                delayMillis,
                result.echoDownDecibels(),
                result.settledSeconds(),
                result.nearKeptDecibels(),
                result.bothKeptDecibels());
        assertThat(result.echoDownDecibels()).isGreaterThan(35);
        assertThat(result.settledSeconds()).isLessThan(3);
        assertThat(result.nearKeptDecibels()).isBetween(-3.0, 3.0);
        assertThat(result.bothKeptDecibels()).isBetween(-6.0, 3.0);
    }

    private static EchoRoom.Canceller canceller(VoiceProcessing voice, int rate) {
        return new EchoRoom.Canceller() {
            @Override
            public void heard(short[] portion) {
                voice.heard(portion, rate);
            }

            @Override
            public void spoken(short[] portion) {
                voice.spoken(portion, rate);
            }
        };
    }

    /** One after the other; telephone rate by taking every other sample of a low-passed signal. */
    private static short[] at(int rate, short[]... parts) {
        if (rate > ReferenceSpeech.RATE) {
            return wider(rate, at(ReferenceSpeech.RATE, parts));
        }
        int step = ReferenceSpeech.RATE / rate;
        int length = 0;
        for (short[] part : parts) {
            length += part.length / step;
        }
        short[] all = new short[length];
        int filled = 0;
        for (short[] part : parts) {
            for (int i = 0; i + step <= part.length; i += step) {
                all[filled++] = (short) (step == 1 ? part[i] : (part[i] + part[i + 1]) / 2);
            }
        }
        return all;
    }

    private static short[] wider(int rate, short[] speech) {
        Resampler resampler = new Resampler(ReferenceSpeech.RATE, rate);
        short[] all = new short[speech.length * (rate / ReferenceSpeech.RATE) + rate];
        int filled = 0;
        for (int at = 0; at < speech.length; at += ReferenceSpeech.RATE / 10) {
            int count = Math.min(ReferenceSpeech.RATE / 10, speech.length - at);
            filled += resampler.process(speech, at, count, all, filled);
        }
        return Arrays.copyOf(all, filled);
    }
}
