package org.offhook.bridge.event;

/** Somebody who reads the stream. Calls come one at a time; none may block. */
public interface EventReader {
    /** An event or a snapshot, encoded. A reader that cannot keep up ends its own connection. */
    void deliver(String json);
}
