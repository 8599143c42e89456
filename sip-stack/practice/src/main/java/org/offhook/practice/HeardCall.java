package org.offhook.practice;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.offhook.practice.farend.FarEndEffect.Ending;
import org.offhook.practice.sound.ToneHeard;

/**
 * What a far end can tell of a call: the other half of the proof that a conversation took place.
 *
 * @param serial counts the exchange's calls from 1
 * @param direction as the exchange sees it
 * @param number dialled by the phone, or presented by the exchange
 * @param caller user part of From
 * @param began when INVITE arrived or left
 * @param connected when the ACK arrived or left
 * @param ended when it was over
 * @param ending who ended it
 * @param tones pure tones heard so far, longest first
 * @param loudestDbov level of the loudest 40 ms heard, in dBov
 * @param digits telephone events heard (RFC 4733)
 * @param packetsReceived RTP packets taken
 * @param packetsSent RTP packets sent
 */
public record HeardCall(
        long serial,
        Direction direction,
        String number,
        String caller,
        Instant began,
        Optional<Instant> connected,
        Optional<Instant> ended,
        Optional<Ending> ending,
        List<ToneHeard> tones,
        float loudestDbov,
        String digits,
        long packetsReceived,
        long packetsSent) {

    /** Who called. */
    public enum Direction {
        PHONE_CALLED,
        EXCHANGE_CALLED
    }

    /** For how long a tone of {@code hertz}, give or take one and a half per cent, was heard, in milliseconds. */
    public int heardMillis(int hertz) {
        return tones.stream()
                .filter(tone -> Math.abs(tone.hertz() - hertz) <= Math.max(15, hertz * 15 / 1_000))
                .mapToInt(ToneHeard::millis)
                .sum();
    }

    /** A customer's number stays out of logs. */
    @Override
    public String toString() {
        return "HeardCall[" + serial + ", " + direction + ", "
                + ending.map(Enum::name).orElse("running") + ", " + tones + ", " + digits.length() + " digits heard]";
    }
}
