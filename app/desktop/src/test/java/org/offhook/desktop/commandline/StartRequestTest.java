package org.offhook.desktop.commandline;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StartRequestTest {
    @Test
    void theLauncherOfAServerOpensNoWindowWhateverItIsGiven() {
        System.setProperty(StartRequest.SERVER, "true");
        try {
            assertThat(StartRequest.plain(new String[] {"--data", "x"}))
                    .hasValueSatisfying(
                            request -> assertThat(request.headless()).isTrue());
        } finally {
            System.clearProperty(StartRequest.SERVER);
        }
    }

    @Test
    void understandsThePlainStart() {
        assertThat(StartRequest.plain(new String[] {
                    "--set", "sip.port=0", "--headless", "--data", "/d", "--set", "log.to=stderr", "tel:+17275551212"
                }))
                .contains(new StartRequest(
                        Optional.of(Path.of("/d")),
                        true,
                        List.of("sip.port=0", "log.to=stderr"),
                        Optional.of("tel:+17275551212")));
        assertThat(StartRequest.plain(new String[] {}))
                .contains(new StartRequest(Optional.empty(), false, List.of(), Optional.empty()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"--help", "status", "--data", "--set", "--headles", "--data=/d", "call 5", "tel:1 tel:2"})
    void leavesEverythingElseToTheRealCommandLine(String line) {
        assertThat(StartRequest.plain(line.split(" "))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "tel:+1-727-555-1212|+1-727-555-1212",
                "tel:7042;phone-context=example.com|7042",
                "TEL:+17275551212|+17275551212",
                "tel:%2B1%20727|+1 727",
                "callto://+17275551212|+17275551212",
                "callto:7275551212?subject=x|7275551212",
                "sip:7275551212@pbx.example;user=phone?Subject=x|7275551212",
                "sip:7275551212:secret@pbx.example|7275551212",
                "sips:+1727@[2001:db8::1]:5061|+1727",
                "tel:100%|100%",
            })
    void findsTheNumberOfALink(String link, String number) {
        assertThat(DialLink.number(link)).contains(number);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"tel:", "tel:;ext=5", "sip:pbx.example", "sip:@pbx.example", "https://example.com", "7275551212"
            })
    void findsNoneWhereThereIsNone(String link) {
        assertThat(DialLink.number(link)).isEmpty();
    }
}
