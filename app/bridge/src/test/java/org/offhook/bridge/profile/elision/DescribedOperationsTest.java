package org.offhook.bridge.profile.elision;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.offhook.bridge.api.ApiOperation;
import org.offhook.bridge.api.ApiProfile;
import org.offhook.store.StoreAddress;

/** What /openapi.json says is what the handlers do. */
class DescribedOperationsTest extends ElisionContract {
    private static final Set<String> EITHER = Set.of("agent_user", "value", "list_id");

    @TempDir
    Path folder;

    @Override
    protected StoreAddress newAddress() {
        return StoreAddress.sqlite(folder.resolve("dialer.db"));
    }

    private static Map<String, String> examples(ApiOperation operation) {
        Map<String, String> parameters = new LinkedHashMap<>();
        operation.parameters().forEach(one -> parameters.put(one.name(), one.example()));
        return parameters;
    }

    @Test
    void everyExampleWorksAndEveryRequiredParameterIsRequired() {
        for (ApiProfile profile : profiles()) {
            for (ApiOperation operation : profile.operations()) {
                store.dialQueue().removeAll(AGENT);
                loggedIn();
                String done = get(operation.path(), examples(operation));
                assertThat(done).as(operation.id()).contains(":\"true\"").doesNotContain(":\"false\"");
                store.dialQueue().removeAll(AGENT);
                for (ApiOperation.Parameter parameter : operation.parameters()) {
                    Map<String, String> without = with(examples(operation), parameter.name(), ABSENT);
                    // One of two is needed, and list 999 has no form here.
                    boolean either = EITHER.contains(parameter.name());
                    if (parameter.need() == ApiOperation.Need.REQUIRED) {
                        assertThat(get(operation.path(), without))
                                .as(operation.id() + " without " + parameter.name())
                                .contains(":\"false\"");
                    } else if (!either) {
                        assertThat(get(operation.path(), without))
                                .as(operation.id() + " without " + parameter.name())
                                .contains(":\"true\"");
                        store.dialQueue().removeAll(AGENT);
                    }
                }
            }
        }
    }

    @Test
    void theServedDescriptionNamesEveryParameter() throws IOException {
        JsonNode served =
                json.readTree(send(HttpRequest.newBuilder(uri("/openapi.json"))).body());
        for (ApiProfile profile : profiles()) {
            for (ApiOperation operation : profile.operations()) {
                JsonNode listed =
                        served.path("paths").path(operation.path()).path("get").path("parameters");
                for (ApiOperation.Parameter parameter : operation.parameters()) {
                    assertThat(listed.findValuesAsText("name")).contains(parameter.name());
                }
            }
        }
    }
}
