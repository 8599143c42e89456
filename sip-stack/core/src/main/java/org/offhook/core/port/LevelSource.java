package org.offhook.core.port;

/** Live audio levels: a lossy channel for meters, never for decisions. Any thread. */
public interface LevelSource {
    /** Level of what the far end gets, in dBov: 0 is full scale, -127 silence. */
    float sentDbov();

    /** Level of what the agent hears from the far end, in dBov. */
    float receivedDbov();

    /** Level of the agent's microphone as it is sent, muted or not, in dBov; -127 while it is closed. */
    default float microphoneDbov() {
        return -127;
    }

    /** All silent. */
    LevelSource SILENT = new LevelSource() {
        @Override
        public float sentDbov() {
            return -127;
        }

        @Override
        public float receivedDbov() {
            return -127;
        }
    };
}
