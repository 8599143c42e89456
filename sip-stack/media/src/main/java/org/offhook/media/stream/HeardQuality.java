package org.offhook.media.stream;

import org.offhook.core.media.EModel;
import org.offhook.rtp.rtcp.BurstMetrics;
import org.offhook.rtp.rtcp.ReceptionStatistics;
import org.offhook.rtp.rtcp.VoipMetrics;

/** What a VoIP metrics block says of a call since its start (RFC 3611 §4.7). Receiving thread; allocates nothing. */
public final class HeardQuality {

    private static final int MOST_BUFFER_MILLIS = 200;
    private static final int DEVICES_MILLIS = 30;

    private HeardQuality() {}

    /** Fills the figures in. */
    public static void fill(VoipMetrics into, ReceiveStream received, StreamPlan plan, double roundTripMillis) {
        ReceptionStatistics reception = received.reception();
        BurstMetrics bursts = received.bursts();
        double expected = Math.max(1, reception.received() + Math.max(0, reception.cumulativeLost()));
        int packetMillis = plan.packetMillis();
        into.lossShare = Math.max(0, reception.cumulativeLost()) / expected;
        into.discardShare = received.playout().latePackets() / expected;
        into.burstDensity = bursts.burstDensity();
        into.gapDensity = bursts.gapDensity();
        into.burstMillis = (int) Math.round(bursts.burstPackets() * packetMillis);
        into.gapMillis = (int) Math.round(bursts.gapPackets() * packetMillis);
        into.roundTripMillis = (int) Math.max(0, Math.round(roundTripMillis));
        into.bufferMillis = (int) Math.round(received.jitter().delayMillis());
        into.mostBufferMillis = MOST_BUFFER_MILLIS;
        into.endSystemMillis = into.bufferMillis + packetMillis + DEVICES_MILLIS;
        double percent = 100 * Math.min(1, into.lossShare + into.discardShare);
        double listening = EModel.rating(0, percent, 1);
        double conversation = EModel.rating(into.endSystemMillis + Math.max(0, roundTripMillis) / 2, percent, 1);
        into.rating = (int) Math.round(conversation);
        into.listeningTenths = (int) Math.round(10 * EModel.opinion(listening));
        into.conversationTenths = (int) Math.round(10 * EModel.opinion(conversation));
    }
}
