package org.offhook.testkit.peer;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;

/** A tcpdump at the far end of a cable: it sees what crosses it, with every header as the network has it. */
public final class PacketWatch implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Pattern PACKET = Pattern.compile(" IP6? ");

    private final PeerProcess process;

    private PacketWatch(PeerProcess process) {
        this.process = process;
    }

    /**
     * Watches from now on.
     *
     * @param filter as tcpdump reads it
     */
    public static PacketWatch behind(NetworkLink link, String filter) {
        Path folder = PeerProcess.freshFolder("tcpdump");
        String program = PeerAvailability.program("tcpdump").toString();
        PeerProcess process =
                PeerProcess.start(folder, link.inside(List.of(program, "-i", "any", "-n", "-l", "-q", filter)));
        PacketWatch watch = new PacketWatch(process);
        try {
            process.log().await(Pattern.compile("listening on"), PATIENCE);
        } catch (AssertionError absent) {
            watch.close();
            throw absent;
        }
        return watch;
    }

    /** Packets so far that the filter let through. */
    public long packets() {
        return process.log().lines().stream()
                .filter(line -> PACKET.matcher(line).find())
                .count();
    }

    /** The latest of them, for a test that fails. */
    public String tail() {
        return process.log().tail();
    }

    @Override
    public void close() {
        process.close();
    }
}
