package org.offhook.media;

import java.io.IOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import org.offhook.core.call.CallInput.MediaReserved;
import org.offhook.core.media.Codec;
import org.offhook.core.media.Direction;
import org.offhook.core.media.LocalMedia;
import org.offhook.core.media.LocalTone;
import org.offhook.core.media.MediaPlan;
import org.offhook.core.media.MediaPlan.RtpStream;
import org.offhook.core.media.MediaTerms;
import org.offhook.rtp.codec.OpusSpeech;
import org.offhook.rtp.dtls.DtlsCertificate;
import org.offhook.rtp.dtls.DtlsHandshake;
import org.offhook.rtp.dtls.DtlsLink;
import org.offhook.rtp.dtls.DtlsTerms;
import org.offhook.rtp.srtp.SrtpProfile;
import org.offhook.rtp.srtp.SrtpSender;
import org.offhook.rtp.tone.CallTone;
import org.offhook.rtp.tone.ToneGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs a short call with itself over loopback at start, so that the first real one meets loaded classes, compiled code and
 * open sockets instead of paying for them between the answer and the first packet.
 */
final class WarmUp {

    private static final Logger LOG = LoggerFactory.getLogger(WarmUp.class);
    private static final long ENOUGH_PACKETS = 15;
    private static final Duration AFTER_START = Duration.ofSeconds(5);
    private static final int OPUS_FRAMES = 150;
    private static final int NATIVE_FRAMES = 10;
    private static final int HANDSHAKES = 6;
    private static final int WARM_PACKET_BYTES = 200;
    private static final Duration LONGEST = Duration.ofSeconds(2);

    private WarmUp() {}

    static void run(MediaEngine engine) {
        ToneEar ear = new ToneEar(440);
        // What reserving touches besides: values and a leg of a call that never is.
        LOG.debug("Warming up with {}", new MediaReserved(new LocalMedia("127.0.0.1", 2)));
        try (MediaEndpoint one = MediaEndpoint.open(
                        engine, new ToneSource(CallTone.steady(440, -20)), FrameSink.NONE, (digit, duration) -> {});
                MediaEndpoint other = MediaEndpoint.open(engine, FrameSource.SILENCE, ear, (digit, duration) -> {})) {
            one.apply(plan(other.rtpPort(), Codec.PCMU));
            other.apply(plan(one.rtpPort(), Codec.PCMU));
            one.sendDigits("1");
            long end = System.nanoTime() + LONGEST.toNanos();
            while (other.statistics().packetsReceived() < ENOUGH_PACKETS && System.nanoTime() - end < 0) {
                LockSupport.parkNanos(20_000_000);
            }
            LOG.debug("Media is warm after {} packets", other.statistics().packetsReceived());
        } catch (IOException e) {
            // Without loopback nothing is lost but the head start.
            LOG.debug("Media stays cold: {}", e.getMessage());
        }
    }

    /**
     * Runs the dearer codecs, once the start is over, so that the first frames of a call meet compiled code: cold, a frame of Opus by the translation
     * takes as long as it sounds, and linking the machine's library takes tenths of a second. Blocks for some seconds.
     */
    static void later(MediaTerms terms) {
        if (terms.encryption().offered()) {
            // The library tries its ciphers against each other before it makes the first: not between answer and
            // speech.
            SrtpProfile profile = SrtpProfile.AES_CM_128_HMAC_SHA1_80;
            for (SrtpProfile each : List.of(profile, SrtpProfile.AEAD_AES_128_GCM)) {
                byte[] packet = new byte[WARM_PACKET_BYTES];
                packet[0] = (byte) 0x80;
                new SrtpSender(each, new byte[each.keyBytes()], new byte[each.saltBytes()], 1)
                        .protect(packet, WARM_PACKET_BYTES - SrtpSender.MOST_ADDED_BYTES);
            }
        }
        if (terms.encryption().offersHandshake()) {
            for (int i = 0; i < HANDSHAKES; i++) {
                shakeHands();
            }
        }
        if (!terms.codecs().contains(Codec.OPUS)) {
            return;
        }
        LockSupport.parkNanos(AFTER_START.toNanos());
        int frames = OpusSpeech.prepare() ? NATIVE_FRAMES : OPUS_FRAMES;
        LOG.debug("Opus is done by {}", OpusSpeech.libraryName());
        int rate = terms.opusBand().sampleRateHertz();
        OpusSpeech.Encoder encoder = new OpusSpeech.Encoder(OpusSpeech.Settings.speech(rate));
        OpusSpeech.Decoder decoder = new OpusSpeech.Decoder(rate);
        ToneGenerator voice = new ToneGenerator(CallTone.RINGING, rate);
        short[] frame = new short[rate / 50];
        byte[] packet = new byte[OpusSpeech.MOST_PAYLOAD_BYTES];
        for (int i = 0; i < frames; i++) {
            voice.generate(frame, 0, frame.length);
            int length = encoder.encode(frame, 0, frame.length, packet, 0);
            decoder.decode(packet, 0, length, frame, 0);
        }
    }

    /** One handshake with ourselves: cold, its arithmetic takes longer than a person takes to say hello. */
    private static void shakeHands() {
        DtlsCertificate own = DtlsCertificate.selfSigned(new SecureRandom(), Instant.now());
        AtomicReference<DtlsLink> there = new AtomicReference<>();
        DtlsLink server = new DtlsLink((datagram, offset, length) -> Objects.requireNonNull(there.get())
                .offer(Arrays.copyOfRange(datagram, offset, offset + length), length));
        DtlsLink client = new DtlsLink((datagram, offset, length) ->
                server.offer(Arrays.copyOfRange(datagram, offset, offset + length), length));
        there.set(client);
        Thread other = Thread.ofPlatform().daemon().name("dtls-warm-up").start(() -> shake(own, false, server));
        shake(own, true, client);
        try {
            other.join(Duration.ofSeconds(1));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void shake(DtlsCertificate own, boolean begins, DtlsLink link) {
        try {
            new DtlsHandshake(own, new DtlsTerms(begins, "sha-256", own.fingerprint()), link).run();
        } catch (IOException e) {
            LOG.debug("Handshakes stay cold: {}", e.getMessage());
        }
    }

    private static MediaPlan plan(int port, Codec codec) {
        return new MediaPlan(
                1,
                Optional.of(new RtpStream(
                        "127.0.0.1",
                        port,
                        port + 1,
                        codec,
                        codec.payloadType(),
                        codec.payloadType(),
                        20,
                        OptionalInt.of(101),
                        OptionalInt.of(101))),
                Direction.SENDRECV,
                false,
                LocalTone.NONE);
    }
}
