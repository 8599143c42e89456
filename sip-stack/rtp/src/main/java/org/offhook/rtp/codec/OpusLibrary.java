package org.offhook.rtp.codec;

/** A library that does Opus' arithmetic. What it makes belongs to one thread at a time. */
interface OpusLibrary {

    /** Its name, for logs. */
    String name();

    /** @throws IllegalArgumentException for a rate that Opus does not have */
    Encoding encoding(OpusSpeech.Settings settings);

    /** @throws IllegalArgumentException for a rate that Opus does not have */
    Decoding decoding(int sampleRateHertz);

    /** One stream's encoder. May throw what a library of Java's throws. */
    interface Encoding {
        /**
         * Encodes a frame.
         *
         * @param most bytes of the packet
         * @return bytes of it, or a negative number where the library refused
         */
        int encode(short[] pcm, int offset, int samples, byte[] into, int at, int most) throws Exception;

        /**
         * Says what the network is like.
         *
         * @param percent of packets that get lost, 0 to 100
         * @param bitRate bits a second on average from now on
         */
        void expectLoss(int percent, int bitRate);
    }

    /** One stream's decoder. Any bytes may be given to it. */
    interface Decoding {
        /**
         * Decodes a packet.
         *
         * @param samples room for them from {@code at}
         * @param former the frame before the packet, from the copy in it
         * @return how many came out, or a negative number where the library refused
         */
        int decode(byte[] payload, int offset, int length, short[] into, int at, int samples, boolean former)
                throws Exception;

        /** Makes samples up for a packet that is missing, in steps of 2.5 ms; returns as {@link #decode}. */
        int conceal(short[] into, int at, int samples) throws Exception;

        /** Forgets what came before. */
        void reset();
    }
}
