package org.offhook.core.media;

/**
 * A sound device as the system names it.
 *
 * @param id stable over unplugging and restarts where the system gives such an id, else the name
 * @param name what people call it
 * @param kind capture or playout
 * @param systemDefault whether the system would choose it
 */
public record AudioDevice(String id, String name, Kind kind, boolean systemDefault) {
    public enum Kind {
        CAPTURE,
        PLAYOUT
    }
}
