package org.offhook.testkit.peer;

import java.net.InetAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A router that translates addresses, as the one at home does (RFC 4787): this machine is on its inner side, at the end of a cable, and a network
 * of programs on its outer side, where nobody knows a way to the inner one. It is the kernel's own, in a network namespace. Needs root.
 */
public final class TranslatingRouter implements Network, AutoCloseable {
    /** The block for documentation (RFC 5737), which no real network has, in nets of eight addresses. */
    private static final String BLOCK = "203.0.113.";

    private static final int NETS = 32;
    private static final String SIZE = "/29";
    private static final String OUTER = "outer";

    /** Two ranges of ports, neither of which is the system's own. */
    private static final List<String> PORTS = List.of("10000-19999", "50000-59999");

    private final Path folder;
    private final NetworkLink cable;
    private final String beyond;
    private final int net;
    private int ports;
    private int address = 1;

    private TranslatingRouter(Path folder, NetworkLink cable, String beyond, int net) {
        this.folder = folder;
        this.cable = cable;
        this.beyond = beyond;
        this.net = net;
    }

    /** Makes the router and the network beyond it. */
    public static TranslatingRouter create() {
        PeerAvailability.program("nft");
        Path folder = PeerProcess.freshFolder("router");
        NetworkLink cable = NetworkLink.create();
        try {
            String beyond = NetworkLink.freshName();
            NetworkLink.run(folder, "ip", "netns", "add", beyond);
            try {
                TranslatingRouter router = new TranslatingRouter(folder, cable, beyond, reach(folder, cable));
                router.join();
                return router;
            } catch (RuntimeException | Error e) {
                NetworkLink.run(folder, "ip", "netns", "del", beyond);
                throw e;
            }
        } catch (RuntimeException | Error e) {
            cable.close();
            throw e;
        }
    }

    /** The outer net's number: the first to which nobody else has a route. */
    private static int reach(Path folder, NetworkLink cable) {
        for (int attempt = 0; attempt < NETS; attempt++) {
            int net = (int) ((ProcessHandle.current().pid() + attempt) % NETS);
            List<String> command = List.of(
                    PeerAvailability.program("ip").toString(),
                    "route",
                    "add",
                    BLOCK + 8 * net + SIZE,
                    "via",
                    cable.there().getHostAddress());
            if (PeerProcess.attempt(folder, command) == 0) {
                return net;
            }
        }
        throw new IllegalStateException("every outer net is taken");
    }

    private void join() {
        in(cable, "ip", "link", "add", OUTER, "type", "veth", "peer", "name", "eth0", "netns", beyond);
        in(cable, "ip", "addr", "add", outside() + SIZE, "dev", OUTER);
        in(cable, "ip", "link", "set", OUTER, "up");
        in(this, "ip", "addr", "add", there().getHostAddress() + SIZE, "dev", "eth0");
        in(this, "ip", "link", "set", "lo", "up");
        in(this, "ip", "link", "set", "eth0", "up");
        // No hardware fills in the checksums that the kernel leaves to it, and some programs check them.
        in(cable, "ethtool", "-K", OUTER, "tx", "off");
        in(this, "ethtool", "-K", "eth0", "tx", "off");
        in(cable, "sh", "-c", "echo 1 > /proc/sys/net/ipv4/ip_forward");
        in(cable, "nft", "add table ip nat");
        in(cable, "nft", "add chain ip nat out { type nat hook postrouting priority srcnat ; }");
        translate();
    }

    private void translate() {
        in(cable, "nft", "flush chain ip nat out");
        in(
                cable,
                "nft",
                "add rule ip nat out oifname " + OUTER + " meta l4proto { tcp, udp } masquerade to :"
                        + PORTS.get(ports));
    }

    private void in(Network place, String program, String... arguments) {
        List<String> command =
                new ArrayList<>(List.of(PeerAvailability.program(program).toString()));
        command.addAll(List.of(arguments));
        PeerProcess.run(folder, place.inside(command));
    }

    /** Our end of the cable: the phone under test is here. */
    public InetAddress here() {
        return cable.here();
    }

    /** Where whoever is beyond sees what comes from us. */
    public String outside() {
        return BLOCK + (8 * net + address);
    }

    @Override
    public InetAddress there() {
        return InetAddress.ofLiteral(BLOCK + (8 * net + 2));
    }

    @Override
    public List<String> inside(List<String> command) {
        return NetworkLink.within(beyond, command);
    }

    /** Forgets every mapping, and maps to other ports from now on: what is sent to the old ones is lost, as after a restart. */
    public void forget() {
        ports = (ports + 1) % PORTS.size();
        translate();
        renumber(address);
    }

    /** Gets another address from its provider; nothing of before is mapped any more. */
    public void readdress() {
        renumber(address == 1 ? 3 : 1);
    }

    /** The kernel forgets what an address that is taken away was used for. */
    private void renumber(int next) {
        in(cable, "ip", "addr", "del", outside() + SIZE, "dev", OUTER);
        address = next;
        in(cable, "ip", "addr", "add", outside() + SIZE, "dev", OUTER);
    }

    @Override
    public void close() {
        NetworkLink.run(folder, "ip", "netns", "del", beyond);
        cable.close();
    }
}
