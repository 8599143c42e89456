package org.offhook.media;

/** Takes what a stream received, frame by frame. Called on the media clock's thread: never blocks or allocates. */
public interface FrameSink {

    /** Drops everything. */
    FrameSink NONE = (samples, offset, count) -> {};

    /**
     * Takes the next frame: real sound, concealment or silence, 20 ms every 20 ms.
     *
     * @param samples valid only during the call
     */
    void accept(short[] samples, int offset, int count);
}
