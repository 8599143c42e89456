package org.offhook.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Offhook as {@code ./offhook} starts it, told to dial by the CRM's click_to_call message over the bridge's WebSocket. */
final class OffhookPhone implements Phone {
    private static final ObjectMapper JSON = new ObjectMapper();
    private final List<String> arguments;

    /** @param arguments further arguments of the command line */
    OffhookPhone(List<String> arguments) {
        this.arguments = List.copyOf(arguments);
    }

    @Override
    public String name() {
        return "offhook";
    }

    @Override
    public boolean hasWindow() {
        return !arguments.contains("--headless");
    }

    @Override
    public Running start(Workbench bench, Path folder) {
        Path password = folder.resolve("password");
        try {
            Files.writeString(password, BenchAccount.password());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        List<String> command =
                new ArrayList<>(List.of(bench.top().resolve("offhook").toString()));
        command.addAll(arguments);
        command.addAll(List.of("--data", folder.toString()));
        Map<String, String> settings = Map.of(
                "account.exchange",
                "own",
                "account.server",
                bench.exchangeHost(),
                "account.port",
                Integer.toString(bench.exchangePort()),
                "account.extension",
                Workbench.EXTENSION,
                "account.transport",
                "UDP",
                "account.passwordFile",
                password.toString(),
                "audio.device",
                "system");
        settings.forEach((key, value) -> command.addAll(List.of("--set", key + "=" + value)));
        Launched program = Launched.start(bench, folder.resolve("log"), Map.of(), command);
        return new RunningOffhook(program, folder);
    }

    private static final class RunningOffhook implements Running {
        private final Launched program;
        private final Path folder;
        private @Nullable BridgeClient bridge;

        RunningOffhook(Launched program, Path folder) {
            this.program = program;
            this.folder = folder;
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
            return loggedIn()
                    .send("{\"action\":\"click_to_call\",\"phone_code\":\"\",\"phone_number\":\"" + number + "\"}");
        }

        @Override
        public void hangUp() {
            loggedIn().send("{\"action\":\"hangup\"}");
        }

        /** The bridge's socket; the first time, the agent is logged in as the CRM does it. */
        private BridgeClient loggedIn() {
            BridgeClient open = bridge;
            if (open == null) {
                open = Waiting.forValue("the bridge", Duration.ofSeconds(20), Duration.ofMillis(50), this::connect);
                open.send(
                        "{\"action\":\"login\",\"username\":\"bench\",\"password\":\"bench\",\"extension\":\"%s\",\"phone_pass\":\"%s\"}"
                                .formatted(Workbench.EXTENSION, BenchAccount.password()));
                bridge = open;
                Waiting.pass(Duration.ofSeconds(1));
            }
            return open;
        }

        private Optional<BridgeClient> connect() {
            try {
                JsonNode address = JSON.readTree(folder.resolve("bridge.json").toFile());
                return Optional.of(BridgeClient.connect(
                        address.path("port").asInt(), address.path("token").asText()));
            } catch (IOException notYet) {
                return Optional.empty();
            }
        }

        @Override
        public void close() {
            program.close();
            BridgeClient open = bridge;
            if (open != null) {
                open.close();
            }
        }
    }
}
