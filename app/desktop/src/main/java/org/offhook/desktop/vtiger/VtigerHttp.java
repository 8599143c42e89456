package org.offhook.desktop.vtiger;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.offhook.agent.dial.VtigerPort.Activity;
import org.offhook.desktop.settings.VtigerSettings;

/**
 * Asks an address for the event. The answer is a JSON object, or one with it under {@code result} as Vtiger's own web service wraps it; see
 * docs/protocols.md for the names that are looked for.
 */
final class VtigerHttp implements Vtiger.Lookup {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int LARGEST_BYTES = 64 * 1024;
    private static final List<String> NUMBERS = List.of("phone_number", "phone", "mobile");
    private static final List<String> ACCOUNTS = List.of("account", "account_id", "parent_id");

    private final String template;
    private final String user;
    private final Vtiger.Password password;
    private final Duration timeout;
    private final HttpClient http;

    VtigerHttp(String template, String user, Vtiger.Password password, Duration timeout) {
        this.template = template;
        this.user = user;
        this.password = password;
        this.timeout = timeout;
        this.http = HttpClient.newBuilder()
                .connectTimeout(timeout)
                .followRedirects(HttpClient.Redirect.NEVER) // it would carry the credentials elsewhere
                .build();
    }

    @Override
    public Optional<Activity> find(String eventId) throws IOException {
        // The id is digits, so nothing has to be encoded.
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(template.replace(VtigerSettings.ID, eventId)))
                .timeout(timeout)
                .header("Accept", "application/json");
        if (!user.isEmpty()) {
            byte[] pair = (user + ":" + password.read().reveal()).getBytes(StandardCharsets.UTF_8);
            request.header("Authorization", "Basic " + Base64.getEncoder().encodeToString(pair));
        }
        HttpResponse<String> response;
        try {
            response = http.send(
                    request.build(),
                    BodyHandlers.limiting(BodyHandlers.ofString(StandardCharsets.UTF_8), LARGEST_BYTES));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
        return switch (response.statusCode()) {
            case 200 -> activity(response.body());
            case 404, 410 -> Optional.empty();
            default -> throw new IOException("status " + response.statusCode());
        };
    }

    private static Optional<Activity> activity(String body) throws IOException {
        JsonNode answer;
        try {
            answer = JSON.readTree(body);
        } catch (JsonProcessingException e) {
            throw new IOException("the answer is no JSON"); // without the cause: it quotes customers' data
        }
        if (answer.path("success").isBoolean() && !answer.path("success").asBoolean()) {
            return Optional.empty(); // the web service's word for a record that is not there
        }
        JsonNode record = answer.path("result").isObject() ? answer.path("result") : answer;
        return first(record, NUMBERS)
                .map(number -> new Activity(number, first(record, ACCOUNTS).orElse("")));
    }

    private static Optional<String> first(JsonNode record, List<String> names) {
        return names.stream()
                .map(name -> record.path(name).asText("").strip())
                .filter(text -> !text.isEmpty())
                .findFirst();
    }
}
