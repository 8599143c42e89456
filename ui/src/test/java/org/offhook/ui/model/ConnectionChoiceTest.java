package org.offhook.ui.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.offhook.agent.TlsFinding;
import org.offhook.core.account.Transport;

class ConnectionChoiceTest {
    private static final String HOST = "pbx.example";

    @ParameterizedTest
    @EnumSource(
            value = TlsFinding.class,
            names = {"PUBLISHED", "PROVED"})
    void aServerThatSpeaksTlsPresetsIt(TlsFinding finding) {
        ConnectionChoice choice = ConnectionChoice.FIRST.found(HOST, finding);
        assertThat(choice.transport()).isEqualTo(Transport.TLS);
        assertThat(choice.reason()).contains("setup.tls.chosen");
    }

    @ParameterizedTest
    @EnumSource(TlsFinding.class)
    void whatAPersonChoseIsNeverChanged(TlsFinding finding) {
        for (Transport chosen : Transport.values()) {
            assertThat(ConnectionChoice.FIRST
                            .chosen(chosen)
                            .found(HOST, finding)
                            .transport())
                    .isEqualTo(chosen);
        }
    }

    @ParameterizedTest
    @EnumSource(TlsFinding.class)
    void aPresetIsNeverLoweredByALaterServer(TlsFinding finding) {
        ConnectionChoice preset = ConnectionChoice.FIRST.found(HOST, TlsFinding.PROVED);
        ConnectionChoice later = preset.serverChanged().found("other.example", finding);
        assertThat(later.transport()).isEqualTo(Transport.TLS);
        assertThat(later.reason()).isPresent();
    }

    @Test
    void anUntrustedCertificateIsSaidAndChoosesNothing() {
        ConnectionChoice choice = ConnectionChoice.FIRST.found(HOST, TlsFinding.UNTRUSTED);
        assertThat(choice.transport()).isEqualTo(Transport.UDP);
        assertThat(choice.reason()).contains("setup.tls.untrusted");
    }

    @Test
    void noTlsLeavesTheUsualHint() {
        assertThat(ConnectionChoice.FIRST.found(HOST, TlsFinding.ABSENT).reason())
                .isEmpty();
    }
}
