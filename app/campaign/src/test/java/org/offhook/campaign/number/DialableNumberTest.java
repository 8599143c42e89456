package org.offhook.campaign.number;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.offhook.campaign.number.NumberReading.Dialable;
import org.offhook.campaign.number.NumberReading.Reason;
import org.offhook.campaign.number.NumberReading.Refused;

/** Numbers as people and pages write them. */
class DialableNumberTest {

    @Test
    void keepsOnlyKeys() {
        Map<String, String> written = Map.ofEntries(
                Map.entry("+1 (727) 555-1212", "+17275551212"),
                Map.entry("727.555.1212", "7275551212"),
                Map.entry(" 727\u00a0555\u20131212 ", "7275551212"),
                Map.entry("\u202a+1 727 555 1212\u202c", "+17275551212"),
                Map.entry("[727] 555 1212", "7275551212"),
                Map.entry("*97", "*97"),
                Map.entry("##21#", "##21#"),
                Map.entry("\u0667\u0662\u0667", "727"),
                Map.entry("tel:+1-727-555-1212;ext=5", "+17275551212"),
                Map.entry("TEL://7275551212", "7275551212"),
                Map.entry("callto:%2B17275551212", "+17275551212"),
                Map.entry("sip:7275551212@pbx.example;user=phone", "7275551212"),
                Map.entry("12", "12"),
                Map.entry("+123456789012345678", "+123456789012345678"));
        written.forEach((text, keys) ->
                assertThat(DialableNumber.read(text)).as(text).isEqualTo(new Dialable(new DialableNumber(keys))));
    }

    @Test
    void saysWhyItIsNoNumber() {
        Map<String, Reason> written = Map.ofEntries(
                Map.entry("727-LENA", Reason.HAS_LETTERS),
                Map.entry("727+555", Reason.HAS_LETTERS),
                Map.entry("++1727555", Reason.HAS_LETTERS),
                Map.entry("sip:lena@pbx.example", Reason.HAS_LETTERS),
                Map.entry("javascript:alert(1)", Reason.HAS_LETTERS),
                Map.entry("tel:%zz12", Reason.HAS_LETTERS),
                Map.entry("727\r\nX: y", Reason.HAS_LETTERS),
                Map.entry("727;x=1", Reason.HAS_LETTERS),
                Map.entry("", Reason.TOO_SHORT),
                Map.entry("+", Reason.TOO_SHORT),
                Map.entry("7", Reason.TOO_SHORT),
                Map.entry("1234567890123456789", Reason.TOO_LONG),
                Map.entry("1 ".repeat(200), Reason.TOO_LONG));
        written.forEach(
                (text, reason) -> assertThat(DialableNumber.read(text)).as(text).isEqualTo(new Refused(reason)));
    }

    @Test
    void neverThrowsAndNeverLetsAnythingButKeysThrough() {
        long seed = Long.getLong("offhook.seed", System.nanoTime());
        System.out.println("DialableNumberTest seed = " + seed + " (repeat with -Doffhook.seed=" + seed + ")");
        SplittableRandom random = new SplittableRandom(seed);
        String alphabet = "0123456789+*#-. ()[]%:;@?&=/telsipx\u00a0\u202a\u0661\ud83d\udcde\r\n";
        for (int i = 0; i < 100_000; i++) {
            StringBuilder text = new StringBuilder();
            for (int length = random.nextInt(30); length > 0; length--) {
                text.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            if (DialableNumber.read(text.toString()) instanceof Dialable(DialableNumber number)) {
                assertThat(number.keys()).as("seed %d: %s", seed, text).matches("\\+?[0-9*#]{2,18}");
            }
        }
    }

    @Test
    void keepsTheNumberOutOfLogs() {
        assertThat(new DialableNumber("7275551212").toString()).doesNotContain("555");
    }

    @Test
    void dialsPrefixCountryCodeAndNumber() {
        DialRules rules = new DialRules("9", "44", false);
        assertThat(rules.dialled(number("2079460000"), "")).isEqualTo("9442079460000");
        assertThat(rules.dialled(number("7275551212"), "1")).isEqualTo("917275551212");
        assertThat(rules.dialled(number("7275551212"), "+1")).isEqualTo("917275551212");
        assertThat(rules.dialled(number("+17275551212"), "1")).isEqualTo("9+17275551212");
        assertThat(rules.dialled(number("*97"), "1")).isEqualTo("*97");
        assertThat(rules.dialled(number("2102"), "")).isEqualTo("2102");
        assertThat(rules.dialled(number("2102"), "1")).isEqualTo("912102");
        assertThat(new DialRules("0", "44", true).dialled(number("2079460000"), "1"))
                .isEqualTo("02079460000");
        assertThat(DialRules.PLAIN.dialled(number("2079460000"), "")).isEqualTo("2079460000");
    }

    private static DialableNumber number(String keys) {
        return new DialableNumber(keys);
    }
}
