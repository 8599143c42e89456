package org.offhook.bridge.api;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** What a profile says. */
public sealed interface ApiAnswer {
    String JSON = "application/json";
    String TEXT = "text/plain";

    int status();

    /** Without charset. */
    String contentType();

    Charset charset();

    /** Further headers. */
    Map<String, String> headers();

    /** An answer that fits in memory. */
    record Whole(int status, String contentType, Charset charset, String text, Map<String, String> headers)
            implements ApiAnswer {
        public Whole {
            headers = Map.copyOf(headers);
        }
    }

    /** An answer as long as the request: written while the work goes on. */
    record Streamed(int status, String contentType, Charset charset, Map<String, String> headers, Writing writing)
            implements ApiAnswer {
        public Streamed {
            headers = Map.copyOf(headers);
        }
    }

    /** Does the rest of the work and writes what came of it. */
    @FunctionalInterface
    interface Writing {
        /**
         * Called once.
         *
         * @throws IOException when the caller went away: the work goes no further
         */
        void to(OutputStream out) throws IOException;
    }

    static Whole json(String text) {
        return new Whole(200, JSON, StandardCharsets.UTF_8, text, Map.of());
    }

    static Whole text(String text) {
        return new Whole(200, TEXT, StandardCharsets.UTF_8, text, Map.of());
    }

    static Streamed streamedJson(Writing writing) {
        return new Streamed(200, JSON, StandardCharsets.UTF_8, Map.of(), writing);
    }
}
