package org.offhook.media.transport;

/** Is told how handshakes go. Called on a thread of theirs: returns at once. */
public interface SecuringListener {
    /** Does not care. */
    SecuringListener NONE = new SecuringListener() {
        @Override
        public void secured() {
            // Speech flows from here on, as it does in a plain call from the plan on.
        }

        @Override
        public void failed(boolean impostor) {
            // Silence is all that comes of it.
        }
    };

    /** There are keys, and speech flows. */
    void secured();

    /** @param impostor whether somebody with another certificate than the agreed one was there */
    void failed(boolean impostor);
}
