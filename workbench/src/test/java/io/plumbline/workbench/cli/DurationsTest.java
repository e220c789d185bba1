package io.plumbline.workbench.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DurationsTest {
    @ParameterizedTest
    @CsvSource({
        "0, 0 ms",
        "85, 85 ms",
        "999, 999 ms",
        "1000, 1.0 s",
        "1249, 1.2 s",
        "59949, 59.9 s",
        "59950, 1 min 0 s",
        "203985, 3 min 24 s",
        "3599499, 59 min 59 s",
        "3599500, 1 h 0 min",
        "7500000, 2 h 5 min",
    })
    void areWrittenInTheUnitsOfPeople(long millis, String text) {
        assertThat(Durations.of(millis)).isEqualTo(text);
    }
}
