package org.offhook.core.port;

import org.offhook.core.soundcheck.SoundCheckFacts;
import org.offhook.core.soundcheck.SoundCheckKind;

/** The agent's devices as a sound check sees them. Called on the loop only, but for {@link #facts}; returns at once. */
public interface SoundCheckPort {
    /** Opens what the check needs; answered by {@link PhoneInbox#soundCheckOpened}. Another one may still be open. */
    void open(SoundCheckKind kind);

    /** Lets the agent hear what was recorded since the opening. */
    void playBack();

    /** Gives the devices back unless a call needs them. */
    void close();

    /** What the microphone gave so far. Any thread. */
    SoundCheckFacts facts();

    /** No devices: a check is never opened. */
    SoundCheckPort NONE = new SoundCheckPort() {
        @Override
        public void open(SoundCheckKind kind) {}

        @Override
        public void playBack() {}

        @Override
        public void close() {}

        @Override
        public SoundCheckFacts facts() {
            return SoundCheckFacts.NONE;
        }
    };
}
