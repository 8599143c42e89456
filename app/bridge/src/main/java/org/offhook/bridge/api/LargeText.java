package org.offhook.bridge.api;

import java.io.IOException;
import java.io.InputStream;

/** A parameter that may be larger than memory. Readable until the answer is written, as often as wanted. */
public interface LargeText {
    /** As sent: in the charset of the request. */
    InputStream open() throws IOException;

    long bytes();
}
