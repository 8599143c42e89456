package org.offhook.core.negotiation;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.offhook.core.media.Codec;
import org.offhook.core.media.MediaTerms;
import org.offhook.core.media.OpusBand;
import org.offhook.core.media.OpusTerms;
import org.offhook.core.media.OpusWishes;

/** {@code a=fmtp} of Opus, read and written (RFC 7587 §6.1, §7.1). Each side declares what it wishes to receive; nothing is agreed. */
final class OpusParameters {
    /** RFC 7587 §6.1: the least that {@code maxaveragebitrate} may be, and the most that makes sense. */
    private static final int LEAST_BITS = 6_000;

    private static final int MOST_BITS = 510_000;

    private static final int LEAST_RATE_HERTZ = 8_000;

    private OpusParameters() {}

    /** Our own: what is played and captured at most, FEC is used, stereo would be wasted. */
    static String ours(MediaTerms terms) {
        int rate = terms.opusBand().sampleRateHertz();
        String text = "maxplaybackrate=" + rate + ";sprop-maxcapturerate=" + rate + ";stereo=0;useinbandfec=1";
        return terms.pauses() ? text + ";usedtx=1" : text;
    }

    /**
     * What a section says of a payload type; nonsense counts as not said.
     *
     * @param own the widest that we would speak
     */
    static OpusTerms of(MediaDescription media, int payloadType, OpusBand own) {
        Map<String, Integer> values = new TreeMap<>();
        for (SdpAttribute attribute : media.attributes()) {
            String value = attribute.value().strip();
            int space = value.indexOf(' ');
            if (attribute.name().equalsIgnoreCase("fmtp")
                    && space > 0
                    && SdpReader.number(value.substring(0, space)) == payloadType) {
                read(value.substring(space + 1), values);
            }
        }
        int playback = values.getOrDefault("maxplaybackrate", OpusWishes.NONE.playbackRateHertz());
        if (playback < LEAST_RATE_HERTZ) {
            playback = OpusWishes.NONE.playbackRateHertz();
        }
        int capture = values.getOrDefault("sprop-maxcapturerate", Codec.OPUS.clockRate());
        if (capture < LEAST_RATE_HERTZ) {
            capture = Codec.OPUS.clockRate();
        }
        int bits = values.getOrDefault("maxaveragebitrate", 0);
        OpusWishes wishes = new OpusWishes(
                playback,
                bits < LEAST_BITS ? 0 : Math.min(bits, MOST_BITS),
                values.getOrDefault("useinbandfec", 0) == 1,
                values.getOrDefault("usedtx", 0) == 1,
                values.getOrDefault("cbr", 0) == 1);
        return new OpusTerms(own.forPeer(Math.max(playback, capture)), wishes);
    }

    private static void read(String parameters, Map<String, Integer> into) {
        for (String parameter : parameters.split(";")) {
            int equals = parameter.indexOf('=');
            int number = equals < 1
                    ? -1
                    : SdpReader.number(parameter.substring(equals + 1).strip());
            if (number >= 0) {
                into.putIfAbsent(parameter.substring(0, equals).strip().toLowerCase(Locale.ROOT), number);
            }
        }
    }
}
