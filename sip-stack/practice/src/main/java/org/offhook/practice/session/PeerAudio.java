package org.offhook.practice.session;

import java.net.InetAddress;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.offhook.core.media.Codec;
import org.offhook.core.media.Direction;

/**
 * What a phone's session description says of its first audio stream.
 *
 * @param address where it wants RTP
 * @param rtpPort the port; 0 when it refuses the stream (RFC 3264 §6)
 * @param codec the first of its codecs that the exchange speaks
 * @param payloadType number it gave that codec
 * @param eventPayloadType number it gave telephone-event
 * @param ptimeMillis packet length it asks for
 * @param direction as the phone sees it
 */
public record PeerAudio(
        String address,
        int rtpPort,
        Codec codec,
        int payloadType,
        OptionalInt eventPayloadType,
        int ptimeMillis,
        Direction direction) {
    private static final int LONGEST = 16_384;

    /** A far end is a plain telephone. */
    private static final List<Codec> SPOKEN = List.of(Codec.PCMU, Codec.PCMA);

    /** Reads a description; empty when it has no audio stream that we can talk to. Never throws. */
    public static Optional<PeerAudio> parse(String sdp) {
        if (sdp.length() > LONGEST) {
            return Optional.empty();
        }
        try {
            return new Reader().read(sdp);
        } catch (IllegalArgumentException | IndexOutOfBoundsException malformed) {
            return Optional.empty();
        }
    }

    /** The old way to hold (RFC 2543): an address of zeros. */
    public boolean addressIsZero() {
        return address.equals("0.0.0.0");
    }

    private static final class Reader {
        private String sessionAddress = "";
        private Direction direction = Direction.SENDRECV;
        private boolean audio;
        private boolean audioSeen;
        private String address = "";
        private int port;
        private String[] formats = {};
        private int ptimeMillis = 20;
        private final Map<Integer, String> encodings = new TreeMap<>();

        Optional<PeerAudio> read(String sdp) {
            for (String line : sdp.split("\r\n|\n|\r")) {
                if (line.length() >= 2 && line.charAt(1) == '=') {
                    line(line.charAt(0), line.substring(2).strip());
                }
            }
            if (!audioSeen) {
                return Optional.empty();
            }
            String where = address.isEmpty() ? sessionAddress : address;
            InetAddress.ofLiteral(where); // a name would have to be looked up, and in practice nobody has one
            for (String format : formats) {
                int payloadType = Integer.parseInt(format);
                @Nullable Codec codec = codec(payloadType);
                if (codec != null) {
                    return Optional.of(
                            new PeerAudio(where, port, codec, payloadType, events(), ptimeMillis, direction));
                }
            }
            return Optional.empty();
        }

        private void line(char type, String value) {
            switch (type) {
                case 'm' -> media(value.split(" +"));
                case 'c' -> connection(value.split(" +"));
                case 'a' -> {
                    if (audio || !audioSeen) {
                        attribute(value);
                    }
                }
                default -> {
                    // v, o, s, t, b … say nothing that a far end acts on.
                }
            }
        }

        private void media(String[] words) {
            audio = !audioSeen && words[0].equals("audio") && words[2].equals("RTP/AVP");
            if (audio) {
                audioSeen = true;
                port = Integer.parseInt(words[1]);
                formats = java.util.Arrays.copyOfRange(words, 3, words.length);
            }
        }

        private void connection(String[] words) {
            if (audio) {
                address = words[2];
            } else if (!audioSeen) {
                sessionAddress = words[2];
            }
        }

        private void attribute(String value) {
            switch (value) {
                case "sendrecv" -> direction = Direction.SENDRECV;
                case "sendonly" -> direction = Direction.SENDONLY;
                case "recvonly" -> direction = Direction.RECVONLY;
                case "inactive" -> direction = Direction.INACTIVE;
                default -> {
                    if (value.startsWith("rtpmap:")) {
                        int space = value.indexOf(' ');
                        encodings.put(
                                Integer.parseInt(value.substring(7, space)),
                                value.substring(space + 1).toLowerCase(Locale.ROOT));
                    } else if (value.startsWith("ptime:")) {
                        ptimeMillis = Math.clamp(Integer.parseInt(value.substring(6)), 10, 60);
                    }
                }
            }
        }

        private @Nullable Codec codec(int payloadType) {
            String encoding = encodings.get(payloadType);
            for (Codec codec : SPOKEN) {
                String name = codec.encodingName().toLowerCase(Locale.ROOT) + "/8000";
                if (encoding == null
                        ? payloadType == codec.payloadType()
                        : encoding.equals(name) || encoding.equals(name + "/1")) {
                    return codec;
                }
            }
            return null;
        }

        private OptionalInt events() {
            for (String format : formats) {
                String encoding = encodings.get(Integer.parseInt(format));
                if (encoding != null && encoding.startsWith("telephone-event/8000")) {
                    return OptionalInt.of(Integer.parseInt(format));
                }
            }
            return OptionalInt.empty();
        }
    }
}
