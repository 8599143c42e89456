package org.offhook.rtp.codec;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.lang.ref.Reference;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The reference library of the machine, libopus, called without a copy of it in the program. Nothing is allocated in a frame: state,
 * samples and packet of a stream lie in one block of native memory, which goes with the object. Pointers are passed as plain numbers, so
 * this is for machines of 64 bits.
 *
 * <p>Numbers are those of opus_defines.h, which has kept them since 1.0.
 */
final class NativeOpus implements OpusLibrary {

    private static final int GOOD = 0;
    private static final int VOICE_OVER_IP = 2048;
    private static final int VOICE = 3001;
    private static final int SPEECH_LAYER = 1000;
    private static final int BOTH_LAYERS = 1001;
    private static final int FIRST_BANDWIDTH = 1101;

    private static final int SET_BIT_RATE = 4002;
    private static final int SET_MOST_BANDWIDTH = 4004;
    private static final int SET_VARIABLE_RATE = 4006;
    private static final int SET_COMPLEXITY = 4010;
    private static final int SET_COPIES = 4012;
    private static final int SET_LOSS = 4014;
    private static final int SET_PAUSES = 4016;
    private static final int SET_SIGNAL = 4024;
    /** Not in the public header, and kept like what is: opus_private.h. */
    private static final int SET_MODE = 11002;

    /** Takes half of what the translation does at its five; eight and more take twice as long. */
    private static final int COMPLEXITY = 7;

    /** The longest packet, 120 ms at 48 kHz. */
    private static final int MOST_SAMPLES = 5_760;

    private static final int MOST_PACKET_BYTES = 1_536;
    private static final int ALIGNMENT = 16;

    private final Functions functions;

    private NativeOpus(Functions functions) {
        this.functions = functions;
    }

    /** The functions in use. */
    private record Functions(
            MethodHandle encoderSize,
            MethodHandle encoderInit,
            MethodHandle encode,
            MethodHandle encoderSet,
            MethodHandle decoderSize,
            MethodHandle decoderInit,
            MethodHandle decode) {}

    /** The machine's library; empty where there is none that can be used. Any thread; some tens of milliseconds. */
    @SuppressWarnings("restricted") // the names and descriptors below are what keeps it sound
    static Optional<OpusLibrary> ofMachine() {
        if (ADDRESS.byteSize() != JAVA_LONG.byteSize()) {
            return Optional.empty();
        }
        for (String file : files(System.getProperty("os.name", ""))) {
            try {
                return Optional.of(load(SymbolLookup.libraryLookup(file, Arena.global())));
            } catch (Throwable notThere) {
                // No such file, another architecture, a function missing, no permission to call: the next one, or none.
            }
        }
        return Optional.empty();
    }

    /** Where the system's own package puts it. Windows has none, and a bare name there would be looked for where anybody may write. */
    private static List<String> files(String system) {
        String name = system.toLowerCase(Locale.ROOT);
        if (name.startsWith("mac")) {
            return List.of("/opt/homebrew/lib/libopus.0.dylib", "/usr/local/lib/libopus.0.dylib");
        }
        return name.startsWith("win") ? List.of() : List.of("libopus.so.0");
    }

    @SuppressWarnings("restricted") // as above: each descriptor is that of the function in opus.h
    private static OpusLibrary load(SymbolLookup symbols) {
        Linker linker = Linker.nativeLinker();
        FunctionDescriptor size = FunctionDescriptor.of(JAVA_INT, JAVA_INT);
        Functions found = new Functions(
                linker.downcallHandle(symbols.findOrThrow("opus_encoder_get_size"), size),
                linker.downcallHandle(
                        symbols.findOrThrow("opus_encoder_init"),
                        FunctionDescriptor.of(JAVA_INT, JAVA_LONG, JAVA_INT, JAVA_INT, JAVA_INT)),
                linker.downcallHandle(
                        symbols.findOrThrow("opus_encode"),
                        FunctionDescriptor.of(JAVA_INT, JAVA_LONG, JAVA_LONG, JAVA_INT, JAVA_LONG, JAVA_INT)),
                linker.downcallHandle(
                        symbols.findOrThrow("opus_encoder_ctl"),
                        FunctionDescriptor.of(JAVA_INT, JAVA_LONG, JAVA_INT, JAVA_INT),
                        Linker.Option.firstVariadicArg(2)),
                linker.downcallHandle(symbols.findOrThrow("opus_decoder_get_size"), size),
                linker.downcallHandle(
                        symbols.findOrThrow("opus_decoder_init"),
                        FunctionDescriptor.of(JAVA_INT, JAVA_LONG, JAVA_INT, JAVA_INT)),
                linker.downcallHandle(
                        symbols.findOrThrow("opus_decode"),
                        FunctionDescriptor.of(
                                JAVA_INT, JAVA_LONG, JAVA_LONG, JAVA_INT, JAVA_LONG, JAVA_INT, JAVA_INT)));
        return new NativeOpus(found);
    }

    @Override
    public String name() {
        return "libopus";
    }

    @Override
    public Encoding encoding(OpusSpeech.Settings settings) {
        try {
            return new Encoder(functions, settings);
        } catch (Throwable refused) {
            throw new IllegalArgumentException("no such rate in Opus", refused);
        }
    }

    @Override
    public Decoding decoding(int sampleRateHertz) {
        try {
            return new Decoder(functions, sampleRateHertz);
        } catch (Throwable refused) {
            throw new IllegalArgumentException("no such rate in Opus", refused);
        }
    }

    private static int bandwidth(int hertz) {
        int above = 0;
        for (int limit : OpusSpeech.BANDS_HERTZ) {
            above += hertz > limit ? 1 : 0;
        }
        return FIRST_BANDWIDTH + above;
    }

    private static void require(int result) {
        if (result != GOOD) {
            throw new IllegalStateException("libopus says " + result);
        }
    }

    /** A stream's block: the library's state, samples, a packet. */
    private abstract static sealed class Stream permits Encoder, Decoder {
        final Functions functions;
        final MemorySegment block;
        final MemorySegment samples;
        final MemorySegment packet;
        final long state;

        Stream(Functions functions, int stateBytes) {
            this.functions = functions;
            int packetAt = aligned(stateBytes);
            int samplesAt = packetAt + MOST_PACKET_BYTES;
            long sampleBytes = MOST_SAMPLES * JAVA_SHORT.byteSize();
            block = Arena.ofAuto().allocate(samplesAt + sampleBytes, ALIGNMENT);
            state = block.address();
            packet = block.asSlice(packetAt, MOST_PACKET_BYTES);
            samples = block.asSlice(samplesAt, sampleBytes);
        }

        private static int aligned(int bytes) {
            return (bytes + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
        }
    }

    private static final class Encoder extends Stream implements Encoding {

        Encoder(Functions functions, OpusSpeech.Settings settings) throws Throwable {
            super(functions, (int) functions.encoderSize.invokeExact(1));
            require((int) functions.encoderInit.invokeExact(state, settings.sampleRateHertz(), 1, VOICE_OVER_IP));
            set(SET_SIGNAL, VOICE);
            set(SET_MODE, settings.bandwidthHertz() <= OpusSpeech.WIDE_BAND_HERTZ ? SPEECH_LAYER : BOTH_LAYERS);
            set(SET_MOST_BANDWIDTH, bandwidth(settings.bandwidthHertz()));
            set(SET_COMPLEXITY, COMPLEXITY);
            set(SET_COPIES, settings.forwardErrorCorrection() ? 1 : 0);
            set(SET_PAUSES, settings.pauses() ? 1 : 0);
            set(SET_VARIABLE_RATE, settings.constantBitRate() ? 0 : 1);
        }

        private void set(int what, int value) throws Throwable {
            require((int) functions.encoderSet.invokeExact(state, what, value));
        }

        @Override
        public int encode(short[] pcm, int offset, int count, byte[] into, int at, int most) {
            int room = Math.min(most, MOST_PACKET_BYTES);
            MemorySegment.copy(pcm, offset, samples, JAVA_SHORT, 0, count);
            int length;
            try {
                length = (int) functions.encode.invokeExact(state, samples.address(), count, packet.address(), room);
            } catch (Throwable impossible) {
                throw new IllegalStateException(impossible);
            } finally {
                Reference.reachabilityFence(block);
            }
            if (length > 0) {
                MemorySegment.copy(packet, JAVA_BYTE, 0, into, at, length);
            }
            return length;
        }

        @Override
        public void expectLoss(int percent, int bitRate) {
            try {
                set(SET_LOSS, percent);
                set(SET_BIT_RATE, bitRate);
            } catch (Throwable impossible) {
                throw new IllegalStateException(impossible);
            } finally {
                Reference.reachabilityFence(block);
            }
        }
    }

    private static final class Decoder extends Stream implements Decoding {
        private final int sampleRateHertz;

        Decoder(Functions functions, int sampleRateHertz) throws Throwable {
            super(functions, (int) functions.decoderSize.invokeExact(1));
            this.sampleRateHertz = sampleRateHertz;
            require((int) functions.decoderInit.invokeExact(state, sampleRateHertz, 1));
        }

        @Override
        public int decode(byte[] payload, int offset, int length, short[] into, int at, int count, boolean former) {
            if (length > MOST_PACKET_BYTES) {
                return -1;
            }
            MemorySegment.copy(payload, offset, packet, JAVA_BYTE, 0, length);
            return run(packet.address(), length, into, at, count, former ? 1 : 0);
        }

        @Override
        public int conceal(short[] into, int at, int count) {
            return run(0, 0, into, at, count, 0);
        }

        private int run(long from, int length, short[] into, int at, int count, int former) {
            int room = Math.min(count, MOST_SAMPLES);
            int made;
            try {
                made = (int) functions.decode.invokeExact(state, from, length, samples.address(), room, former);
            } catch (Throwable impossible) {
                throw new IllegalStateException(impossible);
            } finally {
                Reference.reachabilityFence(block);
            }
            if (made > 0) {
                MemorySegment.copy(samples, JAVA_SHORT, 0, into, at, made);
            }
            return made;
        }

        @Override
        public void reset() {
            try {
                require((int) functions.decoderInit.invokeExact(state, sampleRateHertz, 1));
            } catch (Throwable impossible) {
                throw new IllegalStateException(impossible);
            } finally {
                Reference.reachabilityFence(block);
            }
        }
    }
}
