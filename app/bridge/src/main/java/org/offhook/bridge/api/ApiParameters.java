package org.offhook.bridge.api;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.offhook.bridge.api.ApiProfile.ParameterNames;

/** A request's parameters by name: query, path and body together, the last one of a name counts, those of the body above others. Not final, so that a test can watch what is asked of them. */
public class ApiParameters implements AutoCloseable {
    private final ParameterNames names;
    private final Map<String, String> texts = new LinkedHashMap<>();
    private final Map<String, SpooledText> large = new LinkedHashMap<>();

    public ApiParameters(ParameterNames names) {
        this.names = names;
    }

    /** Parameters that are all at hand, for tests and documents. */
    public static ApiParameters of(Map<String, String> texts) {
        ApiParameters parameters = new ApiParameters(ParameterNames.EXACT);
        texts.forEach(parameters::put);
        return parameters;
    }

    void put(String name, String text) {
        texts.put(key(name), text);
    }

    void put(String name, SpooledText text) {
        SpooledText before = large.put(key(name), text);
        if (before != null) {
            before.close();
        }
    }

    private String key(String name) {
        return switch (names) {
            case EXACT -> name;
            case ANY_CASE -> name.toLowerCase(Locale.ROOT);
        };
    }

    /** Whether it was sent, blank or not. */
    public boolean has(String name) {
        return texts.containsKey(key(name)) || large.containsKey(key(name));
    }

    /** As sent; empty when it was not. */
    public String text(String name) {
        return texts.getOrDefault(key(name), "");
    }

    public Optional<String> find(String name) {
        return Optional.ofNullable(texts.get(key(name)));
    }

    /** One of the profile's large parameters; empty when it was not sent. */
    public Optional<LargeText> large(String name) {
        SpooledText spooled = large.get(key(name));
        if (spooled != null) {
            return Optional.of(spooled);
        }
        return find(name).map(text -> {
            byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
            return new LargeText() {
                @Override
                public InputStream open() {
                    return new ByteArrayInputStream(utf8);
                }

                @Override
                public long bytes() {
                    return utf8.length;
                }
            };
        });
    }

    /** All small ones by name, for fingerprints. */
    public SortedMap<String, String> sorted() {
        return new TreeMap<>(texts);
    }

    /** Gives the large ones' disk space back. */
    @Override
    public void close() {
        large.values().forEach(SpooledText::close);
        large.clear();
    }

    /** Names only: values may be secrets. */
    @Override
    public String toString() {
        return "ApiParameters" + texts.keySet() + large.keySet();
    }
}
