package org.offhook.campaign.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class NumberLinesTest {
    private final NumberLines lines = NumberLines.of(Optional.empty(), Optional.of("US"));

    @Test
    void numbersComeWithTheirCountryCodeAndWhatIsNoneIsCounted() {
        List<String> taken = new ArrayList<>();
        NumberLines.Result result = lines.each(
                List.of("(727) 555-0142", "", "call me", "+44 20 7946 0018").iterator(), run -> {
                    taken.addAll(run);
                    return run.size();
                });
        assertThat(taken).containsExactly("17275550142", "442079460018");
        assertThat(result).isEqualTo(new NumberLines.Result(2, 1));
    }

    @Test
    void manyComeInRuns() {
        List<Integer> runs = new ArrayList<>();
        lines.each(
                IntStream.range(0, 2_500).mapToObj(i -> "727555" + (1_000 + i)).iterator(), run -> {
                    runs.add(run.size());
                    return run.size();
                });
        assertThat(runs).containsExactly(1_000, 1_000, 500);
    }

    @Test
    void nothingIsAskedForNoNumbers() {
        assertThat(lines.each(List.of("call me").iterator(), run -> 1)).isEqualTo(new NumberLines.Result(0, 1));
    }
}
