package org.offhook.testkit.base;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TrialsTest {

    @Test
    void aFailureSaysWhichTrialItWasAndHowToHaveItAgain() {
        List<Integer> seen = new ArrayList<>();
        assertThatThrownBy(() -> Trials.run("small things are small", 50, random -> {
                    int sample = random.nextInt(100);
                    seen.add(sample);
                    assertThat(seen).hasSizeLessThan(7);
                }))
                .isInstanceOf(AssertionError.class)
                .hasMessageStartingWith("small things are small: trial 7 of 50 with -Doffhook.seed=");
        assertThat(seen).hasSize(7);
    }

    @Test
    void theSameSeedMakesTheSameSamples() {
        String before = System.getProperty("offhook.seed");
        System.setProperty("offhook.seed", "42");
        try {
            List<Integer> once = new ArrayList<>();
            List<Integer> again = new ArrayList<>();
            Trials.run("first", 20, random -> once.add(random.nextInt()));
            Trials.run("second", 20, random -> again.add(random.nextInt()));
            assertThat(once).isEqualTo(again).hasSize(20).doesNotHaveDuplicates();
        } finally {
            if (before == null) {
                System.clearProperty("offhook.seed");
            } else {
                System.setProperty("offhook.seed", before);
            }
        }
    }

    @Test
    void samplesReachTheEndsOfTheirRangeAndNeverLeaveIt() {
        List<Integer> numbers = new ArrayList<>();
        List<Integer> lengths = new ArrayList<>();
        Trials.run("ranges", 2000, random -> {
            numbers.add(Trials.upTo(random, 71));
            lengths.add(Trials.bytes(random, 4, 80).length);
        });
        assertThat(numbers).contains(0, 71).allMatch(number -> number >= 0 && number <= 71);
        assertThat(lengths).contains(4, 80).allMatch(length -> length >= 4 && length <= 80);
    }
}
