package org.offhook.desktop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.offhook.media.record.WavWriter;
import org.offhook.rtp.codec.OpusSpeech;
import org.offhook.rtp.pcm.WavHeader;
import org.offhook.rtp.tone.ToneDetector;
import org.offhook.testkit.peer.AsteriskPeer;
import org.offhook.testkit.peer.AsteriskPeer.Dialled;

/** The whole program records a call with a real Asterisk 22, a card number is told meanwhile, and then it is killed with SIGKILL. */
@Tag("interop")
class RecordedCallInteropTest {
    private static final int AGENT_HERTZ = 1_100;
    private static final int CUSTOMER_HERTZ = 440;
    private static final int TELEPHONE_RATE = 8_000;
    private static final int OPUS_RATE = 48_000;
    private static final Duration SPOKEN = Duration.ofMillis(3_500);
    private static final Duration HIDDEN = Duration.ofSeconds(2);

    @TempDir
    Path data;

    /** A recording as a player reads it. */
    private static final class Stereo {
        private final int rateHertz;
        private final short[] left;
        private final short[] right;

        Stereo(int rateHertz, short[] left, short[] right) {
            this.rateHertz = rateHertz;
            this.left = left;
            this.right = right;
        }

        static Stereo read(Path file) throws IOException {
            byte[] bytes = Files.readAllBytes(file);
            Optional<WavHeader> wav = WavHeader.read(bytes);
            return wav.isPresent() ? ofWav(bytes, wav.get()) : ofOgg(bytes);
        }

        private static Stereo ofWav(byte[] bytes, WavHeader header) {
            assertThat(header.channels()).isEqualTo(2);
            int count = (int) Math.min(header.dataBytes(), bytes.length - header.dataOffset()) / 4;
            int first = (int) header.dataOffset();
            ByteBuffer samples = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
            short[] left = new short[count];
            short[] right = new short[count];
            for (int i = 0; i < count; i++) {
                left[i] = samples.getShort(first + 4 * i);
                right[i] = samples.getShort(first + 4 * i + 2);
            }
            return new Stereo(header.sampleRateHertz(), left, right);
        }

        /** Two streams in each packet, the first with its length before it (RFC 6716, appendix B). */
        private static Stereo ofOgg(byte[] file) {
            List<byte[]> packets = packets(file);
            OpusSpeech.Decoder first = new OpusSpeech.Decoder(OPUS_RATE);
            OpusSpeech.Decoder second = new OpusSpeech.Decoder(OPUS_RATE);
            int frame = OPUS_RATE / 50;
            short[] left = new short[frame * packets.size()];
            short[] right = new short[left.length];
            int made = 0;
            for (byte[] packet : packets.subList(2, packets.size())) {
                boolean longer = (packet[1] & 0xff) >= 252;
                int length = (packet[1] & 0xff) + (longer ? 4 * (packet[2] & 0xff) : 0);
                int from = longer ? 3 : 2;
                byte[] one = new byte[1 + length];
                one[0] = packet[0];
                System.arraycopy(packet, from, one, 1, length);
                first.decode(one, 0, one.length, left, made);
                second.decode(packet, from + length, packet.length - from - length, right, made);
                made += frame;
            }
            return new Stereo(OPUS_RATE, Arrays.copyOf(left, made), Arrays.copyOf(right, made));
        }

        /** Of whole pages (RFC 3533 §6). */
        private static List<byte[]> packets(byte[] file) {
            List<byte[]> packets = new ArrayList<>();
            int at = 0;
            while (at + 27 <= file.length) {
                int segments = file[at + 26] & 0xff;
                int packet = at + 27 + segments;
                int end = packet;
                for (int i = 0; i < segments && end <= file.length; i++) {
                    int lacing = file[at + 27 + i] & 0xff;
                    end += lacing;
                    if (lacing < 255 && end <= file.length) {
                        packets.add(Arrays.copyOfRange(file, packet, end));
                        packet = end;
                    }
                }
                at = end;
            }
            return packets;
        }

        int millis() {
            return (int) (left.length * 1_000L / rateHertz);
        }

        int heardMillis(short[] side, int hertz) {
            ToneDetector ear = new ToneDetector(rateHertz, hertz);
            ear.accept(side, 0, side.length);
            return ear.heardMillis();
        }

        /** The longest stretch in which a side is next to silent. */
        int quietMillis(short[] side) {
            int longest = 0;
            int run = 0;
            for (short sample : side) {
                run = Math.abs(sample) < 64 ? run + 1 : 0;
                longest = Math.max(longest, run);
            }
            return (int) (longest * 1_000L / rateHertz);
        }
    }

    private List<String> arguments(AsteriskPeer asterisk, String format) throws IOException {
        Path voice = data.resolve("voice.wav");
        try (WavWriter wav = new WavWriter(voice, 1, TELEPHONE_RATE)) {
            short[] second = new short[TELEPHONE_RATE];
            for (int i = 0; i < second.length; i++) {
                second[i] = (short) (6_000 * Math.sin(2 * Math.PI * AGENT_HERTZ * i / TELEPHONE_RATE));
            }
            wav.write(second, 0, second.length);
        }
        Path password =
                Files.writeString(data.resolve("password"), asterisk.phone().password());
        List<String> arguments = new ArrayList<>(List.of("--headless", "--data", data.toString()));
        for (String setting : List.of(
                "account.exchange=own",
                "account.server=127.0.0.1",
                "account.port=" + asterisk.udp().getPort(),
                "account.extension=" + asterisk.phone().user(),
                "account.passwordFile=" + password,
                "audio.device=file:" + voice + "," + data.resolve("heard.wav") + ",loop",
                "recording.when=always",
                "recording.format=" + format,
                "recording.fileName={call}",
                "recording.number=none",
                "bridge.port=0",
                "secrets.useSystem=false")) {
            arguments.addAll(List.of("--set", setting));
        }
        return arguments;
    }

    private static void speak(Duration howLong) {
        long end = System.nanoTime() + howLong.toNanos();
        DialerBench.await("time passes", () -> System.nanoTime() > end);
    }

    private Path recording(String format) {
        try (Stream<Path> files = Files.walk(data.resolve("recordings"))) {
            String ending = format.equals("wav") ? ".wav" : ".opus";
            return files.filter(file -> file.toString().endsWith(ending))
                    .findFirst()
                    .orElseThrow();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"wav", "opus"})
    void eachSideIsOnItsChannelTheCardNumberIsNotThereAndAKillLeavesAllButTheLastSecond(String format)
            throws Exception {
        try (AsteriskPeer asterisk = AsteriskPeer.start()) {
            OffhookProcess program = OffhookProcess.launch(data, arguments(asterisk, format));
            try {
                program.logIn(data, asterisk.phone());
                program.tell(data, Map.of("action", "click_to_call", "phone_code", "", "phone_number", Dialled.TONE));
                program.tell(data, Map.of("action", "record", "order", "PAUSE"));
                program.tell(data, Map.of("action", "record", "order", "RESUME"));
                speak(SPOKEN);
                program.tell(data, Map.of("action", "record", "order", "PAUSE"));
                speak(HIDDEN);
                program.tell(data, Map.of("action", "record", "order", "RESUME"));
                speak(SPOKEN);
            } finally {
                program.kill();
            }
        }
        Stereo heard = Stereo.read(recording(format));
        int spoken = (int) (2 * SPOKEN.toMillis());
        assertThat(heard.millis())
                .as("all but the last second")
                .isGreaterThan((int) (spoken + HIDDEN.toMillis()) - 1_500);
        assertThat(heard.heardMillis(heard.left, AGENT_HERTZ))
                .as("the agent, left")
                .isGreaterThan(spoken - 2_000);
        assertThat(heard.heardMillis(heard.right, CUSTOMER_HERTZ))
                .as("the customer, right")
                .isGreaterThan(spoken - 2_000);
        assertThat(heard.heardMillis(heard.left, CUSTOMER_HERTZ))
                .as("of the customer on the left")
                .isZero();
        assertThat(heard.heardMillis(heard.right, AGENT_HERTZ))
                .as("of the agent on the right")
                .isZero();
        assertThat(heard.quietMillis(heard.left)).as("the card number, left").isBetween(1_200, 3_500);
        assertThat(heard.quietMillis(heard.right)).as("the card number, right").isBetween(1_200, 3_500);
    }
}
