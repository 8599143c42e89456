package org.offhook.ui.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.offhook.core.account.ServerAddress;
import org.offhook.core.account.Transport;

class AccountEntryTest {
    @Test
    void anAddressFillsBothFields() {
        assertThat(AccountEntry.read("2101@pbx.example"))
                .isEqualTo(new AccountEntry("2101", "pbx.example", Optional.empty()));
        assertThat(AccountEntry.read(" <sip:2101@pbx.example:5070;transport=tcp> "))
                .isEqualTo(new AccountEntry("2101", "pbx.example:5070", Optional.of(Transport.TCP)));
        assertThat(AccountEntry.read("sips:2101@pbx.example"))
                .isEqualTo(new AccountEntry("2101", "pbx.example", Optional.of(Transport.TLS)));
        assertThat(AccountEntry.read("pbx.example")).isEqualTo(new AccountEntry("", "pbx.example", Optional.empty()));
    }

    @Test
    void namesAddressesAndPortsAreRead() {
        assertThat(AccountEntry.address("pbx.example")).contains(ServerAddress.of("pbx.example"));
        assertThat(AccountEntry.address("pbx.example:5061")).contains(ServerAddress.of("pbx.example", 5061));
        assertThat(AccountEntry.address("192.0.2.7:5060")).contains(ServerAddress.of("192.0.2.7", 5060));
        assertThat(AccountEntry.address("[2001:db8::1]:5060")).contains(ServerAddress.of("2001:db8::1", 5060));
        assertThat(AccountEntry.address("2001:db8::1")).contains(ServerAddress.of("2001:db8::1"));
        assertThat(AccountEntry.address("pbx_7")).contains(ServerAddress.of("pbx_7"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "pbx example",
                "pbx:",
                "pbx:0",
                "pbx:70000",
                "pbx:x",
                "[2001:db8::1",
                "[]",
                "-pbx",
                "a b:5060"
            })
    void whatIsNoServerIsRefused(String typed) {
        assertThat(AccountEntry.address(typed)).isEmpty();
    }
}
