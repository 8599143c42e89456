package org.offhook.sip.random;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RandomHexTest {
    @Test
    void givesAsManyDigitsAsAskedForAndNeverTheSameTwice() {
        Set<String> seen = ConcurrentHashMap.newKeySet();

        IntStream.range(0, 20_000).parallel().forEach(_ -> {
            String text = RandomHex.of(8);
            assertThat(text).matches("[0-9a-f]{16}").isNotEqualTo("0".repeat(16));
            assertThat(seen.add(text)).as(text).isTrue();
        });
    }

    @Test
    void fetchesAnewForWhatIsLeftTooFew() {
        assertThat(RandomHex.of(1_024)).hasSize(2_048);
        assertThat(RandomHex.of(1_023)).hasSize(2_046);
        assertThat(RandomHex.of(2)).hasSize(4);
    }
}
