package org.offhook.rtp.jitter;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.offhook.rtp.codec.SpeechDecoder;

/** The decoders of a stream by payload type, and what only they know of a waiting packet. Allocates nothing while decoding; one thread. */
final class Decoders {

    private static final int PAYLOAD_TYPES = 128;

    private final int sampleRateHertz;
    private final @Nullable SpeechDecoder[] byType = new SpeechDecoder[PAYLOAD_TYPES];
    private final @Nullable TimestampScale[] scales = new TimestampScale[PAYLOAD_TYPES];
    /** What the last call made. */
    final short[] samples;

    private @Nullable SpeechDecoder last;
    private boolean changed;

    Decoders(int sampleRateHertz) {
        this.sampleRateHertz = sampleRateHertz;
        samples = new short[400 * sampleRateHertz / 1000];
    }

    @SuppressWarnings("ReferenceEquality") // a decoder has a memory: another one of the same codec is another
    void set(int payloadType, @Nullable SpeechDecoder decoder, int clockRateHertz) {
        if (Objects.equals(byType[payloadType], decoder)) {
            return;
        }
        byType[payloadType] = decoder;
        scales[payloadType] = decoder == null ? null : new TimestampScale(clockRateHertz, sampleRateHertz);
    }

    boolean has(int payloadType) {
        return byType[payloadType] != null;
    }

    /** A packet's timestamp in samples. */
    int timestamp(int payloadType, int timestamp) {
        TimestampScale scale = scales[payloadType];
        return scale == null ? timestamp : scale.toSamples(timestamp);
    }

    int samplesIn(PacketStore.Slot packet) {
        SpeechDecoder decoder = byType[packet.payloadType];
        return decoder == null ? 0 : decoder.samplesIn(packet.payload, 0, packet.length);
    }

    /** Decodes into {@link #samples}; returns how many there are. */
    @SuppressWarnings("ReferenceEquality") // as above
    int decode(PacketStore.Slot packet) {
        SpeechDecoder decoder = byType[packet.payloadType];
        changed = last != null && !last.equals(decoder);
        last = decoder;
        return decoder == null ? 0 : decoder.decode(packet.payload, 0, packet.length, samples, 0);
    }

    /** Whether a packet is of the codec that was decoded last, and that codec has no means of its own for what is missing. */
    @SuppressWarnings("ReferenceEquality") // as above
    boolean goesOn(PacketStore.Slot packet) {
        SpeechDecoder decoder = byType[packet.payloadType];
        return decoder != null && decoder.equals(last) && !decoder.conceals();
    }

    /** How many samples after a gap the decoder of a packet is better not heard. */
    int settlingSamples(PacketStore.Slot packet) {
        SpeechDecoder decoder = byType[packet.payloadType];
        return decoder == null ? 0 : decoder.settlingSamples();
    }

    /** Whether the packet decoded last was another codec's than the one before it. */
    boolean changed() {
        return changed;
    }

    boolean carriesFormer(PacketStore.Slot packet) {
        SpeechDecoder decoder = byType[packet.payloadType];
        return decoder != null && decoder.carriesFormer(packet.payload, 0, packet.length);
    }

    /** Decodes what a packet knows of the {@code missing} samples before it; 0 when it cannot, else how many there are. */
    int decodeFormer(PacketStore.Slot packet, int missing) {
        SpeechDecoder decoder = byType[packet.payloadType];
        return decoder == null ? 0 : decoder.decodeFormer(packet.payload, 0, packet.length, samples, 0, missing);
    }

    /** Lets the decoder that was used last make something up; 0 when it has no means of its own. */
    int conceal(short[] into, int at, int count) {
        SpeechDecoder decoder = last;
        return decoder == null ? 0 : decoder.conceal(into, at, count);
    }

    void forgetLast() {
        last = null;
    }
}
