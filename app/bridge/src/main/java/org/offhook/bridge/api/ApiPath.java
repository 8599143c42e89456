package org.offhook.bridge.api;

/**
 * Where a profile is reached.
 *
 * @param path as documented, without a trailing slash; a trailing slash makes no difference
 */
public record ApiPath(String path, Form form) {
    /** How strictly the address is read. */
    public enum Form {
        /** RFC 3986; parameters in query and body. */
        STRICT,
        /**
         * Parameters may stand in the path, as in {@code /ameyowebaccess/command=…&data={…}}, with characters that RFC 3986 wants
         * encoded; the last segment's name is then the first parameter's.
         */
        RELAXED
    }

    public static ApiPath strict(String path) {
        return new ApiPath(path, Form.STRICT);
    }

    public static ApiPath relaxed(String path) {
        return new ApiPath(path, Form.RELAXED);
    }

    /** @param raw path of the request as sent */
    boolean leadsHere(String raw) {
        if (raw.equals(path) || raw.equals(path + "/")) {
            return true;
        }
        return form == Form.RELAXED && (raw.startsWith(path + "=") || raw.startsWith(path + "/="));
    }

    /** The parameters that stand in the path, still encoded; empty for none. */
    String parametersIn(String raw) {
        if (form == Form.STRICT || raw.length() <= path.length() + 1) {
            return "";
        }
        String name = path.substring(path.lastIndexOf('/') + 1);
        String rest = raw.substring(path.length());
        return name + (rest.startsWith("/") ? rest.substring(1) : rest);
    }
}
