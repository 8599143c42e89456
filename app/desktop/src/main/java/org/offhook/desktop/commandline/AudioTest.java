package org.offhook.desktop.commandline;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.offhook.core.error.ErrorCode;
import org.offhook.desktop.instance.RunningPhone.Answer;

/** Tries the devices of the running phone out, as its window does: a tone, then what is said for five seconds is played back. */
final class AudioTest {
    /** The longest: devices that take their time, five seconds recorded, five seconds heard. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private static final Duration LOOK = Duration.ofMillis(100);
    private static final String QUIET = "QUIET";

    private final RemoteCommands phone;
    private final Console console;
    private final Duration patience;

    AudioTest(RemoteCommands phone, Console console) {
        this(phone, console, PATIENCE);
    }

    /** @param patience how long each of the two parts may take */
    AudioTest(RemoteCommands phone, Console console, Duration patience) {
        this.phone = phone;
        this.console = console;
        this.patience = patience;
    }

    int run(boolean json) throws IOException {
        Optional<Answer> before = phone.ask(Map.of("action", "snapshot"));
        if (before.isEmpty()) {
            return phone.notRunning("");
        }
        JsonNode sound = before.get().data().path("sound");
        Consumer<String> said = json ? _ -> {} : console::say;
        devices(said, "Microphone: ", sound.path("microphones"));
        devices(said, "Speaker:    ", sound.path("speakers"));
        said.accept("A tone is played.");
        Optional<Answer> refused = tried("SPEAKER", _ -> {});
        if (refused.isEmpty()) {
            refused = tried("LOOP", phase -> {
                if (phase.equals("RECORDING")) {
                    said.accept("Speak for five seconds.");
                } else if (phase.equals("PLAYING_BACK")) {
                    said.accept("Now you hear it.");
                }
            });
        }
        if (refused.isPresent()) {
            return phone.told(refused.get());
        }
        JsonNode found = check();
        if (json) {
            ObjectMapper mapper = new ObjectMapper();
            ObjectNode result = mapper.createObjectNode();
            result.set("microphones", sound.path("microphones"));
            result.set("speakers", sound.path("speakers"));
            result.put("verdict", found.path("verdict").asText());
            if (found.has("code")) {
                result.put("code", found.path("code").asText());
            }
            console.say(mapper.writerWithDefaultPrettyPrinter().writeValueAsString(result));
        } else {
            said.accept("Microphone: " + sentence(found.path("verdict").asText()));
        }
        String code = found.path("code").asText();
        if (code.isEmpty()) {
            return ExitCode.DONE;
        }
        return phone.told(new Answer(false, "", code, found));
    }

    private static void devices(Consumer<String> said, String kind, JsonNode devices) {
        if (devices.isEmpty()) {
            said.accept(kind + "none");
        }
        for (JsonNode device : devices) {
            said.accept(kind
                    + device.path("name").asText()
                    + (device.path("default").asBoolean() ? " (the system's choice)" : ""));
        }
    }

    /** Waits until it is over, or says who refused it. */
    private Optional<Answer> tried(String kind, Consumer<String> phases) throws IOException {
        Optional<Answer> asked = phone.ask(Map.of("action", "sound_check", "kind", kind));
        if (asked.isEmpty()) {
            throw new IOException("the phone has ended");
        }
        if (!asked.get().accepted()) {
            return asked;
        }
        long deadline = System.nanoTime() + patience.toNanos();
        String phase = "";
        while (!phase.equals(QUIET)) {
            if (System.nanoTime() - deadline > 0) {
                return Optional.of(new Answer(false, "", ErrorCode.ANSWER_LATE.code(), MissingNode.getInstance()));
            }
            String now = check().path("phase").asText();
            if (!now.equals(phase)) {
                phase = now;
                phases.accept(phase);
            }
            LockSupport.parkNanos(LOOK.toNanos());
        }
        return Optional.empty();
    }

    private JsonNode check() throws IOException {
        return phone.ask(Map.of("action", "snapshot"))
                .orElseThrow(() -> new IOException("the phone has ended"))
                .data()
                .path("sound")
                .path("check");
    }

    private static String sentence(String verdict) {
        return switch (verdict) {
            case "WELL" -> "you are heard well.";
            case "TOO_QUIET" -> "you are hard to hear; speak up, or turn the microphone up.";
            case "TOO_LOUD" -> "what you say is distorted.";
            case "NOTHING" -> "nothing came.";
            default -> "nothing was tried; a call came first.";
        };
    }
}
