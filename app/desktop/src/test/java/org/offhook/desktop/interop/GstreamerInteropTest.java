package org.offhook.desktop.interop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.offhook.core.media.Codec;
import org.offhook.core.media.Direction;
import org.offhook.core.media.LocalTone;
import org.offhook.core.media.MediaPlan;
import org.offhook.core.media.MediaPlan.Format;
import org.offhook.core.media.MediaPlan.RtpStream;
import org.offhook.core.media.OpusWishes;
import org.offhook.media.FrameSource;
import org.offhook.media.MediaEndpoint;
import org.offhook.media.MediaEngine;
import org.offhook.practice.sound.Ear;
import org.offhook.testkit.peer.GstreamerPeer;
import org.offhook.testkit.peer.GstreamerPeer.Stream;

/** RTP that a real GStreamer makes: what no phone can be told to send. */
@Tag("interop")
class GstreamerInteropTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int SOURCE = 77;

    private final MediaEngine engine = MediaEngine.onLoopback("gstreamer");
    private final Ear ear = new Ear();
    private GstreamerPeer peer;
    private MediaEndpoint end;

    @BeforeEach
    void open() throws IOException {
        peer = new GstreamerPeer();
        end = MediaEndpoint.open(engine, FrameSource.SILENCE, ear::hear, MediaEndpoint.DigitListener.NONE);
        end.apply(new MediaPlan(
                1,
                Optional.of(new RtpStream(
                        "127.0.0.1",
                        peer.port(),
                        peer.port() + 1,
                        Codec.PCMU,
                        0,
                        0,
                        20,
                        OptionalInt.empty(),
                        OptionalInt.empty(),
                        List.of(new Format(Codec.PCMA, 8)),
                        8_000,
                        OpusWishes.NONE,
                        Optional.empty())),
                Direction.SENDRECV,
                false,
                LocalTone.NONE));
    }

    @AfterEach
    void close() {
        if (end != null) {
            end.close();
        }
        if (peer != null) {
            peer.close();
        }
        engine.close();
    }

    private int heardMillis(int hertz) {
        return ear.tones().stream()
                .filter(tone -> Math.abs(tone.hertz() - hertz) <= 15)
                .mapToInt(tone -> tone.millis())
                .sum();
    }

    private void send(Stream stream) {
        peer.send(stream, end.rtpPort());
        peer.awaitEnd(PATIENCE);
    }

    @Test
    void isHeardAcrossTheWrapOfItsSequenceNumbersAndOfItsTimestamps() {
        // The numbers wrap after 1.1 s, the timestamps after 2.
        send(new Stream("mu", 440, 4_000, SOURCE, 65_480, (1L << 32) - 16_000, false));
        assertThat(heardMillis(440)).isGreaterThan(3_000);
        assertThat(end.statistics().packetsReceived()).isEqualTo(200);
        assertThat(end.statistics().packetsLost()).isZero();
    }

    @Test
    void anotherSourceAtTheSamePlaceTakesOver() {
        send(new Stream("mu", 440, 1_500, SOURCE, 100, 5_000, false));
        send(new Stream("mu", 620, 1_500, SOURCE + 1, 40_000, 900_000_000, false));
        assertThat(heardMillis(440)).isGreaterThan(1_000);
        assertThat(heardMillis(620)).isGreaterThan(1_000);
    }

    @Test
    void anotherAgreedCodecIsHeardWithoutAWord() {
        send(new Stream("mu", 440, 1_500, SOURCE, 100, 5_000, false));
        send(new Stream("a", 620, 1_500, SOURCE, 175, 5_000 + 75 * 160, false));
        assertThat(heardMillis(440)).isGreaterThan(1_000);
        assertThat(heardMillis(620)).isGreaterThan(1_000);
        assertThat(end.statistics().packetsRejected()).isZero();
        assertThat(end.statistics().packetsLost()).isZero();
    }

    @Test
    void reportsThatComeToThePortOfSpeechAreToldApartAndNotHeard() {
        send(new Stream("mu", 440, 8_000, SOURCE, 100, 5_000, true));
        assertThat(end.statistics().packetsRejected()).isPositive();
        assertThat(end.statistics().packetsReceived()).isEqualTo(400);
        assertThat(heardMillis(440)).isGreaterThan(7_000);
    }
}
