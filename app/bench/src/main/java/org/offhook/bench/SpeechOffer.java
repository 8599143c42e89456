package org.offhook.bench;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.offhook.core.media.Codec;

/**
 * What a phone offered, read as far as the reference end needs it.
 *
 * @param remote where it wants to hear
 * @param codec the one that is answered with
 * @param payloadType its number
 * @param media the {@code m=} lines, of which the first audio one in the clear is taken
 * @param taken which one that is
 */
record SpeechOffer(InetSocketAddress remote, Codec codec, int payloadType, List<String> media, int taken) {

    static SpeechOffer read(String sdp, Codec codec) {
        List<String> media = new ArrayList<>();
        String address = "";
        int taken = -1;
        int payloadType = -1;
        for (String line : sdp.lines().toList()) {
            if (line.startsWith("m=")) {
                media.add(line);
                if (taken < 0 && line.startsWith("m=audio ") && !line.contains("SAVP")) {
                    taken = media.size() - 1;
                    payloadType = codec.hasStaticType() && words(line).contains(Integer.toString(codec.payloadType()))
                            ? codec.payloadType()
                            : -1;
                }
            } else if (line.startsWith("c=IN IP4 ") && (media.isEmpty() || taken == media.size() - 1)) {
                address = line.substring("c=IN IP4 ".length()).strip();
            } else if (taken == media.size() - 1
                    && payloadType < 0
                    && line.startsWith("a=rtpmap:")
                    && line.toLowerCase(Locale.ROOT)
                            .contains(' ' + codec.rtpmap().toLowerCase(Locale.ROOT))) {
                payloadType = Integer.parseInt(line.substring("a=rtpmap:".length(), line.indexOf(' ')));
            }
        }
        if (taken < 0 || payloadType < 0 || address.isEmpty()) {
            throw new MeasurementFailed("the phone does not offer " + codec + " in the clear:\n" + sdp);
        }
        int port = Integer.parseInt(words(media.get(taken)).get(1));
        return new SpeechOffer(new InetSocketAddress(address, port), codec, payloadType, media, taken);
    }

    private static List<String> words(String line) {
        return List.of(line.split(" "));
    }

    /** Answers with the one codec; what is not audio in the clear is refused. */
    String answer(InetAddress address, int port) {
        String host = address.getHostAddress();
        StringBuilder sdp = new StringBuilder(
                "v=0\r\no=speech 1 1 IN IP4 " + host + "\r\ns=-\r\nc=IN IP4 " + host + "\r\nt=0 0\r\n");
        for (int i = 0; i < media.size(); i++) {
            List<String> words = words(media.get(i));
            if (i == taken) {
                sdp.append("m=audio ")
                        .append(port)
                        .append(' ')
                        .append(words.get(2))
                        .append(' ')
                        .append(payloadType);
                sdp.append("\r\na=rtpmap:")
                        .append(payloadType)
                        .append(' ')
                        .append(codec.rtpmap())
                        .append("\r\n");
                if (codec == Codec.OPUS) {
                    sdp.append("a=fmtp:").append(payloadType).append(" useinbandfec=1\r\n");
                }
                sdp.append("a=ptime:20\r\na=sendrecv\r\n");
            } else {
                sdp.append(words.get(0)).append(" 0 ").append(String.join(" ", words.subList(2, words.size())));
                sdp.append("\r\n");
            }
        }
        return sdp.toString();
    }
}
