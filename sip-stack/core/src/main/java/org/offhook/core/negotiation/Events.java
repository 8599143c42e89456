package org.offhook.core.negotiation;

import java.util.OptionalInt;
import org.offhook.core.media.Codec;

/**
 * Telephone events of a section.
 *
 * @param payloadType empty when there are none
 * @param clockRate of their durations
 */
record Events(OptionalInt payloadType, int clockRate) {

    /**
     * Those that go with a codec. They share its clock (RFC 4733 §2.1), yet many peers beside Opus name events of 8000 only and mean
     * them; digits as such events reach more of them than digits as tones in Opus.
     */
    static Events in(MediaDescription section, Codec codec) {
        OptionalInt own = AudioFormat.telephoneEvent(section, codec.clockRate());
        if (own.isPresent()) {
            return new Events(own, codec.clockRate());
        }
        return new Events(AudioFormat.telephoneEvent(section, Codec.PCMU.clockRate()), Codec.PCMU.clockRate());
    }
}
