package org.offhook.desktop.instance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.offhook.core.error.ErrorCode;

/**
 * Speaks to the phone that runs for a data directory, through the same door as the CRM: {@code POST /bridge/messages} with the token
 * of {@code bridge.json}. Blocks; for the command line only.
 */
public final class RunningPhone {
    /** On loopback a listener answers at once or not at all. */
    private static final Duration CONNECT = Duration.ofSeconds(2);
    /** A login waits for the registrar, whose own patience is 32 s (64·T1). */
    public static final Duration ANSWER = Duration.ofSeconds(45);

    private final BridgeFile.Address address;
    private final Duration patience;
    private final ObjectMapper json = new ObjectMapper();

    /** @param patience how long an answer is waited for, usually {@link #ANSWER} */
    public RunningPhone(BridgeFile.Address address, Duration patience) {
        this.address = address;
        this.patience = patience;
    }

    /**
     * The acknowledgement.
     *
     * @param code error code of a refusal, or empty
     * @param data what came with it; missing when nothing did
     */
    public record Answer(boolean accepted, String message, String code, JsonNode data) {}

    /**
     * Sends one message and waits for its acknowledgement. One that does not come in time is a refusal with
     * {@link ErrorCode.ANSWER_LATE}: the phone is there and may still do it.
     *
     * @throws IOException when nobody is there
     */
    public Answer send(Map<String, ?> message) throws IOException {
        Map<String, Object> sent = new LinkedHashMap<>(message);
        sent.put("id", "cli-" + ProcessHandle.current().pid());
        HttpURLConnection connection =
                (HttpURLConnection) URI.create("http://127.0.0.1:" + address.port() + "/bridge/messages")
                        .toURL()
                        .openConnection();
        connection.setRequestMethod("POST");
        connection.setConnectTimeout((int) CONNECT.toMillis());
        connection.setReadTimeout((int) patience.toMillis());
        connection.setRequestProperty("Content-Type", "application/json");
        connection.setRequestProperty(
                "Authorization", "Bearer " + address.token().reveal());
        connection.setDoOutput(true);
        byte[] bytes = json.writeValueAsBytes(sent);
        // A body of fixed length is never sent again by itself when the connection breaks: a retry could dial twice.
        connection.setFixedLengthStreamingMode(bytes.length);
        try (OutputStream body = connection.getOutputStream()) {
            body.write(bytes);
        }
        try (InputStream body =
                connection.getResponseCode() >= 400 ? connection.getErrorStream() : connection.getInputStream()) {
            return answer(body == null ? MissingNode.getInstance() : json.readTree(body));
        } catch (SocketTimeoutException late) {
            return new Answer(false, "", ErrorCode.ANSWER_LATE.code(), MissingNode.getInstance());
        }
    }

    private static Answer answer(JsonNode body) throws IOException {
        if (body.path("event").asText().equals("snapshot")) {
            return new Answer(true, "", "", body);
        }
        if (!body.has("status")) {
            throw new IOException("what answers on the bridge's port is no Offhook");
        }
        return new Answer(
                body.path("status").asText().equals("true"),
                body.path("message").asText(),
                body.path("data").path("code").asText(),
                body.path("data"));
    }
}
