package org.offhook.testkit.base;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.offhook.fuzzed.Steps;

class FuzzTest {
    private static byte[] of(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /** Four octets in the right order, each behind a branch of its own, which one change of the seed does not reach. */
    @Test
    void findsWhatSeveralBranchesLeadTo() {
        assertThatThrownBy(() -> Fuzz.run(Steps.class, List.of(of("......")), List.of()))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("four steps")
                .hasMessageContaining("Steps: found with -Doffhook.seed=")
                .hasMessageContaining("71347a21");
    }

    @Test
    void beginsWithWhatWasFoundBefore() {
        assertThatThrownBy(() ->
                        Fuzz.run(Known.class, List.of(of("good"), of("bad again, which nobody guesses")), List.of()))
                .hasMessageContaining("as before")
                .hasMessageContaining("bad again, which nobody guesses");
    }

    @Test
    void saysNothingOfAReaderThatTakesEverything() {
        assertThatCode(() -> Fuzz.run(Sound.class, List.of(of("good")), List.of("\"\\\r\n")))
                .doesNotThrowAnyException();
    }

    /** Breaks at one input only. */
    public static final class Known {
        private Known() {}

        public static void fuzzerTestOneInput(byte[] input) {
            if (new String(input, StandardCharsets.ISO_8859_1).equals("bad again, which nobody guesses")) {
                throw new IllegalStateException("as before");
            }
        }
    }

    /** Takes everything. */
    public static final class Sound {
        private Sound() {}

        public static void fuzzerTestOneInput(byte[] input) {
            var _ = new String(input, StandardCharsets.ISO_8859_1).strip();
        }
    }
}
