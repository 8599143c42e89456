package org.offhook.store.sql;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.offhook.campaign.store.StoreException.StoreDamaged;

/** Small collections in one text column. */
final class Texts {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final TypeReference<Map<String, String>> MAP = new TypeReference<>() {};

    private Texts() {}

    /** Words without commas, sorted. */
    static String joined(Collection<String> words) {
        return String.join(",", words.stream().sorted().toList());
    }

    static List<String> split(String text) {
        return text.isEmpty() ? List.of() : Arrays.asList(text.split(",", -1));
    }

    /** A JSON object with its names in order; empty for none. */
    static String ofMap(Map<String, String> map) {
        if (map.isEmpty()) {
            return "";
        }
        try {
            return JSON.writeValueAsString(new TreeMap<>(map));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("texts that cannot be written as JSON", e);
        }
    }

    static Map<String, String> map(String text) {
        if (text.isEmpty()) {
            return Map.of();
        }
        try {
            return JSON.readValue(text, MAP);
        } catch (JsonProcessingException e) {
            throw new StoreDamaged("a stored JSON text cannot be read", null); // the cause would quote it
        }
    }
}
