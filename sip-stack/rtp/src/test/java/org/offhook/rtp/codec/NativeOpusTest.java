package org.offhook.rtp.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.offhook.rtp.tone.CallTone;
import org.offhook.rtp.tone.ToneDetector;
import org.offhook.rtp.tone.ToneGenerator;

/** The machine's own libopus, beside the translation. */
class NativeOpusTest extends OpusContract {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final int FRAMES = 10_000;

    @BeforeEach
    void isThere() {
        assumeTrue(OpusSpeech.libraryOfMachine().isPresent(), "this machine has no libopus");
    }

    @Override
    OpusLibrary library() {
        return OpusSpeech.libraryOfMachine().orElseThrow();
    }

    @Test
    void itIsTheOneInUseWhereItIsThere() {
        assertThat(OpusSpeech.prepare()).isTrue();
        assertThat(OpusSpeech.libraryName()).startsWith("libopus");
    }

    /** Signal to noise of one decoder's sound against the other's, in dB. */
    private double likeness(int rate, OpusLibrary from) {
        OpusSpeech.Encoder speaks = new OpusSpeech.Encoder(OpusSpeech.Settings.speech(rate), from);
        OpusSpeech.Decoder one = new OpusSpeech.Decoder(rate, library());
        OpusSpeech.Decoder other = new OpusSpeech.Decoder(rate, OpusSpeech.translation());
        short[] pcm = voice(rate, 5_000);
        int frame = rate / 50;
        byte[] packet = new byte[OpusSpeech.MOST_PAYLOAD_BYTES];
        short[] first = new short[frame];
        short[] second = new short[frame];
        double signal = 1;
        double noise = 1;
        for (int at = 0; at + frame <= pcm.length; at += frame) {
            int length = speaks.encode(pcm, at, frame, packet, 0);
            assertThat(one.decode(packet, 0, length, first, 0)).isEqualTo(frame);
            assertThat(other.decode(packet, 0, length, second, 0)).isEqualTo(frame);
            for (int i = 0; i < frame; i++) {
                signal += (double) second[i] * second[i];
                noise += Math.pow(first[i] - (double) second[i], 2);
            }
        }
        return 10 * Math.log10(signal / noise);
    }

    @ParameterizedTest
    @ValueSource(ints = {8_000, 16_000, 48_000})
    void bothDecodersHearTheSameInTheSamePackets(int rate) {
        double ofMachine = likeness(rate, library());
        double ofTranslation = likeness(rate, OpusSpeech.translation());
        System.out.printf(
                "MEASURED likeness of both decoders at %d Hz: %.0f dB in packets of the machine's library, %.0f dB in the translation's%n",
                rate, ofMachine, ofTranslation);
        assertThat(ofMachine).isGreaterThan(45);
        assertThat(ofTranslation).isGreaterThan(45);
    }

    @ParameterizedTest
    @ValueSource(ints = {8_000, 16_000, 48_000})
    void tenThousandFramesAllocateNothing(int rate) {
        OpusSpeech.Encoder encoder = encoder(OpusSpeech.Settings.speech(rate));
        OpusSpeech.Decoder decoder = decoder(rate);
        short[] pcm = voice(rate, 2_000);
        int frame = rate / 50;
        byte[] packet = new byte[OpusSpeech.MOST_PAYLOAD_BYTES];
        short[] heard = new short[frame];
        talk(encoder, decoder, pcm, packet, heard);
        long before = THREADS.getCurrentThreadAllocatedBytes();
        talk(encoder, decoder, pcm, packet, heard);
        long allocated = THREADS.getCurrentThreadAllocatedBytes() - before;
        System.out.printf("MEASURED bytes for %d frames at %d Hz: %d%n", FRAMES, rate, allocated);
        assertThat(allocated).isZero();
    }

    private static void talk(
            OpusSpeech.Encoder encoder, OpusSpeech.Decoder decoder, short[] pcm, byte[] packet, short[] heard) {
        int frame = heard.length;
        for (int i = 0; i < FRAMES; i++) {
            encoder.expectLoss(i % 20);
            int length = encoder.encode(pcm, i * frame % (pcm.length - frame), frame, packet, 0);
            if (i % 50 == 0) {
                decoder.conceal(heard, 0, frame);
            } else if (i % 50 == 1 && decoder.carriesFormer(packet, 0, length)) {
                decoder.decodeFormer(packet, 0, length, heard, 0, frame);
            }
            decoder.decode(packet, 0, length, heard, 0);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {16_000, 48_000})
    void theTimeOfAFrameIsMeasured(int rate) {
        OpusLibrary[] libraries = {library(), OpusSpeech.translation()};
        short[] pcm = voice(rate, 4_000);
        int frame = rate / 50;
        byte[] packet = new byte[OpusSpeech.MOST_PAYLOAD_BYTES];
        short[] heard = new short[frame];
        for (OpusLibrary library : libraries) {
            OpusSpeech.Encoder encoder = new OpusSpeech.Encoder(OpusSpeech.Settings.speech(rate), library);
            OpusSpeech.Decoder decoder = new OpusSpeech.Decoder(rate, library);
            long encoding = 0;
            long decoding = 0;
            long garbage = 0;
            int frames = pcm.length / frame;
            for (int round = 0; round < 3; round++) {
                encoding = 0;
                decoding = 0;
                garbage = THREADS.getCurrentThreadAllocatedBytes();
                for (int i = 0; i < frames; i++) {
                    long begin = THREADS.getCurrentThreadCpuTime();
                    int length = encoder.encode(pcm, i * frame, frame, packet, 0);
                    long between = THREADS.getCurrentThreadCpuTime();
                    decoder.decode(packet, 0, length, heard, 0);
                    encoding += between - begin;
                    decoding += THREADS.getCurrentThreadCpuTime() - between;
                }
                garbage = THREADS.getCurrentThreadAllocatedBytes() - garbage;
            }
            System.out.printf(
                    "MEASURED %s at %d Hz, a frame of 20 ms: %d us to encode, %d us to decode, %d bytes of garbage%n",
                    library.name(), rate, encoding / frames / 1_000, decoding / frames / 1_000, garbage / frames);
        }
    }

    /** Telephone and wide band end at 8 kHz: what lies above is heard in full band alone. */
    @Test
    void aToneOfTenKilohertzIsHeardInFullBand() {
        OpusSpeech.Encoder encoder = encoder(OpusSpeech.Settings.speech(48_000));
        OpusSpeech.Decoder decoder = decoder(48_000);
        ToneGenerator tone = new ToneGenerator(CallTone.steady(10_000, -18), 48_000);
        ToneDetector ear = new ToneDetector(48_000, 10_000);
        short[] frame = new short[960];
        byte[] packet = new byte[OpusSpeech.MOST_PAYLOAD_BYTES];
        for (int i = 0; i < 100; i++) {
            tone.generate(frame, 0, frame.length);
            int length = encoder.encode(frame, 0, frame.length, packet, 0);
            assertThat(decoder.decode(packet, 0, length, frame, 0)).isEqualTo(frame.length);
            ear.accept(frame, 0, frame.length);
        }
        assertThat(ear.heardMillis()).isGreaterThan(1_500);
    }
}
