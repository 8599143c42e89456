package org.offhook.desktop.instance;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Holds the data directory for one process. The operating system releases the lock when the process dies, however it dies; the file
 * itself stays, because deleting it would let two processes lock two files of one name.
 */
public final class SingleInstance implements AutoCloseable {
    private final FileChannel channel;

    private SingleInstance(FileChannel channel) {
        this.channel = channel;
    }

    /** What trying to be the one came to. */
    public sealed interface Attempt {
        /** We are the one. */
        record Alone(SingleInstance instance) implements Attempt {}

        /** Another process holds this directory. */
        record Taken() implements Attempt {}

        /** The directory cannot be locked (read-only, or a file system without locks): nobody can tell. */
        record Unknown() implements Attempt {}
    }

    public static Attempt of(Path dataDirectory) {
        FileChannel channel;
        try {
            channel = FileChannel.open(
                    dataDirectory.resolve("offhook.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        } catch (IOException e) {
            return new Attempt.Unknown();
        }
        try {
            FileLock lock = channel.tryLock();
            if (lock != null) {
                return new Attempt.Alone(new SingleInstance(channel));
            }
            channel.close();
            return new Attempt.Taken();
        } catch (OverlappingFileLockException e) {
            return closed(channel, new Attempt.Taken());
        } catch (IOException e) {
            return closed(channel, new Attempt.Unknown());
        }
    }

    private static Attempt closed(FileChannel channel, Attempt attempt) {
        try {
            channel.close();
        } catch (IOException e) {
            return attempt;
        }
        return attempt;
    }

    @Override
    public void close() throws IOException {
        channel.close(); // releases the lock
    }
}
