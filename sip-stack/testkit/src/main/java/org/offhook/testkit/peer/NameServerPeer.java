package org.offhook.testkit.peer;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A real dnsmasq on loopback that knows what it is told and nothing else, and notes every question. */
public final class NameServerPeer implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Pattern QUESTION = Pattern.compile("query\\[(\\w+)] (\\S+) from");

    private final InetSocketAddress address;
    private final PeerProcess process;

    private NameServerPeer(InetSocketAddress address, PeerProcess process) {
        this.address = address;
        this.process = process;
    }

    /**
     * Starts one. A name below {@code test} that no record has does not exist (NXDOMAIN); what lies outside is refused, unless a record says
     * who is asked.
     *
     * @param records options of dnsmasq without their dashes, such as {@code srv-host=_sip._udp.a.test,b.test,5060,1,2}
     */
    public static NameServerPeer start(String... records) {
        InetAddress loopback = InetAddress.getLoopbackAddress();
        return start(new InetSocketAddress(loopback, FreePort.udpAndTcp(loopback)), records);
    }

    private static NameServerPeer start(InetSocketAddress address, String... records) {
        Path program = PeerAvailability.program("dnsmasq");
        Path folder = PeerProcess.freshFolder("dnsmasq");
        List<String> command = new ArrayList<>(List.of(
                program.toString(),
                "--keep-in-foreground",
                "--conf-file=/dev/null",
                "--pid-file",
                "--user=",
                "--no-resolv",
                "--no-hosts",
                "--local=/test/",
                "--port=" + address.getPort(),
                "--listen-address=" + address.getAddress().getHostAddress(),
                "--bind-interfaces",
                "--log-queries",
                "--log-facility=-"));
        for (String record : records) {
            command.add("--" + record);
        }
        NameServerPeer peer = new NameServerPeer(address, PeerProcess.start(folder, command));
        try {
            peer.process.awaitUdpPort(address.getPort(), PATIENCE);
        } catch (AssertionError absent) {
            peer.close();
            throw absent;
        }
        return peer;
    }

    /** Another one in its place, which knows other records. */
    public NameServerPeer replacedBy(String... records) {
        close();
        return start(address, records);
    }

    /** Where it answers, over UDP and TCP. */
    public InetSocketAddress address() {
        return address;
    }

    /** Every question so far, in the order in which they came: type and name, as {@code SRV _sip._udp.a.test}. */
    public List<String> questions() {
        List<String> asked = new ArrayList<>();
        for (String line : process.log().lines()) {
            Matcher question = QUESTION.matcher(line);
            if (question.find()) {
                asked.add(question.group(1) + " " + question.group(2));
            }
        }
        return asked;
    }

    @Override
    public void close() {
        process.close();
    }
}
