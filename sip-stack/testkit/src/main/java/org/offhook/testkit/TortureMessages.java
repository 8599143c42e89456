package org.offhook.testkit;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Messages of the torture documents, written in the notation of RFC 4475 §2, as they go over the wire. */
public final class TortureMessages {
    private static final Pattern ONE_LINE = Pattern.compile("<allOneLine>\n(.*?)\n</allOneLine>", Pattern.DOTALL);
    private static final Pattern REPEAT = Pattern.compile("<repeat count=(\\d+)>(.*?)</repeat>");
    private static final Pattern HEX = Pattern.compile("<hex>([0-9A-F]+)</hex>");
    private static final Pattern TOPMOST_VIA = Pattern.compile("(?im)^(?:via|v)[ \t]*:.*(?:\r\n[ \t]+.*)*");

    private static final Pattern PROTOCOL = Pattern.compile("(SIP\\s*/\\s*[0-9.]+\\s*/\\s*)\\w+");

    private TortureMessages() {}

    /**
     * By section and name, in the document's order.
     *
     * @param document {@code rfc4475} or {@code rfc5118}
     */
    public static Map<String, byte[]> of(String document) throws IOException {
        String text;
        try (InputStream file = TortureMessages.class.getResourceAsStream("/torture/" + document + ".txt")) {
            text = new String(Objects.requireNonNull(file, document).readAllBytes(), StandardCharsets.UTF_8);
        }
        Map<String, byte[]> messages = new LinkedHashMap<>();
        String[] parts = text.split("(?m)^%%% ");
        for (int i = 1; i < parts.length; i++) { // what stands before the first says what the file is
            int end = parts[i].indexOf('\n');
            messages.put(parts[i].substring(0, end), wire(parts[i].substring(end + 1)));
        }
        return messages;
    }

    private static byte[] wire(String notation) throws IOException {
        String repeated = REPEAT.matcher(notation)
                .replaceAll(found -> Matcher.quoteReplacement(found.group(2).repeat(Integer.parseInt(found.group(1)))));
        String joined = ONE_LINE.matcher(repeated)
                .replaceAll(found -> Matcher.quoteReplacement(found.group(1).replace("\n", "")));
        String lines = joined.replace("\n", "\r\n");
        ByteArrayOutputStream wire = new ByteArrayOutputStream();
        Matcher hex = HEX.matcher(lines);
        int from = 0;
        while (hex.find()) {
            wire.write(lines.substring(from, hex.start()).getBytes(StandardCharsets.UTF_8));
            wire.write(HexFormat.of().parseHex(hex.group(1)));
            from = hex.end();
        }
        wire.write(lines.substring(from).getBytes(StandardCharsets.UTF_8));
        return wire.toByteArray();
    }

    /**
     * The message as its sender would send it over this transport: the topmost Via names it, and as a datagram asks for the answer at
     * the port that it comes from (RFC 3581), not at port 5060. That is all that is changed.
     */
    public static byte[] over(String transport, byte[] message) {
        String text = new String(message, StandardCharsets.ISO_8859_1);
        Matcher via = TOPMOST_VIA.matcher(text);
        if (!via.find()) {
            return message;
        }
        String named = PROTOCOL.matcher(via.group()).replaceFirst("$1" + transport);
        String asking = transport.equals("UDP") && !named.contains("rport") ? named + ";rport" : named;
        return (text.substring(0, via.start()) + asking + text.substring(via.end()))
                .getBytes(StandardCharsets.ISO_8859_1);
    }
}
