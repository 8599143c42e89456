package org.offhook.testkit.base;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class FuzzTest {
    private static byte[] of(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /** Three letters in the right order, which one change of the seed does not reach. */
    @Test
    void findsWhatSeveralStepsLeadTo() {
        assertThatThrownBy(() -> Fuzz.run("FuzzTest", List.of(of("...")), List.of("a", "b", "c"), input -> {
                    String text = new String(input, StandardCharsets.ISO_8859_1);
                    if (text.contains("abc")) {
                        throw new IllegalStateException("found");
                    }
                    return text.contains("ab") ? 2 : text.contains("a") ? 1 : 0;
                }))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("found")
                .hasMessageContaining("616263");
    }

    @Test
    void beginsWithWhatWasFoundBefore() {
        assertThatThrownBy(() -> Fuzz.run("FuzzTest", List.of(of("good"), of("bad")), List.of(), input -> {
                    if (new String(input, StandardCharsets.ISO_8859_1).equals("bad")) {
                        throw new StackOverflowError("bad again");
                    }
                    return 0;
                }))
                .hasMessageContaining("input 2 ")
                .hasMessageContaining("bad again");
    }
}
