package org.offhook.desktop.nativemessaging;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Timeout(30)
class NativeHostTest {
    private static final String OPEN = "{\"channel\":3,\"open\":{\"origin\":\"http://crm.example\",\"resume\":\"\"}}";

    @TempDir
    Path data;

    private static byte[] length(int length) {
        return ByteBuffer.allocate(4)
                .order(ByteOrder.nativeOrder())
                .putInt(length)
                .array();
    }

    private static byte[] frame(byte[] bytes) {
        return ByteBuffer.allocate(4 + bytes.length)
                .put(length(bytes.length))
                .put(bytes)
                .array();
    }

    private static byte[] frame(String json) {
        return frame(json.getBytes(StandardCharsets.UTF_8));
    }

    /** What the host writes when the browser writes {@code input} and closes. */
    private List<JsonNode> answers(byte[]... input) throws IOException {
        ByteArrayOutputStream written = new ByteArrayOutputStream();
        for (byte[] part : input) {
            written.write(part);
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        NativeHost.run(data, new ByteArrayInputStream(written.toByteArray()), out);
        ByteBuffer answers = ByteBuffer.wrap(out.toByteArray()).order(ByteOrder.nativeOrder());
        List<JsonNode> all = new ArrayList<>();
        while (answers.hasRemaining()) {
            byte[] json = new byte[answers.getInt()];
            answers.get(json);
            all.add(new ObjectMapper().readTree(json));
        }
        return all;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "not json|OH-701",
                "[]|OH-703",
                "{}|OH-703",
                "{\"channel\":\"1\",\"close\":true}|OH-703",
                "{\"channel\":1}|OH-703",
                "{\"channel\":1,\"open\":{}}|OH-704",
                "{\"channel\":1,\"open\":{\"origin\":\"file:///etc\",\"resume\":\"\"}}|OH-704",
                "{\"channel\":1,\"open\":{\"origin\":\"http://a\\r\\nX: y\",\"resume\":\"\"}}|OH-704",
                "{\"channel\":1,\"open\":{\"origin\":\"http://a\",\"resume\":\"/messages\"}}|OH-704",
            })
    void whatCannotBeUnderstoodIsATypedErrorAndTheNextFrameIsRead(String json, String code) throws IOException {
        List<JsonNode> answers = answers(frame(json), frame(OPEN));
        assertThat(answers).hasSize(2);
        assertThat(answers.getFirst().path("error").path("code").asText()).isEqualTo(code);
        assertThat(answers.getLast().path("channel").asInt()).isEqualTo(3);
    }

    @Test
    void withoutARunningPhoneAPageIsToldSo() throws IOException {
        assertThat(answers(frame(OPEN), frame("{\"channel\":9,\"text\":\"{}\"}")))
                .extracting(JsonNode::toString)
                .containsExactly(
                        "{\"channel\":3,\"closed\":true,\"code\":\"OH-801\"}",
                        "{\"channel\":9,\"closed\":true,\"code\":\"OH-801\"}");
    }

    @Test
    void aFrameThatIsTooLargeIsReadAway() throws IOException {
        List<JsonNode> answers = answers(frame(new byte[NativeFrames.LARGEST_READ + 1]), frame(OPEN));
        assertThat(answers.getFirst().path("error").path("code").asText()).isEqualTo("OH-705");
        assertThat(answers.getLast().path("channel").asInt()).isEqualTo(3);
    }

    @Test
    void bytesThatAreNoTextAnAbsurdLengthAndACutFrameAreTypedErrors() throws IOException {
        assertThat(answers(frame(new byte[] {(byte) 0xC3, (byte) 0x28}))
                        .getFirst()
                        .path("error")
                        .path("code")
                        .asText())
                .isEqualTo("OH-701");
        assertThat(answers(length(-1)).getFirst().path("error").path("code").asText())
                .isEqualTo("OH-705");
        assertThat(answers(length(10), new byte[3])
                        .getFirst()
                        .path("error")
                        .path("code")
                        .asText())
                .isEqualTo("OH-701");
        assertThat(answers(new byte[2]).getFirst().path("error").path("code").asText())
                .isEqualTo("OH-701");
        assertThat(answers()).isEmpty();
    }

    @Test
    void nothingLargerThanBrowsersTakeIsWritten() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        NativeFrames frames = new NativeFrames(new ByteArrayInputStream(new byte[0]), out);
        assertThat(frames.write("x".repeat(NativeFrames.LARGEST_WRITTEN + 1))).isFalse();
        assertThat(out.size()).isZero();
        assertThat(frames.write("x".repeat(NativeFrames.LARGEST_WRITTEN))).isTrue();
    }
}
