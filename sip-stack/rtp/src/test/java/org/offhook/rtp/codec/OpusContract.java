package org.offhook.rtp.codec;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.offhook.rtp.tone.CallTone;
import org.offhook.rtp.tone.Level;
import org.offhook.rtp.tone.ToneDetector;
import org.offhook.rtp.tone.ToneGenerator;

/** What holds for Opus whichever library does it. */
abstract class OpusContract {

    abstract OpusLibrary library();

    final OpusSpeech.Encoder encoder(OpusSpeech.Settings settings) {
        return new OpusSpeech.Encoder(settings, library());
    }

    final OpusSpeech.Decoder decoder(int rate) {
        return new OpusSpeech.Decoder(rate, library());
    }

    private final byte[] packet = new byte[OpusSpeech.MOST_PAYLOAD_BYTES];

    /** A voice-like sound: a pitch that glides, with pauses. */
    static short[] voice(int rate, int millis) {
        short[] pcm = new short[rate * millis / 1000];
        double phase = 0;
        for (int i = 0; i < pcm.length; i++) {
            double second = (double) i / rate;
            phase += 2 * Math.PI * (120 + 40 * Math.sin(2 * second)) / rate;
            double voiced =
                    Math.sin(phase) + 0.6 * Math.sin(2 * phase) + 0.4 * Math.sin(5 * phase) + 0.2 * Math.sin(9 * phase);
            double syllable = Math.max(0, Math.sin(2 * Math.PI * 3 * second));
            pcm[i] = (short) (5_000 * voiced * syllable);
        }
        return pcm;
    }

    @ParameterizedTest
    @ValueSource(ints = {8_000, 16_000, 48_000})
    void aToneComesBackAtEachRate(int rate) {
        OpusSpeech.Encoder encoder = encoder(OpusSpeech.Settings.speech(rate));
        OpusSpeech.Decoder decoder = decoder(rate);
        ToneGenerator tone = new ToneGenerator(CallTone.steady(1_000, -18), rate);
        ToneDetector ear = new ToneDetector(rate, 1_000);
        short[] frame = new short[rate / 50];
        for (int i = 0; i < 100; i++) {
            tone.generate(frame, 0, frame.length);
            int length = encoder.encode(frame, 0, frame.length, packet, 0);
            assertThat(length).isBetween(3, 400);
            assertThat(decoder.samplesIn(packet, 0, length)).isEqualTo(frame.length);
            assertThat(decoder.decode(packet, 0, length, frame, 0)).isEqualTo(frame.length);
            ear.accept(frame, 0, frame.length);
        }
        assertThat(ear.heardMillis()).isGreaterThan(1_800);
        assertThat(encoder.faults() + decoder.faults()).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {10, 20, 40, 60})
    void eachPacketLengthIsFramed(int millis) {
        OpusSpeech.Encoder encoder = encoder(OpusSpeech.Settings.speech(16_000));
        OpusSpeech.Decoder decoder = decoder(16_000);
        short[] pcm = voice(16_000, 1_200);
        int frame = 16 * millis;
        for (int at = 0; at + frame <= pcm.length; at += frame) {
            int length = encoder.encode(pcm, at, frame, packet, 0);
            assertThat(decoder.samplesIn(packet, 0, length)).isEqualTo(frame);
        }
        assertThat(encoder.faults()).isZero();
    }

    /** Segmental signal-to-noise ratio over 20 ms, in dB, against what comes out when nothing is lost. */
    private double afterLoss(boolean restores, long seed) {
        OpusSpeech.Encoder encoder = encoder(OpusSpeech.Settings.speech(16_000));
        encoder.expectLoss(20);
        OpusSpeech.Decoder clean = decoder(16_000);
        OpusSpeech.Decoder lossy = decoder(16_000);
        Random random = new Random(seed);
        short[] pcm = voice(16_000, 10_000);
        short[] wanted = new short[320];
        short[] got = new short[320];
        short[] earlier = new short[320];
        byte[] payload = packet.clone();
        boolean missing = false;
        double sum = 0;
        int counted = 0;
        for (int at = 0; at + 320 <= pcm.length; at += 320) {
            int length = encoder.encode(pcm, at, 320, payload, 0);
            boolean lost = !missing && random.nextInt(10) == 0;
            if (!lost) {
                if (missing) {
                    int restored = restores && lossy.carriesFormer(payload, 0, length)
                            ? lossy.decodeFormer(payload, 0, length, got, 0, 320)
                            : lossy.conceal(got, 0, 320);
                    assertThat(restored).isEqualTo(320);
                    double signal = 1;
                    double noise = 1;
                    for (int i = 0; i < 320; i++) {
                        signal += (double) earlier[i] * earlier[i];
                        noise += (double) (got[i] - earlier[i]) * (got[i] - earlier[i]);
                    }
                    if (signal > 320 * 10_000.0) {
                        sum += Math.min(35, 10 * Math.log10(signal / noise));
                        counted++;
                    }
                }
                lossy.decode(payload, 0, length, got, 0);
            }
            clean.decode(payload, 0, length, wanted, 0);
            System.arraycopy(wanted, 0, earlier, 0, 320);
            missing = lost;
        }
        assertThat(counted).isGreaterThan(10);
        return sum / counted;
    }

    @Test
    void theCopyInTheNextPacketBringsBackWhatConcealmentCanOnlyGuess() {
        double guessed = afterLoss(false, 4);
        double restored = afterLoss(true, 4);
        System.out.printf(
                "MEASURED lost frames against the clean ones, seed 4: guessed %.1f dB, restored %.1f dB%n",
                guessed, restored);
        assertThat(restored).isGreaterThan(guessed + 3);
    }

    /** What is sent of a voice, of so many seconds: bytes of all packets, and how many of them carry the one before. */
    private int[] sent(OpusSpeech.Encoder encoder, int rate, int seconds) {
        OpusSpeech.Decoder decoder = decoder(rate);
        short[] pcm = voice(rate, 1_000 * seconds);
        int frame = rate / 50;
        int bytes = 0;
        int copies = 0;
        for (int at = 0; at + frame <= pcm.length; at += frame) {
            int length = encoder.encode(pcm, at, frame, packet, 0);
            bytes += length;
            copies += decoder.carriesFormer(packet, 0, length) ? 1 : 0;
        }
        return new int[] {bytes, copies};
    }

    @ParameterizedTest
    @ValueSource(ints = {8_000, 16_000, 48_000})
    void copiesAreSentFromTheBeginningBeforeAnybodyHasReportedALoss(int rate) {
        int[] sent = sent(encoder(OpusSpeech.Settings.speech(rate)), rate, 4);
        assertThat(sent[1]).as("packets of 200 that carry the one before").isGreaterThan(80);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 5, 10, 20})
    void aLossOfAnySizeHasCopiesSent(int percent) {
        OpusSpeech.Encoder encoder = encoder(OpusSpeech.Settings.speech(16_000));
        encoder.expectLoss(percent);
        assertThat(sent(encoder, 16_000, 4)[1])
                .as("packets of 200 that carry the one before")
                .isGreaterThan(80);
    }

    @Test
    void copiesComeOnTopOfWhatIsSaidAndGoWithTheLosses() {
        OpusSpeech.Encoder encoder = encoder(OpusSpeech.Settings.speech(16_000));
        encoder.expectLoss(10);
        int[] losing = sent(encoder, 16_000, 10);
        encoder.expectLoss(0);
        int[] clean = sent(encoder, 16_000, 10);
        assertThat(clean[1]).as("copies where nothing is lost").isLessThanOrEqualTo(1);
        assertThat(clean[0]).as("bytes of ten seconds").isLessThan(24_000 / 8 * 10);
        assertThat(losing[0]).isBetween(clean[0] * 6 / 5, 36_000 / 8 * 10);
    }

    @Test
    void silenceIsLeftOutWhereTheFarEndWishesThatAndNowhereElse() {
        short[] silence = new short[320];
        OpusSpeech.Encoder speaking = encoder(OpusSpeech.Settings.speech(16_000));
        OpusSpeech.Encoder pausing = encoder(new OpusSpeech.Settings(16_000, 8_000, 24_000, 36_000, true, true, false));
        int sent = 0;
        int paused = 0;
        for (int i = 0; i < 200; i++) {
            sent += speaking.encode(silence, 0, 320, packet, 0) > 0 ? 1 : 0;
            paused += pausing.encode(silence, 0, 320, packet, 0) > 0 ? 1 : 0;
        }
        assertThat(sent).isEqualTo(200);
        assertThat(paused).as("some refresh the noise").isBetween(1, 60);
    }

    @Test
    void aFarEndThatPlaysTelephoneBandIsSentNoMore() {
        OpusSpeech.Encoder encoder =
                encoder(new OpusSpeech.Settings(16_000, 4_000, 18_000, 27_000, true, false, false));
        short[] pcm = voice(16_000, 1_000);
        for (int at = 0; at + 320 <= pcm.length; at += 320) {
            encoder.encode(pcm, at, 320, packet, 0);
        }
        // RFC 6716 §3.1: configurations 0 to 3 are narrow band.
        assertThat((packet[0] & 0xff) >> 3).isLessThan(4);
    }

    @Test
    void anyBytesAreSurvivedAndSpeechGoesOn() {
        OpusSpeech.Decoder decoder = decoder(16_000);
        OpusSpeech.Encoder encoder = encoder(OpusSpeech.Settings.speech(16_000));
        Random random = new Random(6716);
        short[] into = new short[16 * 120];
        byte[] noise = new byte[300];
        for (int i = 0; i < 3_000; i++) {
            random.nextBytes(noise);
            int length = random.nextInt(noise.length);
            int at = random.nextInt(into.length);
            assertThat(decoder.decode(noise, 0, length, into, at)).isBetween(0, into.length - at);
            decoder.decodeFormer(noise, 0, length, into, 0, 320);
        }
        short[] pcm = voice(16_000, 1_000);
        short[] heard = new short[320];
        float loudest = -127;
        for (int at = 0; at + 320 <= pcm.length; at += 320) {
            int length = encoder.encode(pcm, at, 320, packet, 0);
            decoder.decode(packet, 0, length, heard, 0);
            loudest = Math.max(loudest, Level.dbov(heard, 0, 320));
        }
        assertThat(loudest).isGreaterThan(-25);
    }
}
