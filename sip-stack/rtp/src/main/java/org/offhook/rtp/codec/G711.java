package org.offhook.rtp.codec;

import java.util.Arrays;

/**
 * ITU-T G.711 µ-law and A-law as RFC 3551 §4.5.14 carries them: one byte a sample, 8000 samples a second. Stateless, so
 * each law is one shared instance for every stream and thread.
 */
@SuppressWarnings("ImmutableEnumChecker") // the tables are filled once and never leave this class
public enum G711 implements SpeechEncoder, SpeechDecoder {
    /** µ-law, static payload type 0, {@code PCMU}. */
    MU_LAW(0, "PCMU", (byte) 0xff) {
        @Override
        int expand(int code) {
            int inverted = ~code & 0xff;
            int segment = (inverted >> 4) & 7;
            int magnitude = ((2 * (inverted & 0x0f) + MU_BIAS) << segment) - MU_BIAS;
            return (inverted & 0x80) != 0 ? -4 * magnitude : 4 * magnitude;
        }

        @Override
        int compress(int linear) {
            // G.711 works on 14 bits here; the one's complement keeps both signs' decision values symmetric.
            int magnitude = Math.min((linear < 0 ? ~linear : linear) >> 2, MU_CLIP) + MU_BIAS;
            int segment = 26 - Integer.numberOfLeadingZeros(magnitude);
            int code = (segment << 4) | ((magnitude >> (segment + 1)) & 0x0f);
            return ~(linear < 0 ? code | 0x80 : code) & 0xff;
        }
    },

    /** A-law, static payload type 8, {@code PCMA}. */
    A_LAW(8, "PCMA", (byte) 0xd5) {
        @Override
        int expand(int code) {
            int flipped = code ^ EVEN_BITS;
            int segment = (flipped >> 4) & 7;
            int step = 2 * (flipped & 0x0f) + 1;
            int magnitude = segment == 0 ? step : (step + 32) << (segment - 1);
            return (flipped & 0x80) != 0 ? 8 * magnitude : -8 * magnitude;
        }

        @Override
        int compress(int linear) {
            // 13 bits here, of which the lowest decides nothing: 12 bits of magnitude.
            int magnitude = (linear < 0 ? ~linear : linear) >> 4;
            int segment = Math.max(0, 28 - Integer.numberOfLeadingZeros(magnitude));
            int inSegment = segment == 0 ? magnitude : magnitude >> (segment - 1);
            int code = (segment << 4) | (inSegment & 0x0f);
            return (linear < 0 ? code : code | 0x80) ^ EVEN_BITS;
        }
    };

    /** Samples and timestamp ticks a second. */
    public static final int SAMPLE_RATE_HERTZ = 8000;

    private static final int MU_BIAS = 33;
    private static final int MU_CLIP = 0x1fff - MU_BIAS;
    /** G.711 §3: A-law codes travel with their even bits inverted. */
    private static final int EVEN_BITS = 0x55;

    private final int payloadType;
    private final String encodingName;
    private final byte silence;
    private final byte[] compressed = new byte[1 << 14];
    private final short[] expanded = new short[256];

    G711(int payloadType, String encodingName, byte silence) {
        this.payloadType = payloadType;
        this.encodingName = encodingName;
        this.silence = silence;
        for (int code = 0; code < expanded.length; code++) {
            expanded[code] = (short) expand(code);
        }
        // Neither law looks at the lowest two bits of a 16-bit sample.
        for (int i = 0; i < compressed.length; i++) {
            compressed[i] = (byte) compress((short) (i << 2));
        }
    }

    abstract int expand(int code);

    abstract int compress(int linear);

    /** The static payload type of RFC 3551 table 4. */
    public int payloadType() {
        return payloadType;
    }

    /** The encoding name of SDP's rtpmap. */
    public String encodingName() {
        return encodingName;
    }

    /** Encodes one sample. */
    public byte encode(short sample) {
        return compressed[(sample & 0xffff) >> 2];
    }

    /** Decodes one sample. */
    public short decode(byte code) {
        return expanded[code & 0xff];
    }

    @Override
    public int encode(short[] pcm, int offset, int samples, byte[] into, int at) {
        for (int i = 0; i < samples; i++) {
            into[at + i] = compressed[(pcm[offset + i] & 0xffff) >> 2];
        }
        return samples;
    }

    @Override
    public int decode(byte[] payload, int offset, int length, short[] into, int at) {
        int samples = Math.min(length, into.length - at);
        for (int i = 0; i < samples; i++) {
            into[at + i] = expanded[payload[offset + i] & 0xff];
        }
        return samples;
    }

    @Override
    public int samplesIn(byte[] payload, int offset, int length) {
        return length;
    }

    /** Fills with the code of silence. */
    public void encodeSilence(byte[] into, int at, int samples) {
        Arrays.fill(into, at, at + samples, silence);
    }
}
