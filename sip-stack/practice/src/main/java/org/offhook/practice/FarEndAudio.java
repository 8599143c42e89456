package org.offhook.practice;

import java.io.IOException;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import org.offhook.core.media.Direction;
import org.offhook.core.media.LocalTone;
import org.offhook.core.media.MediaPlan;
import org.offhook.core.media.MediaStatistics;
import org.offhook.media.MediaEndpoint;
import org.offhook.media.MediaEngine;
import org.offhook.practice.session.OwnAudio;
import org.offhook.practice.session.PeerAudio;
import org.offhook.practice.sound.Ear;
import org.offhook.practice.sound.Mouth;
import org.offhook.practice.sound.Sound;

/** One far end's mouth, ear and RTP, with the offers and answers that belong to them. Loop only, except for reading the ear. */
final class FarEndAudio implements AutoCloseable {
    private static final String ADDRESS = "127.0.0.1";

    private final Mouth mouth = new Mouth();
    private final Ear ear = new Ear();
    private final MediaEndpoint endpoint;
    private final long sessionId;
    private int version;
    private int revision;
    private Direction wanted = Direction.SENDRECV;
    private String lastAnswer = "";
    private String lastAnswered = "";

    private FarEndAudio(MediaEngine engine, long sessionId, Consumer<Character> digitHeard) throws IOException {
        this.sessionId = sessionId;
        endpoint = MediaEndpoint.open(engine, mouth::fill, this::hear, (digit, duration) -> digitHeard.accept(digit));
    }

    /** @param digitHeard told on the receiving thread */
    static FarEndAudio open(MediaEngine engine, long sessionId, Consumer<Character> digitHeard) throws IOException {
        return new FarEndAudio(engine, sessionId, digitHeard);
    }

    private void hear(short[] samples, int offset, int count) {
        ear.hear(samples, offset, count);
        mouth.hear(samples, offset, count);
    }

    Ear ear() {
        return ear;
    }

    MediaStatistics statistics() {
        return endpoint.statistics();
    }

    void play(Sound sound) {
        mouth.play(sound);
    }

    void keyDigits(String digits) {
        endpoint.sendDigits(digits);
    }

    /** An offer of ours; from now on we want that direction. */
    String offer(Direction direction) {
        wanted = direction;
        return OwnAudio.offer(sessionId, ++version, ADDRESS, endpoint.rtpPort(), direction)
                .text();
    }

    /** Goes back to the direction that held before an offer that was refused. */
    void want(Direction direction) {
        wanted = direction;
    }

    /**
     * Answers an offer and begins to send and receive. The same offer gets the same answer: a 200 repeats what the 183 said
     * (RFC 3261 §13.2.1).
     *
     * @return empty when there is nothing in it that we can talk to
     */
    Optional<String> answer(String offer) {
        if (offer.equals(lastAnswered)) {
            return Optional.of(lastAnswer);
        }
        return PeerAudio.parse(offer).filter(peer -> peer.rtpPort() > 0).map(peer -> {
            OwnAudio own = OwnAudio.answer(sessionId, ++version, ADDRESS, endpoint.rtpPort(), peer, wanted);
            lastAnswered = offer;
            lastAnswer = own.text();
            apply(peer, peer.payloadType(), peer.eventPayloadType(), own.direction());
            return lastAnswer;
        });
    }

    /** Takes the answer to our offer; false when it agrees to nothing. */
    boolean take(String answer) {
        Optional<PeerAudio> agreed = PeerAudio.parse(answer).filter(peer -> peer.rtpPort() > 0);
        lastAnswered = "";
        agreed.ifPresent(peer -> apply(
                peer,
                peer.codec().payloadType(),
                OptionalInt.of(OwnAudio.OFFERED_EVENT_PAYLOAD_TYPE),
                OwnAudio.answer(sessionId, version, ADDRESS, endpoint.rtpPort(), peer, wanted)
                        .direction()));
        return agreed.isPresent();
    }

    private void apply(PeerAudio peer, int receivePayloadType, OptionalInt receiveEvents, Direction direction) {
        MediaPlan.RtpStream stream = new MediaPlan.RtpStream(
                peer.addressIsZero() ? ADDRESS : peer.address(),
                peer.rtpPort(),
                peer.rtpPort() + 1,
                peer.codec(),
                peer.payloadType(),
                receivePayloadType,
                20,
                peer.eventPayloadType(),
                receiveEvents);
        endpoint.apply(new MediaPlan(++revision, Optional.of(stream), direction, false, LocalTone.NONE));
    }

    @Override
    public void close() {
        endpoint.close();
    }
}
