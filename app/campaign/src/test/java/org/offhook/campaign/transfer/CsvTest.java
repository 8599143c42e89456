package org.offhook.campaign.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.Reader;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.csv.CSVException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CsvTest {
    @Test
    void rowsComeOneByOneWithQuotesResolvedAndTheMarkOfSpreadsheetsGone() throws IOException {
        List<List<String>> all = new ArrayList<>();
        try (CsvRows rows = new CsvRows(
                new StringReader("\uFEFFphone_number,comments\r\n1,\"a, \"\"b\"\"\nc\"\r\n\r\n2,\r\n"), ',')) {
            assertThat(rows.header()).containsExactly("phone_number", "comments");
            rows.forEachRemaining(all::add);
        }
        assertThat(all).containsExactly(List.of("1", "a, \"b\"\nc"), List.of("2", ""));
    }

    @Test
    void anEmptyFileHasNoHeader() throws IOException {
        try (CsvRows rows = new CsvRows(new StringReader(""), ',')) {
            assertThat(rows.header()).isEmpty();
            assertThat(rows.hasNext()).isFalse();
        }
    }

    @Test
    void aQuoteThatNeverClosesIsRefusedBeforeItFillsTheMemory() throws IOException {
        Reader endless = new Reader() {
            private long given;

            @Override
            public int read(char[] buffer, int offset, int length) {
                for (int i = 0; i < length; i++) {
                    buffer[offset + i] = given++ < 2 ? "a\n".charAt((int) given - 1) : given == 3 ? '"' : 'x';
                }
                assertThat(given).isLessThan(4L * CsvRows.LONGEST_ROW);
                return length;
            }

            @Override
            public void close() {}
        };
        try (CsvRows rows = new CsvRows(endless, ',')) {
            assertThatThrownBy(() -> assertThat(rows.hasNext()).isTrue())
                    .hasStackTraceContaining("a row is longer than");
        }
    }

    @Test
    void whatIsNoCsvSaysInWhichLine() throws IOException {
        try (CsvRows rows = new CsvRows(new StringReader("a\r\nb\r\n\"c\"d\r\n"), ',')) {
            assertThat(rows.next()).containsExactly("b");
            assertThatThrownBy(rows::next)
                    .hasRootCauseInstanceOf(CSVException.class)
                    .cause()
                    .hasMessageStartingWith("line 3 is not CSV");
        }
        assertThatThrownBy(() -> new CsvRows(new StringReader("\"a"), ','))
                .isInstanceOf(CsvRows.Broken.class)
                .hasMessageStartingWith("line 1 is not CSV");
    }

    @ParameterizedTest
    @ValueSource(strings = {"=1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)", "\t=1", "|x", "%x"})
    void whatASpreadsheetWouldComputeGetsAnApostrophe(String text) {
        assertThat(SafeCells.safe(text)).isEqualTo("'" + text);
    }

    @ParameterizedTest
    @CsvSource({"plain", "+17275551212", "-3", "-3.5", "a=b"})
    void everythingElseStays(String text) {
        assertThat(SafeCells.safe(text)).isEqualTo(text);
    }
}
