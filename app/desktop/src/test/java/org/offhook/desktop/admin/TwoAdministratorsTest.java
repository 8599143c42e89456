package org.offhook.desktop.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.offhook.desktop.commandline.ExitCode;

/** Two terminals change the same entry: neither takes back what the other did. */
class TwoAdministratorsTest {
    private static final List<String> DROPS_THE_BUDGET =
            List.of("lists", "edit", "1001", "--name", "June leads", "--field", "Source");

    @TempDir
    private Path folder;

    private OfficeBench one = new OfficeBench(Path.of(""));
    private OfficeBench other = new OfficeBench(Path.of(""));

    @BeforeEach
    void open() {
        one = new OfficeBench(folder);
        other = new OfficeBench(folder);
        one.initialised();
        one.done("campaigns add SALES --country US");
        assertThat(one.type(List.of(
                        "lists", "add", "1001", "--name", "May leads", "--campaign", "SALES", "--field", "Budget")))
                .as(one.complained())
                .isEqualTo(ExitCode.DONE);
    }

    private JsonNode list() throws IOException {
        for (JsonNode list : one.json("lists list --json")) {
            if (list.path("id").asLong() == 1001) {
                return list;
            }
        }
        throw new AssertionError("no list 1001");
    }

    @Test
    void whatTheOtherChangedWhileAQuestionStoodStays() throws IOException {
        int code = one.typeWhile(DROPS_THE_BUDGET, () -> other.done("lists edit 1001 --active true"), "yes");
        assertThat(code).as(one.complained()).isEqualTo(ExitCode.DONE);
        assertThat(list().path("name").asText()).isEqualTo("June leads");
        assertThat(list().path("active").asBoolean()).isTrue();
    }

    @Test
    void nothingIsDroppedThatNobodyAskedAbout() throws IOException {
        int code = one.typeWhile(
                DROPS_THE_BUDGET, () -> other.done("lists edit 1001 --field Budget --field Callbacks"), "yes");
        assertThat(code).isEqualTo(ExitCode.REFUSED);
        assertThat(one.complained()).startsWith("offhook: OH-613 ");
        assertThat(list().path("name").asText()).isEqualTo("May leads");
        assertThat(list().path("form")).hasSize(2);
    }

    @Test
    void eachChangesWhatItWasToldToAndLeavesTheRest() throws Exception {
        one.done("aliases add north --caller-id 08001230000");
        try (ExecutorService terminals = Executors.newFixedThreadPool(2)) {
            for (int round = 1; round <= 12; round++) {
                String number = "0800123" + (1000 + round);
                String name = "North" + round;
                Future<?> caller = terminals.submit(() -> one.done("aliases edit north --caller-id " + number));
                Future<?> called = terminals.submit(() -> other.done("aliases edit north --name " + name));
                caller.get();
                called.get();
                JsonNode alias = one.json("aliases list --json").get(0);
                assertThat(List.of(
                                alias.path("caller_id").asText(),
                                alias.path("name").asText()))
                        .containsExactly(number, name);
            }
        }
    }
}
