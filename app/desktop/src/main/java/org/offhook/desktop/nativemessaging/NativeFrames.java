package org.offhook.desktop.nativemessaging;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/**
 * Frames of the browsers' native messaging: four bytes of length in the machine's own order, then so many bytes of UTF-8 JSON. Safe
 * for several writers, for one reader.
 */
final class NativeFrames {
    /** What a page may send is 64 KiB; around it stand a channel and the quoting of every character. */
    static final int LARGEST_READ = 256 * 1024;

    /** Browsers end the program over a larger one. */
    static final int LARGEST_WRITTEN = 1024 * 1024;

    /** How much of a frame that is too large is read away, so that the next one is found. */
    static final int MOST_READ_AWAY = 4 * 1024 * 1024;

    private final InputStream in;
    private final OutputStream out;

    NativeFrames(InputStream in, OutputStream out) {
        this.in = in;
        this.out = out;
    }

    /** What was read. */
    sealed interface Frame {
        record Text(String json) implements Frame {}

        /** Read away; the next frame can be read. */
        record TooLarge() implements Frame {}

        /** Its bytes are not UTF-8. */
        record NotText() implements Frame {}

        /** The browser has closed, or where the next frame begins is not known any more. */
        record End(Reason reason) implements Frame {
            enum Reason {
                CLOSED,
                CUT_OFF,
                ABSURD_LENGTH
            }
        }
    }

    /** Blocks until there is a whole frame or no more will come. */
    Frame read() throws IOException {
        byte[] four = in.readNBytes(4);
        if (four.length < 4) {
            return new Frame.End(four.length == 0 ? Frame.End.Reason.CLOSED : Frame.End.Reason.CUT_OFF);
        }
        long length = Integer.toUnsignedLong(
                ByteBuffer.wrap(four).order(ByteOrder.nativeOrder()).getInt());
        if (length > MOST_READ_AWAY) {
            return new Frame.End(Frame.End.Reason.ABSURD_LENGTH);
        }
        if (length > LARGEST_READ) {
            try {
                in.skipNBytes(length);
            } catch (EOFException e) {
                return new Frame.End(Frame.End.Reason.CUT_OFF);
            }
            return new Frame.TooLarge();
        }
        byte[] bytes = in.readNBytes((int) length);
        if (bytes.length < length) {
            return new Frame.End(Frame.End.Reason.CUT_OFF);
        }
        try {
            return new Frame.Text(StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes))
                    .toString());
        } catch (CharacterCodingException e) {
            return new Frame.NotText();
        }
    }

    /**
     * Writes one frame.
     *
     * @return false, and nothing is written, when it is larger than browsers take
     */
    synchronized boolean write(String json) throws IOException {
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        if (bytes.length > LARGEST_WRITTEN) {
            return false;
        }
        out.write(ByteBuffer.allocate(4)
                .order(ByteOrder.nativeOrder())
                .putInt(bytes.length)
                .array());
        out.write(bytes);
        out.flush();
        return true;
    }
}
