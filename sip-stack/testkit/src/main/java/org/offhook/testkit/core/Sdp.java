package org.offhook.testkit.core;

/** Session descriptions as far ends send them. */
public final class Sdp {
    private Sdp() {}

    /** Both ways, PCMU and PCMA, telephone events as {@code eventPayloadType}. */
    public static String audio(String address, int port, int eventPayloadType) {
        return audio(address, port, eventPayloadType, "sendrecv");
    }

    /** @param direction {@code sendrecv}, {@code sendonly}, {@code recvonly} or {@code inactive} */
    public static String audio(String address, int port, int eventPayloadType, String direction) {
        return "v=0\r\no=far 1 1 IN IP4 " + address + "\r\ns=call\r\nc=IN IP4 " + address + "\r\nt=0 0\r\nm=audio "
                + port + " RTP/AVP 0 8 " + eventPayloadType
                + "\r\na=rtpmap:0 PCMU/8000\r\na=rtpmap:8 PCMA/8000\r\na=rtpmap:"
                + eventPayloadType + " telephone-event/8000\r\na=fmtp:" + eventPayloadType + " 0-15\r\na=" + direction
                + "\r\n";
    }

    /** The usual far end of tests. */
    public static String farEnd() {
        return audio("192.0.2.20", 30_000, 101);
    }

    /** What the usual far end answers to {@code offer}: the same with the direction seen from its side (RFC 3264 §6.1). */
    public static String answerTo(String offer) {
        String direction =
                offer.contains("a=sendonly") ? "recvonly" : offer.contains("a=inactive") ? "inactive" : "sendrecv";
        return audio("192.0.2.20", 30_000, 101, direction);
    }

    /** Offers nothing that this phone speaks. */
    public static String strangeCodec() {
        return "v=0\r\no=- 1 1 IN IP4 192.0.2.20\r\ns=-\r\nc=IN IP4 192.0.2.20\r\nt=0 0\r\nm=audio 30000 RTP/AVP 18\r\na=rtpmap:18 G729/8000\r\n";
    }
}
