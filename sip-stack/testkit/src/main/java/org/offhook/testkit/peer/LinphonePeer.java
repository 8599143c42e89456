package org.offhook.testkit.peer;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.offhook.rtp.pcm.WavHeader;
import org.offhook.rtp.tone.CallTone;
import org.offhook.rtp.tone.ToneGenerator;

/**
 * A real linphone without a window, in a network namespace, registered with an exchange: it answers every call, speaks comfort noise
 * (RFC 3389), and says what {@link #speak} has it say.
 */
public final class LinphonePeer implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String SOUND = "sound";
    private static final int RATE = 8_000;
    private static final int WORD = 2 * RATE;
    private static final int PAUSE = 5 * RATE;

    /** The room's noise in dBov, too soft for its detector of speech. */
    public static final double ROOM_DBOV = -50;

    private final PeerProcess process;
    private final PeerProcess sound;
    private final Path folder;
    private @Nullable PeerProcess saying;

    private LinphonePeer(PeerProcess process, PeerProcess sound, Path folder) {
        this.process = process;
        this.sound = sound;
        this.folder = folder;
    }

    /**
     * Starts one and waits until it is registered.
     *
     * @param exchange must listen on the link's {@link NetworkLink#here}
     * @param codec its own name for the only codec it speaks, of 8000 Hz: PCMU, PCMA
     */
    public static LinphonePeer start(
            NetworkLink link, ExchangePeer exchange, ExchangePeer.Extension extension, String codec) {
        String program = PeerAvailability.program("linphone-daemon").toString();
        Path folder = PeerProcess.freshFolder("linphone");
        Path configuration = Template.write(
                "linphone/linphonerc",
                folder,
                Map.of(
                        "codec", codec,
                        "exchange", HostPort.of(exchange.udp()),
                        "user", extension.user(),
                        "password", extension.password()));
        Path says = folder.resolve("says.wav");
        write(says);
        try {
            // It does not make them itself, and opens no socket without its database.
            Files.createDirectories(folder.resolve(".local/share/linphone"));
            Files.createDirectories(folder.resolve(".config/linphone"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        // Without a way to anywhere it takes the network for down and opens no socket; nothing is forwarded there.
        PeerProcess.run(
                folder,
                link.inside(List.of(
                        PeerAvailability.program("ip").toString(),
                        "route",
                        "replace",
                        "default",
                        "via",
                        link.here().getHostAddress())));
        PeerProcess sound = sound(folder);
        PeerProcess process = PeerProcess.start(
                folder,
                link.inside(List.of(
                        program,
                        "--auto-answer",
                        "--log",
                        folder.resolve("trace").toString(),
                        "--config",
                        configuration.toString())),
                Map.of("HOME", folder.toString(), "PULSE_SERVER", "unix:" + folder.resolve(SOUND)));
        try {
            LinphonePeer peer = new LinphonePeer(process, sound, folder);
            peer.awaitTrace("LinphoneRegistrationOk");
            return peer;
        } catch (AssertionError | RuntimeException e) {
            process.close();
            sound.close();
            throw e;
        }
    }

    /** Devices that keep time as real ones do, and give silence. */
    private static PeerProcess sound(Path folder) {
        Path socket = folder.resolve(SOUND);
        PeerProcess server = PeerProcess.start(
                PeerProcess.freshFolder("linphone-sound"),
                List.of(
                        PeerAvailability.program("pulseaudio").toString(),
                        "-n",
                        "--daemonize=no",
                        "--use-pid-file=no",
                        "--exit-idle-time=-1",
                        "--disable-shm=yes",
                        "-L",
                        "module-null-sink sink_name=speaker norewinds=1",
                        "-L",
                        "module-null-sink sink_name=room norewinds=1",
                        "-L",
                        "module-remap-source source_name=microphone master=room.monitor",
                        "-L",
                        "module-native-protocol-unix auth-anonymous=1 socket=" + socket),
                Map.of("HOME", folder.toString(), "XDG_RUNTIME_DIR", folder.toString()));
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!Files.exists(socket)) {
            if (System.nanoTime() > deadline || !server.isAlive()) {
                server.close();
                throw new AssertionError("no sound server; " + server.log().tail());
            }
            LockSupport.parkNanos(20_000_000);
        }
        return server;
    }

    /** Two seconds of the tone, five of a room, two of the tone, and the room. */
    private static void write(Path wav) {
        short[] samples = new short[2 * (WORD + PAUSE)];
        ToneGenerator tone = new ToneGenerator(CallTone.steady(440, -20), RATE);
        tone.generate(samples, 0, WORD);
        tone.generate(samples, WORD + PAUSE, WORD);
        Random noise = new Random(3389);
        for (int i = 0; i < samples.length; i++) {
            samples[i] += (short) (noise.nextGaussian() * 32_768 * Math.pow(10, ROOM_DBOV / 20));
        }
        ByteBuffer bytes = ByteBuffer.allocate(2 * samples.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asShortBuffer().put(samples);
        try (OutputStream file = Files.newOutputStream(wav)) {
            file.write(WavHeader.bytes(1, RATE, bytes.capacity()));
            file.write(bytes.array());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Says 440 Hz twice, in a room that is heard between the two and after them, in the call that it has. Returns at once. */
    public void speak() {
        awaitTrace("LinphoneCallStreamsRunning");
        saying = PeerProcess.start(
                PeerProcess.freshFolder("linphone-says"),
                List.of(
                        PeerAvailability.program("paplay").toString(),
                        "--server=unix:" + folder.resolve(SOUND),
                        "--device=room",
                        folder.resolve("says.wav").toString()));
    }

    /** Waits until its libraries have traced this. */
    public void awaitTrace(String text) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!trace().contains(text)) {
            if (System.nanoTime() > deadline || !process.isAlive()) {
                throw new AssertionError(
                        "linphone does not say " + text + "; " + process.log().tail());
            }
            LockSupport.parkNanos(20_000_000);
        }
    }

    /** What its libraries traced so far. */
    public String trace() {
        try {
            Path trace = folder.resolve("trace");
            return Files.exists(trace) ? Files.readString(trace, StandardCharsets.ISO_8859_1) : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What it said. */
    public PeerLog log() {
        return process.log();
    }

    @Override
    public void close() {
        PeerProcess mouth = saying;
        if (mouth != null) {
            mouth.close();
        }
        process.close();
        sound.close();
    }
}
