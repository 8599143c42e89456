package org.offhook.testkit.peer;

import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;

/** Sipps that say what most callers do not, and want the one right answer. */
public final class OddRequests {
    private OddRequests() {}

    /**
     * A customer who calls as {@link SippPeer.Caller#CALLS} and says more about its media.
     *
     * @param attribute a line of its own behind its description, such as {@code a=rtcp:4001}
     */
    public static SippPeer callerDescribing(
            InetSocketAddress target, String called, String customer, SippPeer.Timing timing, String attribute) {
        return SippPeer.start(
                SippPeer.Caller.CALLS.name(),
                target.getAddress(),
                timing,
                Map.of("number", customer, "after", "\n        " + attribute),
                List.of("-s", called, HostPort.of(target)));
    }

    /** A customer who calls as {@link SippPeer.Caller#CALLS}; its description is the second of three parts of the body (RFC 5621). */
    public static SippPeer callerInParts(
            InetSocketAddress target, String called, String customer, SippPeer.Timing timing) {
        String boundary = "\n\n        --part";
        return SippPeer.start(
                SippPeer.Caller.CALLS.name(),
                target.getAddress(),
                timing,
                Map.of(
                        "number",
                        customer,
                        "type",
                        "multipart/mixed;boundary=part",
                        "before",
                        "--part\n        Content-Type: text/plain\n\n        v=1" + boundary
                                + "\n        Content-Type: application/sdp\n\n        ",
                        "after",
                        boundary + "\n        Content-Type: application/octet-stream\n\n        m=audio 9 RTP/AVP 0"
                                + boundary + "--"),
                List.of("-s", called, HostPort.of(target)));
    }

    /**
     * Asks a phone for something once and wants one answer.
     *
     * @param request its method, target and version; sipp's own words are filled in
     * @param via what its topmost Via says besides
     * @param headers each a line of its own
     * @param status the answer
     */
    public static SippPeer asking(
            InetSocketAddress phone, String request, String via, List<String> headers, int status) {
        String[] words = request.split(" ", 3);
        StringBuilder lines = new StringBuilder();
        headers.forEach(header -> lines.append("\n        ").append(header));
        String after = words[0].equals("INVITE") ? Template.read("sipp/asks-ack.xml") : "";
        return SippPeer.start(
                "asks",
                phone.getAddress(),
                SippPeer.Timing.usual(),
                Map.of(
                        "number",
                        "7275551212",
                        "method",
                        words[0],
                        "version",
                        words[2],
                        "via",
                        via,
                        "headers",
                        lines.toString(),
                        "status",
                        Integer.toString(status),
                        "after",
                        after.replace("@target@", words[1]).replace("@number@", "7275551212"),
                        "target",
                        words[1]),
                List.of("-s", "2101", HostPort.of(phone)));
    }

    /**
     * Sends a phone an OPTIONS that is to have no answer, and then a good one.
     *
     * @param malformed what is wrong with the first one's Via
     */
    public static SippPeer askingInVain(InetSocketAddress phone, String malformed) {
        String before = Template.read("sipp/asks-before.xml")
                .replace("@malformed@", malformed)
                .replace("@number@", "7275551212");
        return SippPeer.start(
                "asks",
                phone.getAddress(),
                SippPeer.Timing.usual(),
                Map.of(
                        "number",
                        "7275551212",
                        "method",
                        "OPTIONS",
                        "version",
                        "SIP/2.0",
                        "via",
                        "",
                        "status",
                        "200",
                        "target",
                        "sip:[service]@[remote_ip]:[remote_port]",
                        "before",
                        before),
                List.of("-s", "2101", HostPort.of(phone)));
    }
}
