package org.offhook.desktop.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.offhook.core.error.ErrorCode;

class NameServerSettingTest {
    @TempDir
    Path folder;

    private SettingsReader.Result read(String... overrides) {
        return SettingsReader.read(new SettingsFile(folder.resolve("settings.json")), List.of(overrides));
    }

    @ParameterizedTest
    @CsvSource({
        "10.0.0.53,        10.0.0.53, 53",
        "10.0.0.53:5353,   10.0.0.53, 5353",
        "[2001:db8::53],   2001:db8::53, 53",
        "[2001:db8::53]:5, 2001:db8::53, 5"
    })
    void isAnAddressWithOrWithoutItsPort(String text, String address, int port) {
        SettingsReader.Result result = read("sip.nameServer=" + text);
        assertThat(result.overrideFaults()).isEmpty();
        assertThat(result.settings().sip().nameServer())
                .contains(new InetSocketAddress(InetAddress.ofLiteral(address), port));
    }

    @ParameterizedTest
    @ValueSource(strings = {"dns.example", "10.0.0.53:0", "10.0.0.53;transport=tcp", "10.0.0.999"})
    void whatIsNoneIsSaidAndTheSystemsAreAsked(String text) {
        SettingsReader.Result result = read("sip.nameServer=" + text);
        assertThat(result.overrideFaults()).singleElement().satisfies(fault -> {
            assertThat(fault.error()).isEqualTo(ErrorCode.CONFIGURATION_INVALID);
            assertThat(fault.detail()).startsWith("sip.nameServer must be");
        });
        assertThat(result.settings().sip().nameServer()).isEmpty();
    }

    @Test
    void nobodyIsNamedByDefault() {
        assertThat(read().settings().sip().nameServer()).isEmpty();
    }
}
