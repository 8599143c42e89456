package org.offhook.bridge.api;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.offhook.core.error.ErrorCode;

/**
 * Reads {@code application/x-www-form-urlencoded} byte by byte (WHATWG URL §5.1, but a wrong escape and a wrong charset are refused, not
 * guessed). All small parameters together are bounded; large ones go to disk.
 */
final class FormReader {
    /** Names and values of a request that are kept in memory. */
    static final int MOST_SMALL_BYTES = 256 * 1024;

    private static final int MOST_PARAMETERS = 256;
    private static final int LONGEST_NAME = 200;
    private static final int END = -1;

    private final ApiParameters into;
    private final Set<String> largeNames;
    private final Charset charset;
    private final LargeGate gate;
    private int parameters;
    private long smallBytes;

    /** Asked before the first byte of a request goes to disk. */
    @FunctionalInterface
    interface LargeGate {
        void open() throws BodyRefused;
    }

    FormReader(ApiParameters into, Set<String> largeNames, Charset charset, LargeGate gate) {
        this.into = into;
        this.largeNames = largeNames;
        this.charset = charset;
        this.gate = gate;
    }

    void read(String encoded) throws BodyRefused {
        try {
            read(new ByteArrayInputStream(encoded.getBytes(StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new IllegalStateException("no disk or network is involved", e);
        }
    }

    void read(InputStream in) throws BodyRefused, IOException {
        int next = '&';
        while (next != END) {
            ByteArrayOutputStream name = new ByteArrayOutputStream();
            next = in.read();
            while (next != '&' && next != '=' && next != END) {
                name.write(decoded(next, in));
                if (name.size() > LONGEST_NAME) {
                    throw new BodyRefused(ErrorCode.MESSAGE_TOO_LARGE, "a parameter's name is too long");
                }
                next = in.read();
            }
            if (next == '=') {
                next = value(text(name.toByteArray(), StandardCharsets.UTF_8), in);
            } else if (name.size() > 0) {
                count(name.size());
                into.put(text(name.toByteArray(), StandardCharsets.UTF_8), "");
            }
        }
    }

    private int value(String name, InputStream in) throws BodyRefused, IOException {
        boolean large = largeNames.contains(name);
        count(name.length());
        SpooledText bytes = new SpooledText();
        try {
            int next = in.read();
            while (next != '&' && next != END) {
                if (large && bytes.bytes() == SpooledText.IN_MEMORY) {
                    gate.open();
                }
                if (!large && smallBytes + bytes.bytes() > MOST_SMALL_BYTES) {
                    throw new BodyRefused(ErrorCode.MESSAGE_TOO_LARGE, "the parameters are too long");
                }
                bytes.write(decoded(next, in));
                next = in.read();
            }
            if (large && !bytes.inMemory()) {
                into.put(name, bytes);
                return next;
            }
            if (!large) {
                smallBytes += bytes.bytes();
            }
            into.put(name, text(bytes.memoryBytes(), charset));
            return next;
        } catch (BodyRefused | IOException e) {
            bytes.close();
            throw e;
        }
    }

    private void count(int nameBytes) throws BodyRefused {
        parameters++;
        smallBytes += nameBytes;
        if (parameters > MOST_PARAMETERS) {
            throw new BodyRefused(ErrorCode.MESSAGE_TOO_LARGE, "there are too many parameters");
        }
    }

    private static int decoded(int first, InputStream in) throws BodyRefused, IOException {
        return switch (first) {
            case '+' -> ' ';
            case '%' -> {
                int high = Character.digit(in.read(), 16);
                int low = Character.digit(in.read(), 16);
                if (high < 0 || low < 0) {
                    throw new BodyRefused(ErrorCode.MESSAGE_MALFORMED, "a percent sign is not followed by two digits");
                }
                yield high * 16 + low;
            }
            default -> first;
        };
    }

    private static String text(byte[] bytes, Charset charset) throws BodyRefused {
        try {
            String text = charset.newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            if (text.indexOf('\0') >= 0) {
                throw new BodyRefused(
                        ErrorCode.MESSAGE_MALFORMED, "a NUL is no text"); // PostgreSQL has no way to keep it
            }
            return text;
        } catch (CharacterCodingException e) {
            throw new BodyRefused(ErrorCode.MESSAGE_MALFORMED, "the text is not " + charset.name());
        }
    }
}
