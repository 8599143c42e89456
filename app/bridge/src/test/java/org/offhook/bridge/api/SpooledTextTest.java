package org.offhook.bridge.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SpooledTextTest {
    private static byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        new Random(7).nextBytes(bytes);
        return bytes;
    }

    @Test
    void whatIsShortStaysInMemory() throws IOException {
        byte[] sent = bytes(SpooledText.IN_MEMORY);
        try (SpooledText text = new SpooledText()) {
            text.write(sent, 0, sent.length);
            assertThat(text.inMemory()).isTrue();
            assertThat(text.open().readAllBytes()).isEqualTo(sent);
        }
    }

    @Test
    void whatIsLongIsReadFromTheDiskAsOftenAsOneLikes() throws IOException {
        byte[] sent = bytes(3 * SpooledText.IN_MEMORY + 11);
        try (SpooledText text = new SpooledText()) {
            text.write(sent, 0, 1000);
            text.write(sent, 1000, sent.length - 1001);
            text.write(sent[sent.length - 1]);
            assertThat(text.inMemory()).isFalse();
            assertThat(text.bytes()).isEqualTo(sent.length);
            try (InputStream first = text.open();
                    InputStream second = text.open()) {
                assertThat(first.read()).isEqualTo(sent[0] & 0xff);
                assertThat(second.readAllBytes()).isEqualTo(sent);
                assertThat(first.readAllBytes()).hasSize(sent.length - 1).startsWith(sent[1]);
                assertThat(first.read()).isEqualTo(-1);
            }
        }
    }
}
