package org.offhook.bridge.profile.elision;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.offhook.bridge.api.LargeText;
import org.offhook.bridge.api.Nul;

/** The array of leads as it is read: an object with texts, numbers or truth values each; anything else, and a NUL, is a syntax error. */
final class LeadArray implements AutoCloseable {
    private static final int MOST_FIELDS = 200;
    private static final JsonFactory JSON = JsonFactory.builder()
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION) // customers' data stays out of messages
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(4)
                    .maxStringLength(64 * 1024)
                    .maxNumberLength(100)
                    .maxNameLength(200)
                    .build())
            .build();

    private final JsonParser parser;

    private LeadArray(JsonParser parser) {
        this.parser = parser;
    }

    static LeadArray open(LargeText text, Charset charset) throws IOException {
        return open(text.open(), charset);
    }

    private static LeadArray open(InputStream in, Charset charset) throws IOException {
        var decoder = charset.newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        JsonParser parser = JSON.createParser(new InputStreamReader(in, decoder));
        LeadArray array = new LeadArray(parser);
        if (parser.nextToken() != JsonToken.START_ARRAY) {
            array.close();
            throw new JsonParseException(parser, "not an array");
        }
        return array;
    }

    /** Reads everything once; how many leads there are. */
    static long check(LargeText text, Charset charset, MessageDigest digest) throws IOException {
        try (LeadArray array = open(new DigestInputStream(text.open(), digest), charset)) {
            long count = 0;
            for (int read = array.next(MultiLead.BATCH).size();
                    read > 0;
                    read = array.next(MultiLead.BATCH).size()) {
                count += read;
            }
            if (array.parser.nextToken() != null) {
                throw new JsonParseException(array.parser, "something follows the array");
            }
            return count;
        }
    }

    /** The next leads, at most so many; none at the end. */
    List<Map<String, String>> next(int most) throws IOException {
        List<Map<String, String>> leads = new ArrayList<>();
        while (leads.size() < most) {
            JsonToken token = parser.currentToken() == JsonToken.END_ARRAY ? JsonToken.END_ARRAY : parser.nextToken();
            if (token == JsonToken.END_ARRAY) {
                return leads;
            }
            if (token != JsonToken.START_OBJECT) {
                throw new JsonParseException(parser, "not a lead");
            }
            leads.add(lead());
        }
        return leads;
    }

    private Map<String, String> lead() throws IOException {
        Map<String, String> fields = new HashMap<>();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            boolean nul = Nul.in(parser);
            String name = parser.currentName();
            JsonToken value = parser.nextToken();
            if (value == null || value.isStructStart() || fields.size() >= MOST_FIELDS || nul || Nul.in(parser)) {
                throw new JsonParseException(parser, "not a field of a lead");
            }
            if (value != JsonToken.VALUE_NULL) {
                fields.put(name, parser.getText());
            }
        }
        if (parser.currentToken() != JsonToken.END_OBJECT) {
            throw new JsonParseException(parser, "not a lead");
        }
        return fields;
    }

    @Override
    public void close() throws IOException {
        parser.close();
    }
}
