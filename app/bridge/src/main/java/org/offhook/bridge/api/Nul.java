package org.offhook.bridge.api;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;

/** The character U+0000: JSON may escape it, and it is still no text, because PostgreSQL has no way to keep it. */
public final class Nul {
    private Nul() {}

    /** Whether the name or text that {@code parser} stands on has one. */
    public static boolean in(JsonParser parser) throws IOException {
        JsonToken token = parser.currentToken();
        if (token != JsonToken.VALUE_STRING && token != JsonToken.FIELD_NAME) {
            return false;
        }
        char[] text = parser.getTextCharacters(); // no copy: a request may have a million of them
        int end = parser.getTextOffset() + parser.getTextLength();
        for (int i = parser.getTextOffset(); i < end; i++) {
            if (text[i] == '\0') {
                return true;
            }
        }
        return false;
    }
}
