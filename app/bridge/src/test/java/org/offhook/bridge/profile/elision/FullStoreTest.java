package org.offhook.bridge.profile.elision;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.offhook.store.StoreAddress;
import org.offhook.store.StoreOptions;

/** A store without room for all: what was said to be kept is kept, and the rest is said not to be. */
class FullStoreTest extends ElisionContract {
    private static final int LEADS = 20_000;

    @TempDir
    Path folder;

    @Override
    protected StoreAddress newAddress() {
        return StoreAddress.sqlite(folder.resolve("dialer.db"));
    }

    @Override
    protected StoreOptions options() {
        return super.options().withMostKib(2_800);
    }

    @Test
    void everyLeadIsEitherKeptOrToldThatTheStoreIsFull() throws java.io.IOException {
        String leads = IntStream.range(0, LEADS)
                .mapToObj(i -> "{\"phone_number\":" + (1_000_000_000L + i)
                        + ",\"list_id\":25062018,\"CustomerName\":\"customer number " + i + "\"}")
                .collect(Collectors.joining(",", "[", "]"));
        String body = "{\"action\":\"add_multi_lead\",\"source\":\"external\",\"custom_fields\":\"Y\",\"multi_leads\":"
                + leads + "}";
        HttpResponse<String> response = post(API, "application/json", BodyPublishers.ofString(body));
        assertThat(response.statusCode()).isEqualTo(200);
        var answer = json.readTree(response.body());
        assertThat(answer.size()).isEqualTo(LEADS);
        long kept = 0;
        for (var entry : answer) {
            if (entry.path("success").asText().equals("true")) {
                kept++;
            } else {
                assertThat(entry.path("message").asText()).isEqualTo("add_multi_lead OH-601 STORE FULL");
            }
        }
        assertThat(kept).isPositive().isLessThan(LEADS);
        assertThat(store.leads().count(LIST)).isEqualTo(kept);
    }
}
