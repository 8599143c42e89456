package org.offhook.testkit.peer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * A network namespace of its own, joined to ours by one cable (a veth pair) with an address at each end. For programs
 * that refuse loopback; nothing else can be reached from inside. Needs root.
 */
public final class NetworkLink implements Network, AutoCloseable {
    private static final String PREFIX = "offhook-";
    private static final AtomicInteger COUNT = new AtomicInteger();
    private static final int LINKS = 16_384;
    private static final String NET = "/29";

    private final Path folder;
    private final String namespace;
    private final String cable;
    private final InetAddress first;
    private final InetAddress second;
    private final InetAddress there;
    private InetAddress here;

    private NetworkLink(
            Path folder, String namespace, String cable, InetAddress first, InetAddress second, InetAddress there) {
        this.folder = folder;
        this.namespace = namespace;
        this.cable = cable;
        this.first = first;
        this.second = second;
        this.there = there;
        this.here = first;
    }

    /** Makes the namespace and the cable. */
    public static NetworkLink create() {
        PeerAvailability.requireRoot();
        PeerAvailability.program("ip");
        PeerAvailability.program("ethtool");
        removeThoseOfEndedTests();
        Path folder = PeerProcess.freshFolder("link");
        String namespace = freshName();
        run(folder, "ip", "netns", "add", namespace);
        try {
            for (int attempt = 0; attempt < LINKS; attempt++) {
                int number = (int) ((ProcessHandle.current().pid() + attempt) % LINKS);
                String cable = "offhook" + number;
                if (Files.exists(Path.of("/sys/class/net", cable))) {
                    continue;
                }
                return join(folder, namespace, cable, number);
            }
            throw new IllegalStateException("every link number is taken");
        } catch (RuntimeException | Error e) {
            run(folder, "ip", "netns", "del", namespace);
            throw e;
        }
    }

    /** Of a namespace; whatever has it goes when this process has ended. */
    static String freshName() {
        return PREFIX + ProcessHandle.current().pid() + "-" + COUNT.incrementAndGet();
    }

    // The addresses are of the block for benchmarks (RFC 2544, RFC 6890): no real network has them.
    private static NetworkLink join(Path folder, String namespace, String cable, int number) {
        InetAddress here = address(number, 1);
        InetAddress there = address(number, 2);
        run(folder, "ip", "link", "add", cable, "type", "veth", "peer", "name", "eth0", "netns", namespace);
        run(folder, "ip", "addr", "add", here.getHostAddress() + NET, "dev", cable);
        run(folder, "ip", "link", "set", cable, "up");
        run(folder, "ip", "-n", namespace, "addr", "add", there.getHostAddress() + NET, "dev", "eth0");
        run(folder, "ip", "-n", namespace, "link", "set", "lo", "up");
        run(folder, "ip", "-n", namespace, "link", "set", "eth0", "up");
        // No hardware fills in the checksums that the kernel leaves to it, and some programs check them.
        run(folder, "ethtool", "-K", cable, "tx", "off");
        run(folder, "ip", "netns", "exec", namespace, "ethtool", "-K", "eth0", "tx", "off");
        return new NetworkLink(folder, namespace, cable, here, address(number, 3), there);
    }

    private static InetAddress address(int link, int end) {
        int host = link * 8 + end;
        byte[] bytes = {(byte) 198, (byte) (18 + (host >> 16)), (byte) (host >> 8), (byte) host};
        try {
            return InetAddress.getByAddress(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A test that was killed could not clean up; its process number in the name says that it is gone. */
    private static void removeThoseOfEndedTests() {
        Path names = Path.of("/run/netns");
        if (!Files.isDirectory(names)) {
            return;
        }
        try (Stream<Path> all = Files.list(names)) {
            for (String name : all.map(path -> path.getFileName().toString()).toList()) {
                String[] parts = name.split("-");
                boolean orphan = name.startsWith(PREFIX)
                        && parts.length == 3
                        && ProcessHandle.of(Long.parseLong(parts[1])).isEmpty();
                if (orphan) {
                    PeerProcess.attempt(PeerProcess.freshFolder("link"), List.of(ip(), "netns", "del", name));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String ip() {
        return PeerAvailability.program("ip").toString();
    }

    static void run(Path folder, String program, String... arguments) {
        List<String> command =
                new ArrayList<>(List.of(PeerAvailability.program(program).toString()));
        command.addAll(List.of(arguments));
        PeerProcess.run(folder, command);
    }

    /** Our end: exchanges and the phone under test listen here. */
    public InetAddress here() {
        return here;
    }

    /** The end inside the namespace. */
    @Override
    public InetAddress there() {
        return there;
    }

    @Override
    public List<String> inside(List<String> command) {
        return within(namespace, command);
    }

    static List<String> within(String namespace, List<String> command) {
        List<String> full = new ArrayList<>(List.of(ip(), "netns", "exec", namespace));
        full.addAll(command);
        return full;
    }

    /** Gives our end its other address and takes the one of before away, as a network does that hands out a new one. */
    public void readdress() {
        InetAddress next = here.equals(first) ? second : first;
        run(folder, "ip", "addr", "del", here.getHostAddress() + NET, "dev", cable);
        run(folder, "ip", "addr", "add", next.getHostAddress() + NET, "dev", cable);
        here = next;
    }

    /** Pulls the cable out: packets of both sides are lost until {@link #plugIn}. */
    public void pullOut() {
        run(folder, "ip", "-n", namespace, "link", "set", "eth0", "down");
    }

    /** Puts the cable back in. */
    public void plugIn() {
        run(folder, "ip", "-n", namespace, "link", "set", "eth0", "up");
    }

    @Override
    public void close() {
        run(folder, "ip", "link", "del", cable);
        run(folder, "ip", "netns", "del", namespace);
    }
}
