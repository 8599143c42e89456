package org.offhook.ui.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.offhook.ui.text.NumberText.Verdict;

class NumberTextTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "+1 (727) 555-1212 | +17275551212",
                "727.555.1212 | 7275551212",
                "tel:+1-727-555-1212;ext=4 | +17275551212",
                "sip:2101@pbx.example;transport=tls | 2101",
                "callto://+4930123456 | +4930123456",
                "*97 | *97",
                "+49/30/123 456 | +4930123456",
                "٧٢٧٥٥٥ | 727555",
                "727+555 | 727+555",
            })
    void keepsOnlyWhatIsDialled(String typed, String dialled) {
        assertThat(NumberText.dialled(typed)).isEqualTo(dialled);
    }

    @Test
    void dropsTheMarksThatPagesHideInNumbers() {
        assertThat(NumberText.dialled("\u202a+1\u00a0727\u2011555\u200b1212\u202c"))
                .isEqualTo("+17275551212");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "+17275550142 | +1 727 555 0142",
                "7275550142 | 727 555 0142",
                "72755501 | 727 555 01",
                "17275550142 | 17275550142",
                "2101 | 2101",
                "21015 | 21015",
                "+4930123456 | +49 301 234 56",
                "+35316012345 | +353 160 123 45",
                "*97 | *97",
                "1-800-FLOWERS | 1-800-FLOWERS",
                "+ | +",
                "+1 | +1",
            })
    void groupsForTheEye(String number, String shown) {
        assertThat(NumberText.grouped(number)).isEqualTo(shown);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "US | 17275550142 | 1 727 555 0142",
                "US | 7275550142 | 727 555 0142",
                "US | +17275550142 | +1 727 555 0142",
                "US | 2101 | 2101",
                "US | 919876543210 | 919876543210",
                "IN | 919876543210 | 91 98765 43210",
                "IN | 09876543210 | 098765 43210",
                "GB | 02079460018 | 020 7946 0018",
            })
    void groupsAsTheCountryWritesIt(String country, String number, String shown) {
        assertThat(NumberText.grouped(number, country)).isEqualTo(shown);
        assertThat(NumberText.dialled(shown)).as("what is dialled").isEqualTo(number);
    }

    @ParameterizedTest
    @CsvSource({
        "'',EMPTY",
        "7,TOO_SHORT",
        "72,DIALLABLE",
        "123456789012345678,DIALLABLE",
        "1234567890123456789,TOO_LONG",
        "1-800-FLOWERS,HAS_LETTERS",
        "727+555,HAS_LETTERS",
        "*97,FEATURE_CODE"
    })
    void saysWhatIsWrong(String typed, Verdict verdict) {
        assertThat(NumberText.verdict(typed)).isEqualTo(verdict);
    }

    @ParameterizedTest
    @ValueSource(strings = {"+17275550142", "17275550142", "1 727 555 0142"})
    void countsAPlusAsNoDifference(String other) {
        assertThat(NumberText.same("+1 (727) 555-0142", other)).isTrue();
    }

    @Test
    void groupingNeverChangesWhatIsDialled() {
        long seed = 20261121;
        var random = new Random(seed);
        for (int i = 0; i < 2000; i++) {
            var text = new StringBuilder(random.nextBoolean() ? "+" : "");
            int length = random.nextInt(20);
            for (int digit = 0; digit < length; digit++) {
                text.append("0123456789 -()*#".charAt(random.nextInt(16)));
            }
            String dialled = NumberText.dialled(text.toString());
            assertThat(NumberText.dialled(NumberText.grouped(text.toString())))
                    .as("seed %d: %s", seed, text)
                    .isEqualTo(dialled);
        }
    }

    @Test
    void theCaretStaysBehindTheSameDigit() {
        assertThat(TypedNumber.regroup("7275", 4)).isEqualTo(new TypedNumber("7275", 4));
        assertThat(TypedNumber.regroup("7275550", 7)).isEqualTo(new TypedNumber("727 5550", 8));
        assertThat(TypedNumber.regroup("7927555014", 2)).isEqualTo(new TypedNumber("792 755 5014", 2));
        assertThat(TypedNumber.regroup("792 755 50142", 13)).isEqualTo(new TypedNumber("79275550142", 11));
        assertThat(TypedNumber.regroup("+1 (727) 555-1212", 17)).isEqualTo(new TypedNumber("+1 727 555 1212", 15));
        assertThat(TypedNumber.regroup("72 555 0142", 2)).isEqualTo(new TypedNumber("725 550 142", 2));
    }

    @Test
    void theCaretNeverLeavesTheText() {
        long seed = 7;
        var random = new Random(seed);
        for (int i = 0; i < 1000; i++) {
            int length = random.nextInt(16);
            var raw = new StringBuilder();
            for (int at = 0; at < length; at++) {
                raw.append("0123456789 +-".charAt(random.nextInt(13)));
            }
            int caret = random.nextInt(length + 1);
            TypedNumber typed = TypedNumber.regroup(raw.toString(), caret);
            assertThat(typed.caret())
                    .as("seed %d: %s at %d", seed, raw, caret)
                    .isBetween(0, typed.text().length());
        }
    }
}
