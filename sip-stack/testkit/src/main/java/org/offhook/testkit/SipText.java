package org.offhook.testkit;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A SIP message as text off the wire, read without any parser of ours: what a test asserts must not share our mistakes. */
public record SipText(String raw) {

    public String firstLine() {
        int end = raw.indexOf("\r\n");
        return end < 0 ? raw : raw.substring(0, end);
    }

    public boolean isResponse() {
        return raw.startsWith("SIP/2.0 ");
    }

    /** Method of a request; of a response the method in CSeq. */
    public String method() {
        if (!isResponse()) {
            return firstLine().substring(0, firstLine().indexOf(' '));
        }
        String cseq = header("CSeq");
        return cseq.substring(cseq.indexOf(' ') + 1);
    }

    /** Status of a response; 0 for a request. */
    public int status() {
        return isResponse() ? Integer.parseInt(raw.substring(8, 11)) : 0;
    }

    public String requestUri() {
        return firstLine().split(" ")[1];
    }

    public int cseq() {
        return Integer.parseInt(header("CSeq").split(" ")[0]);
    }

    /** First value of a header, by its long name. */
    public String header(String name) {
        return find(name).orElseThrow(() -> new AssertionError("no " + name + " in\n" + raw));
    }

    public Optional<String> find(String name) {
        return headers(name).stream().findFirst();
    }

    /** All values of a header, one a line. */
    public List<String> headers(String name) {
        List<String> values = new ArrayList<>();
        int end = raw.indexOf("\r\n\r\n");
        String head = end < 0 ? raw : raw.substring(0, end);
        for (String line : head.split("\r\n")) {
            int colon = line.indexOf(':');
            if (colon > 0 && line.substring(0, colon).strip().equalsIgnoreCase(name)) {
                values.add(line.substring(colon + 1).strip());
            }
        }
        return values;
    }

    public String body() {
        int end = raw.indexOf("\r\n\r\n");
        return end < 0 ? "" : raw.substring(end + 4);
    }

    /** A parameter such as {@code tag} or {@code branch} of a header's first value. */
    public Optional<String> parameter(String header, String name) {
        for (String part : header(header).split(";")) {
            String stripped = part.strip();
            if (stripped.startsWith(name + "=")) {
                return Optional.of(stripped.substring(name.length() + 1));
            }
        }
        return Optional.empty();
    }

    /** The URI between angle brackets of a header's first value. */
    public String uri(String header) {
        String value = header(header);
        int open = value.indexOf('<');
        return open < 0 ? value.split(";")[0].strip() : value.substring(open + 1, value.indexOf('>', open));
    }

    /** What a ladder shows: method or status, and CSeq. */
    public String line() {
        return (isResponse() ? Integer.toString(status()) : method()) + " (" + header("CSeq") + ")";
    }

    byte[] bytes() {
        return raw.getBytes(StandardCharsets.UTF_8);
    }
}
