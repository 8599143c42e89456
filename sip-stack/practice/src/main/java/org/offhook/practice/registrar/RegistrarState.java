package org.offhook.practice.registrar;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * All bindings, by extension, oldest first. An extension without bindings has no entry.
 *
 * @param bindings immutable
 */
public record RegistrarState(Map<String, List<Binding>> bindings) {
    public static final RegistrarState EMPTY = new RegistrarState(Map.of());

    public RegistrarState {
        bindings = Map.copyOf(bindings);
    }

    /** Contacts at which {@code extension} is reached at {@code now}. */
    public List<Binding> reachable(String extension, Instant now) {
        return bindings.getOrDefault(extension, List.of()).stream()
                .filter(binding -> binding.expires().isAfter(now))
                .toList();
    }
}
