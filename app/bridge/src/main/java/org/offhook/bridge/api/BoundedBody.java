package org.offhook.bridge.api;

import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A body that ends with an exception where it grows too long. */
final class BoundedBody extends FilterInputStream {
    private long left;

    private BoundedBody(InputStream body, long most) {
        super(body);
        this.left = most;
    }

    static InputStream of(InputStream body, long most) {
        return new BufferedInputStream(new BoundedBody(body, most), 64 * 1024);
    }

    /** There is more than is read. */
    static final class TooLong extends IOException {
        private static final long serialVersionUID = 1L;
    }

    @Override
    public int read() throws IOException {
        int one = super.read();
        count(one < 0 ? 0 : 1);
        return one;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        int read = super.read(into, offset, length);
        count(Math.max(read, 0));
        return read;
    }

    private void count(int read) throws TooLong {
        left -= read;
        if (left < 0) {
            throw new TooLong();
        }
    }
}
