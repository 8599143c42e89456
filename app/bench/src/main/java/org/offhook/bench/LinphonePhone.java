package org.offhook.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Debian's linphone-desktop, told to dial by its own second-instance command line, which is its way for other programs. */
final class LinphonePhone implements Phone {
    @Override
    public String name() {
        return "linphone";
    }

    @Override
    public boolean hasWindow() {
        return true;
    }

    @Override
    public Running start(Workbench bench, Path folder) {
        Path configuration = folder.resolve("linphonerc");
        write(configuration, """
                [sip]
                sip_port=%d
                sip_tcp_port=-1
                sip_tls_port=-1
                default_proxy=0
                register_only_when_network_is_up=0
                guess_hostname=1
                [net]
                mtu=1300
                [rtp]
                audio_rtp_port=17078
                [audio_codec_0]
                mime=opus
                rate=48000
                channels=2
                enabled=1
                [audio_codec_1]
                mime=PCMU
                rate=8000
                channels=1
                enabled=1
                [audio_codec_2]
                mime=PCMA
                rate=8000
                channels=1
                enabled=1
                [audio_codec_3]
                mime=G722
                rate=8000
                channels=1
                enabled=1
                [video]
                display=0
                capture=0
                [proxy_0]
                reg_proxy=<sip:%s:%d;transport=udp>
                reg_identity=<sip:%s@%s:%d>
                reg_expires=600
                reg_sendregister=1
                publish=0
                [auth_info_0]
                username=%s
                passwd=%s
                [ui]
                check_for_update_enabled=0
                """.formatted(
                        15_060,
                        bench.exchangeHost(),
                        bench.exchangePort(),
                        Workbench.EXTENSION,
                        bench.exchangeHost(),
                        bench.exchangePort(),
                        Workbench.EXTENSION,
                        BenchAccount.password()));
        // Its second instance reaches the first over the session bus, so both need the same one.
        Map<String, String> environment = Map.of(
                "HOME", folder.toString(),
                "XDG_RUNTIME_DIR", folder.toString(),
                "DBUS_SESSION_BUS_ADDRESS", "unix:path=" + folder.resolve("bus"));
        Launched bus = Launched.start(
                bench,
                folder.resolve("bus.log"),
                environment,
                List.of("dbus-daemon", "--session", "--nofork", "--address=unix:path=" + folder.resolve("bus")));
        Waiting.until(
                "the session bus",
                java.time.Duration.ofSeconds(5),
                java.time.Duration.ofMillis(20),
                () -> Files.exists(folder.resolve("bus")));
        Launched program = Launched.start(
                bench, folder.resolve("log"), environment, List.of("linphone", "--config=" + configuration));
        return new Running() {
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
                return order(
                        "call sip-address=sip:" + number + "@" + bench.exchangeHost() + ":" + bench.exchangePort());
            }

            @Override
            public void hangUp() {
                order("bye");
            }

            private long order(String command) {
                Launched second = Launched.start(
                        bench,
                        folder.resolve("order.log"),
                        environment,
                        List.of("linphone", "--config=" + configuration, command));
                Waiting.until(
                        "linphone took the order",
                        java.time.Duration.ofSeconds(15),
                        java.time.Duration.ofMillis(10),
                        () -> !second.handle().isAlive());
                return second.startedAt();
            }

            @Override
            public void close() {
                program.close();
                bus.close();
            }
        };
    }

    private static void write(Path file, String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
