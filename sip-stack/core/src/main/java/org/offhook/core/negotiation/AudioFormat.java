package org.offhook.core.negotiation;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.offhook.core.media.Codec;

/**
 * A codec of ours under the payload type that a description gives it.
 *
 * @param payloadType 0 to 127
 */
record AudioFormat(Codec codec, int payloadType) {

    /** Comfort noise at 8000 Hz (RFC 3551 §6). */
    static final int NOISE = 13;

    static final int NOISE_CLOCK = 8_000;
    private static final String NOISE_ENCODING = "cn/8000";

    /** Our codecs in {@code media}, in its own order of preference (RFC 3264 §6.1). */
    static List<AudioFormat> in(MediaDescription media) {
        Map<Integer, String> mappings = mappings(media);
        List<AudioFormat> found = new ArrayList<>();
        for (int payloadType : payloadTypes(media)) {
            String encoding = mappings.getOrDefault(payloadType, staticEncoding(payloadType));
            for (Codec codec : Codec.values()) {
                if (encoding.equals(codec.rtpmap().toLowerCase(Locale.ROOT))) {
                    found.add(new AudioFormat(codec, payloadType));
                }
            }
        }
        return found;
    }

    /** Those of them that the account speaks. */
    static List<AudioFormat> in(MediaDescription media, List<Codec> spoken) {
        return in(media).stream()
                .filter(format -> spoken.contains(format.codec()))
                .toList();
    }

    /** Payload type of telephone events at the codec's clock rate, since both share the timestamp (RFC 4733 §2.1). */
    static OptionalInt telephoneEvent(MediaDescription media, int clockRate) {
        Map<Integer, String> mappings = mappings(media);
        for (int payloadType : payloadTypes(media)) {
            if (mappings.getOrDefault(payloadType, "").equals("telephone-event/" + clockRate)) {
                return OptionalInt.of(payloadType);
            }
        }
        return OptionalInt.empty();
    }

    /** Comfort noise beside a codec whose clock it shares (RFC 3389 §5): of 8000 Hz, under its static type. */
    static OptionalInt comfortNoise(MediaDescription media, Codec codec) {
        boolean named = codec.clockRate() == NOISE_CLOCK
                && payloadTypes(media).contains(NOISE)
                && mappings(media).getOrDefault(NOISE, NOISE_ENCODING).equals(NOISE_ENCODING);
        return named ? OptionalInt.of(NOISE) : OptionalInt.empty();
    }

    private static List<Integer> payloadTypes(MediaDescription media) {
        List<Integer> types = new ArrayList<>();
        for (String format : media.formats()) {
            int payloadType = SdpReader.number(format);
            if (payloadType >= 0 && payloadType <= 127) {
                types.add(payloadType);
            }
        }
        return types;
    }

    /** {@code a=rtpmap} as payload type → {@code name/rate} in small letters; a channel count of one is left out. */
    private static Map<Integer, String> mappings(MediaDescription media) {
        Map<Integer, String> mappings = new TreeMap<>();
        for (SdpAttribute attribute : media.attributes()) {
            if (!attribute.name().equalsIgnoreCase("rtpmap")) {
                continue;
            }
            String[] words = SdpReader.words(attribute.value());
            int payloadType = words.length < 2 ? -1 : SdpReader.number(words[0]);
            if (payloadType < 0 || payloadType > 127) {
                continue;
            }
            String[] parts = words[1].split("/");
            boolean mono = parts.length == 2 || (parts.length == 3 && parts[2].equals("1"));
            boolean stereo = parts.length == 3 && parts[2].equals("2");
            if (mono || stereo) {
                String encoding = parts[0].toLowerCase(Locale.ROOT) + '/' + parts[1];
                mappings.putIfAbsent(payloadType, mono ? encoding : encoding + "/2");
            } else {
                mappings.putIfAbsent(payloadType, ""); // no rate: not ours, and not the static type either
            }
        }
        return mappings;
    }

    /** RFC 3551 §6: the static types need no rtpmap. */
    private static String staticEncoding(int payloadType) {
        for (Codec codec : Codec.values()) {
            if (codec.hasStaticType() && codec.payloadType() == payloadType) {
                return codec.rtpmap().toLowerCase(Locale.ROOT);
            }
        }
        return "";
    }
}
