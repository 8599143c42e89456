package org.offhook.bench;

import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.SequenceInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Enumeration;

/** One add_multi_lead with very many leads: sent and read piece by piece, so that no side has to hold it. */
record LargeCall(int port, String authorization) {
    private static final int PIECE = 1_000;
    private static final String CREATED = "RECORD(S) CREATED";

    /** How many leads the answer says were created. */
    @SuppressWarnings("JdkObsolete") // SequenceInputStream takes nothing but an Enumeration
    long send(int leads, long list, int firstNumber) throws IOException {
        Enumeration<InputStream> pieces = new Enumeration<>() {
            private int next = -1;

            @Override
            public boolean hasMoreElements() {
                return next <= leads;
            }

            @Override
            public InputStream nextElement() {
                StringBuilder text = new StringBuilder();
                if (next < 0) {
                    text.append(
                            "{\"action\":\"add_multi_lead\",\"source\":\"bench\",\"custom_fields\":\"Y\",\"multi_leads\":[");
                    next = 0;
                } else if (next == leads) {
                    text.append("]}");
                    next++;
                } else {
                    for (int end = Math.min(next + PIECE, leads); next < end; next++) {
                        text.append(next == 0 ? "" : ",")
                                .append("{\"phone_number\":\"")
                                .append(StoreMeasures.number(firstNumber + next))
                                .append("\",\"list_id\":\"")
                                .append(list)
                                .append("\",\"CustomerName\":\"Name")
                                .append(next)
                                .append("\"}");
                    }
                }
                return new ByteArrayInputStream(text.toString().getBytes(StandardCharsets.UTF_8));
            }
        };
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + port + "/elision-dialer/elision-api/main.php"))
                .header("Authorization", authorization)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofInputStream(() -> new SequenceInputStream(pieces)))
                .build();
        try (HttpClient http =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            HttpResponse<InputStream> answer = http.send(request, HttpResponse.BodyHandlers.ofInputStream());
            return created(answer.body());
        } catch (InterruptedException e) {
            throw new MeasurementFailed("interrupted");
        }
    }

    private static long created(InputStream body) throws IOException {
        try (BufferedReader text = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8))) {
            long found = 0;
            int matched = 0;
            for (int c = text.read(); c >= 0; c = text.read()) {
                matched = c == CREATED.charAt(matched) ? matched + 1 : c == CREATED.charAt(0) ? 1 : 0;
                if (matched == CREATED.length()) {
                    found++;
                    matched = 0;
                }
            }
            return found;
        }
    }
}
