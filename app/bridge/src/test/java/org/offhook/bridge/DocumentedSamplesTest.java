package org.offhook.bridge;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.offhook.bridge.message.CrmAction;
import org.offhook.core.phone.CallView;

/** Every sample of docs/protocols.md is taken as it stands there, and every action has one. */
class DocumentedSamplesTest {
    private static final FakeAgentDesk DESK = new FakeAgentDesk();
    private static final BridgeRig RIG =
            BridgeRig.on(DESK, BridgeSettings.on(0).withDialLimit(100, 100)); // all the samples come from one program

    @AfterAll
    static void stop() {
        RIG.close();
        DESK.close();
    }

    private static String page() throws IOException {
        Path here = Path.of("").toAbsolutePath();
        while (here != null && !Files.exists(here.resolve("docs/protocols.md"))) {
            here = here.getParent();
        }
        assertThat(here).as("docs/protocols.md is above the working directory").isNotNull();
        return Files.readString(Path.of(String.valueOf(here), "docs", "protocols.md"));
    }

    static Stream<String> samples() throws IOException {
        Matcher blocks = Pattern.compile("```json\n(\\{\"action\".*)\n```").matcher(page());
        return blocks.results().map(result -> result.group(1));
    }

    @ParameterizedTest
    @MethodSource("samples")
    void takes(String sample) throws Exception {
        DESK.showCall("call-1", CallView.Phase.OFFERED);
        try (TestSocket program = RIG.program()) {
            program.awaitEvent("snapshot");
            JsonNode message = BridgeRig.json(sample);
            String marked = message.has("id") ? sample : sample.substring(0, sample.length() - 1) + ",\"id\":\"x\"}";
            program.send(marked);
            JsonNode answer = program.await(one -> one.has("status"));
            assertThat(answer.path("status").asText()).as(answer.toString()).isEqualTo("true");
            assertThat(answer.path("id").asText()).isEqualTo(message.path("id").asText("x"));
        }
    }

    @Test
    void thereIsASampleForEveryAction() throws IOException {
        Set<String> shown = samples()
                .map(sample -> BridgeRig.json(sample).path("action").asText())
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(shown)
                .containsExactlyElementsOf(Arrays.stream(CrmAction.values())
                        .map(CrmAction::word)
                        .sorted()
                        .toList());
    }
}
