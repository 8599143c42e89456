package org.offhook.bench;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * Debian's baresip (its build has no PulseAudio module, so it uses a generated tone and a sink of its own), told to dial over its ctrl_tcp connection (JSON in netstrings), which is its way for other
 * programs.
 */
final class BaresipPhone implements Phone {
    private static final int CONTROL_PORT = 4_444;
    private final String player;

    private BaresipPhone(String player) {
        this.player = player;
    }

    /** One that plays into a sink of its own. */
    static BaresipPhone withoutDevices() {
        return new BaresipPhone("aubridge,nowhere");
    }

    /** One that plays into the sound server, by ALSA. */
    static BaresipPhone playing() {
        return new BaresipPhone("alsa,pulse");
    }

    @Override
    public String name() {
        return "baresip";
    }

    @Override
    public boolean hasWindow() {
        return false;
    }

    @Override
    public Running start(Workbench bench, Path folder) {
        try {
            Files.writeString(
                    folder.resolve("config"), """
                    sip_listen 0.0.0.0:0
                    net_interface %s
                    audio_player %s
                    audio_source ausine,440
                    audio_alert aubridge,alert
                    ausrc_srate 48000
                    ausrc_channels 2
                    call_max_calls 4
                    module_path %s
                    module g711.so
                    module g722.so
                    module opus.so
                    module alsa.so
                    module ausine.so
                    module aubridge.so
                    module_app account.so
                    module_app menu.so
                    module_app ctrl_tcp.so
                    ctrl_tcp_listen 127.0.0.1:%d
                    """.formatted(bench.phoneInterface(), player, modules(), CONTROL_PORT));
            Files.writeString(
                    folder.resolve("accounts"),
                    "<sip:%s@%s:%d;transport=udp>;auth_pass=%s;regint=600\n"
                            .formatted(
                                    Workbench.EXTENSION,
                                    bench.exchangeHost(),
                                    bench.exchangePort(),
                                    BenchAccount.password()));
            Files.writeString(folder.resolve(".asoundrc"), "pcm.pulse { type pulse }\nctl.pulse { type pulse }\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Launched program = Launched.start(
                bench,
                folder.resolve("log"),
                Map.of("HOME", folder.toString()),
                List.of("baresip", "-f", folder.toString()));
        return new RunningBaresip(program);
    }

    private static Path modules() {
        return List.of("/usr/lib/baresip/modules", "/usr/lib/x86_64-linux-gnu/baresip/modules").stream()
                .map(Path::of)
                .filter(Files::isDirectory)
                .findFirst()
                .orElseThrow(() -> new MeasurementFailed("baresip's modules were not found"));
    }

    private static final class RunningBaresip implements Running {
        private final Launched program;
        private final Socket control;

        RunningBaresip(Launched program) {
            this.program = program;
            this.control = Waiting.forValue(
                    "baresip's control port", Duration.ofSeconds(10), Duration.ofMillis(20), RunningBaresip::connect);
            Thread.ofPlatform().daemon().name("baresip events").start(this::drain);
        }

        private static java.util.Optional<Socket> connect() {
            Socket socket = new Socket();
            try {
                socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), CONTROL_PORT), 500);
                socket.setTcpNoDelay(true);
                return java.util.Optional.of(socket);
            } catch (IOException notYet) {
                return java.util.Optional.empty();
            }
        }

        private void drain() {
            try (InputStream input = control.getInputStream()) {
                input.transferTo(OutputStream.nullOutputStream());
            } catch (IOException closed) {
                // the phone was ended
            }
        }

        @Override
        public long startedAt() {
            return program.startedAt();
        }

        @Override
        public ProcessHandle process() {
            return program.handle();
        }

        @Override
        public long dial(String number) {
            return order("{\"command\":\"dial\",\"params\":\"" + number + "\",\"token\":\"d\"}");
        }

        @Override
        public void hangUp() {
            order("{\"command\":\"hangup\",\"token\":\"h\"}");
        }

        private long order(String json) {
            byte[] netstring = (json.length() + ":" + json + ",").getBytes(StandardCharsets.US_ASCII);
            try {
                long at = WireTimes.now();
                control.getOutputStream().write(netstring);
                control.getOutputStream().flush();
                return at;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void close() {
            program.close();
            try {
                control.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
