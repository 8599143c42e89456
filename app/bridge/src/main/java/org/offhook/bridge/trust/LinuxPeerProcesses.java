package org.offhook.bridge.trust;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import org.offhook.bridge.trust.PeerProcess.Owner;

/**
 * Reads {@code /proc/net/tcp} and {@code tcp6} (proc(5)): the client's end of the connection is a row there, with the user it
 * belongs to and its inode; the process that has that inode open is found among {@code /proc/PID/fd}.
 */
final class LinuxPeerProcesses implements PeerProcesses {
    private final Path proc;

    LinuxPeerProcesses(Path proc) {
        this.proc = proc;
    }

    private record Row(long user, String inode) {}

    @Override
    public Owner owner(InetSocketAddress peer, InetSocketAddress own) {
        return row(peer, own).map(this::ownerOf).orElse(Owner.UNKNOWN);
    }

    @Override
    public PeerProcess find(InetSocketAddress peer, InetSocketAddress own) {
        return row(peer, own)
                .map(row -> new PeerProcess(ownerOf(row), programWith(row.inode())))
                .orElse(PeerProcess.UNKNOWN);
    }

    private Owner ownerOf(Row row) {
        return ownUser()
                .map(user -> user == row.user() ? Owner.SAME_USER : Owner.OTHER_USER)
                .orElse(Owner.UNKNOWN);
    }

    private Optional<Long> ownUser() {
        try (BufferedReader status = Files.newBufferedReader(proc.resolve("self/status"))) {
            for (String line = status.readLine(); line != null; line = status.readLine()) {
                if (line.startsWith("Uid:")) {
                    // Real, effective, saved, file system: sockets belong to the effective user.
                    return Optional.of(Long.parseLong(line.split("\\s+")[2]));
                }
            }
        } catch (IOException | RuntimeException e) {
            return Optional.empty();
        }
        return Optional.empty();
    }

    private Optional<Row> row(InetSocketAddress peer, InetSocketAddress own) {
        // A client on IPv4 has its row in tcp, or, as a dual-stack socket, in tcp6 with a mapped address.
        return rowIn("net/tcp", peer, own).or(() -> rowIn("net/tcp6", peer, own));
    }

    private Optional<Row> rowIn(String table, InetSocketAddress peer, InetSocketAddress own) {
        boolean six = table.endsWith("6");
        String wanted = " " + written(peer, six) + " " + written(own, six) + " ";
        try (BufferedReader rows = Files.newBufferedReader(proc.resolve(table))) {
            for (String line = rows.readLine(); line != null; line = rows.readLine()) {
                if (line.contains(wanted)) {
                    // sl local remote st tx:rx tr:tm retrnsmt uid timeout inode …
                    String[] columns = line.strip().split("\\s+");
                    return Optional.of(new Row(Long.parseLong(columns[7]), columns[9]));
                }
            }
        } catch (IOException | RuntimeException e) {
            return Optional.empty();
        }
        return Optional.empty();
    }

    /** An address as the kernel prints it: 32-bit words in the machine's byte order, then the port. */
    static String written(InetSocketAddress at, boolean six) {
        InetAddress address = at.getAddress();
        byte[] bytes = address.getAddress();
        if (six && bytes.length == 4) {
            bytes = new byte[] {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, -1, -1, bytes[0], bytes[1], bytes[2], bytes[3]};
        }
        ByteBuffer words = ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder());
        StringBuilder text = new StringBuilder(40);
        while (words.hasRemaining()) {
            text.append(String.format(Locale.ROOT, "%08X", words.getInt()));
        }
        return text.append(String.format(Locale.ROOT, ":%04X", at.getPort())).toString();
    }

    private Optional<String> programWith(String inode) {
        String socket = "socket:[" + inode + "]";
        try (DirectoryStream<Path> processes = Files.newDirectoryStream(proc, "[0-9]*")) {
            for (Path process : processes) {
                if (hasOpen(process.resolve("fd"), socket)) {
                    return Optional.of(Files.readString(process.resolve("comm")).strip());
                }
            }
        } catch (IOException | RuntimeException e) {
            return Optional.empty();
        }
        return Optional.empty();
    }

    /** Other users' processes cannot be read, and processes end while we look: both count as no. */
    private static boolean hasOpen(Path descriptors, String socket) {
        try (DirectoryStream<Path> open = Files.newDirectoryStream(descriptors)) {
            for (Path descriptor : open) {
                if (isLinkTo(descriptor, socket)) {
                    return true;
                }
            }
        } catch (IOException | RuntimeException e) {
            return false;
        }
        return false;
    }

    private static boolean isLinkTo(Path descriptor, String socket) {
        try {
            return Files.readSymbolicLink(descriptor).toString().equals(socket);
        } catch (IOException e) {
            return false;
        }
    }
}
