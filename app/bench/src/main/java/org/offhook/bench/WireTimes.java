package org.offhook.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Reads a phone's doings off the wire. All times are the capture's, in nanoseconds since the epoch. */
final class WireTimes {
    private final Capture capture;
    private final String phoneAddress;

    /** @param phoneAddress the address that the measured phone sends from */
    WireTimes(Capture capture, String phoneAddress) {
        this.capture = capture;
        this.phoneAddress = phoneAddress;
    }

    /** The wall clock in the capture's terms. */
    static long now() {
        java.time.Instant now = java.time.Instant.now();
        return now.getEpochSecond() * 1_000_000_000L + now.getNano();
    }

    static double millisBetween(long from, long to) {
        return (to - from) / 1e6;
    }

    /** When a 200 to the phone's REGISTER passed. */
    long registered(long from, Duration atMost) {
        return capture.await(
                        "200 to REGISTER",
                        from,
                        atMost,
                        to(phoneAddress)
                                .and(packet -> packet.sipStartLine().startsWith("SIP/2.0 200")
                                        && packet.sipHeader("CSeq").endsWith("REGISTER")))
                .nanos();
    }

    /** When the phone's first INVITE (not its repetition, not the one with credentials) left. */
    CapturedPacket invite(long from, Duration atMost) {
        return capture.await(
                "INVITE",
                from,
                atMost,
                from(phoneAddress).and(packet -> packet.sipStartLine().startsWith("INVITE ")));
    }

    /** The 200 that answers the call. */
    CapturedPacket answer(long from, Duration atMost) {
        return capture.await(
                "200 to INVITE",
                from,
                atMost,
                to(phoneAddress)
                        .and(packet -> packet.sipStartLine().startsWith("SIP/2.0 200")
                                && packet.sipHeader("CSeq").endsWith("INVITE")));
    }

    /** The phone's first audio packet after {@code from}. */
    CapturedPacket firstAudio(long from, Duration atMost) {
        return capture.await("first RTP", from, atMost, from(phoneAddress).and(CapturedPacket::isAudio));
    }

    /** When the phone's call was over: its BYE or a final answer passed. */
    void ended(long from, Duration atMost) {
        capture.await(
                "end of the call",
                from,
                atMost,
                packet -> packet.sipStartLine().startsWith("SIP/2.0 ")
                        && (packet.sipHeader("CSeq").endsWith("BYE")
                                || packet.sipStartLine().startsWith("SIP/2.0 487")));
    }

    /** Times in milliseconds between one audio packet of the phone and the next, between two instants. */
    List<Double> audioGaps(long from, long to) {
        List<Double> gaps = new ArrayList<>();
        long before = 0;
        for (CapturedPacket packet : capture.packets()) {
            if (packet.nanos() < from
                    || packet.nanos() > to
                    || !from(phoneAddress).test(packet)
                    || !packet.isAudio()) {
                continue;
            }
            if (before != 0) {
                gaps.add(millisBetween(before, packet.nanos()));
            }
            before = packet.nanos();
        }
        return gaps;
    }

    private static Predicate<CapturedPacket> from(String address) {
        return packet -> packet.source().equals(address);
    }

    private static Predicate<CapturedPacket> to(String address) {
        return packet -> packet.destination().equals(address);
    }
}
