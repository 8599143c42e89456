package org.offhook.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class QuantilesTest {
    @Test
    void givesOnlyValuesThatWereMeasured() {
        Quantiles quantiles = Quantiles.of(
                IntStream.rangeClosed(1, 200).asDoubleStream().boxed().toList());

        assertThat(quantiles.median()).isEqualTo(100);
        assertThat(quantiles.at(99)).isEqualTo(198);
        assertThat(quantiles.max()).isEqualTo(200);
    }

    @Test
    void oneValueIsEveryQuantile() {
        Quantiles quantiles = Quantiles.of(List.of(7.5));

        assertThat(quantiles.at(1)).isEqualTo(7.5);
        assertThat(quantiles.at(100)).isEqualTo(7.5);
    }

    @Test
    void noValuesAreNoFigure() {
        assertThatThrownBy(() -> Quantiles.of(List.of())).isInstanceOf(MeasurementFailed.class);
    }
}
