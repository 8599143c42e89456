package org.offhook.media;

/** Gives a stream the sound to send, frame by frame. Called on the media clock's thread: never blocks or allocates. */
public interface FrameSource {

    /** Sends silence. */
    FrameSource SILENCE = (into, offset, samples) -> java.util.Arrays.fill(into, offset, offset + samples, (short) 0);

    /**
     * Writes the next frame.
     *
     * @param samples of 20 ms: 160 at 8000 Hz, 320 at 16,000 Hz, as its endpoint speaks
     */
    void next(short[] into, int offset, int samples);
}
