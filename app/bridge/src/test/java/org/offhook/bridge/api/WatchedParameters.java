package org.offhook.bridge.api;

import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Parameters that remember which of them somebody asked for. */
public final class WatchedParameters extends ApiParameters {
    private final Set<String> asked = new LinkedHashSet<>();

    public WatchedParameters(ApiProfile.ParameterNames names, Map<String, String> texts) {
        super(names);
        texts.forEach(this::put);
    }

    public Set<String> asked() {
        return asked;
    }

    @Override
    public boolean has(String name) {
        asked.add(name);
        return super.has(name);
    }

    @Override
    public String text(String name) {
        asked.add(name);
        return super.text(name);
    }

    @Override
    public Optional<String> find(String name) {
        asked.add(name);
        return super.find(name);
    }

    @Override
    public Optional<LargeText> large(String name) {
        asked.add(name);
        return super.large(name);
    }

    @Override
    public SortedMap<String, String> sorted() {
        SortedMap<String, String> all = super.sorted();
        return new TreeMap<>(all) {
            private static final long serialVersionUID = 1L;

            @Override
            public @Nullable String get(Object name) {
                asked.add((String) name);
                return super.get(name);
            }

            /** Whoever takes all fields takes these. */
            @Override
            public Set<Map.Entry<String, String>> entrySet() {
                asked.addAll(keySet());
                return super.entrySet();
            }

            @Override
            public boolean containsKey(Object name) {
                asked.add((String) name);
                return super.containsKey(name);
            }

            @Override
            public String getOrDefault(Object name, String other) {
                asked.add((String) name);
                return super.getOrDefault(name, other);
            }
        };
    }
}
