package org.offhook.bridge.message;

import java.util.Map;
import java.util.Optional;

/**
 * One message, read but not yet understood.
 *
 * @param action what it asks for
 * @param id the sender's mark for the answer: {@link FieldValue.Text} or a whole {@link FieldValue.Numeral}
 * @param fields everything else, by name
 */
public record CrmMessage(String action, Optional<FieldValue> id, Map<String, FieldValue> fields) {
    /** Values stay out of logs: only the action and the names of its fields are printed. */
    @Override
    public String toString() {
        return "CrmMessage[" + action + ", " + fields.keySet() + "]";
    }
}
