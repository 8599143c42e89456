package org.offhook.bridge.message;

import java.util.List;
import java.util.Map;

/** A value as the message had it. Values never print themselves: any of them may be a password or a customer's number. */
public sealed interface FieldValue {

    /** A JSON string. */
    record Text(String value) implements FieldValue {
        @Override
        public String toString() {
            return "text";
        }
    }

    /**
     * A JSON number.
     *
     * @param digits exactly as sent, so that a long phone number loses nothing
     * @param whole whether it has neither fraction nor exponent
     */
    record Numeral(String digits, boolean whole) implements FieldValue {
        @Override
        public String toString() {
            return "number";
        }
    }

    record Flag(boolean value) implements FieldValue {}

    /** An array of strings; an array of anything else is {@link Other}. */
    record Texts(List<String> values) implements FieldValue {
        @Override
        public String toString() {
            return "texts";
        }
    }

    /** An object of scalars, in the order sent; an object of anything else is {@link Other}. */
    record TextMap(Map<String, String> entries) implements FieldValue {
        @Override
        public String toString() {
            return "text map";
        }
    }

    /** JSON null, which counts as absent. */
    record Absent() implements FieldValue {}

    /** Well-formed, but of a kind no field has. */
    record Other() implements FieldValue {}
}
