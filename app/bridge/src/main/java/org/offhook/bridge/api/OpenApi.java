package org.offhook.bridge.api;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.offhook.bridge.api.ApiOperation.Parameter;
import org.offhook.core.error.ErrorCode;

/**
 * The description of all paths that are switched on (OpenAPI 3.1). Documents put many functions on one path; each is told apart by the
 * profile's parameter and stands as a named form of that path's body.
 */
final class OpenApi {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String KEY = "Idempotency-Key";
    /** What a request that reached a profile can be refused with: all but a wrong path and a wrong method. */
    private static final List<Integer> STATUSES = Arrays.stream(ErrorCode.values())
            .map(code -> ApiRefusal.of(code, "").status())
            .filter(status -> status != 404 && status != 405)
            .distinct()
            .sorted()
            .toList();

    private OpenApi() {}

    static String of(List<ApiProfile> profiles) {
        ObjectNode root = JSON.createObjectNode();
        root.put("openapi", "3.1.0");
        root.putObject("info")
                .put("title", "Offhook dialer API")
                .put("version", "1")
                .put(
                        "description",
                        "A path takes a slash at its end as well. Refusals have the codes of docs/errors.md.");
        ObjectNode paths = root.putObject("paths");
        ObjectNode schemes = root.putObject("components").putObject("securitySchemes");
        for (ApiProfile profile : profiles) {
            schemes(schemes, profile.access());
            byPath(profile).forEach((path, operations) -> path(paths.putObject(path), profile, operations));
        }
        itself(paths.putObject(ApiHandler.OPENAPI).putObject("get"));
        return root.toString();
    }

    private static void itself(ObjectNode get) {
        get.put("operationId", "openapi.get").put("summary", "this description");
        get.putArray("security");
        ObjectNode responses = get.putObject("responses");
        answer(responses, "200", "this description", Set.of(ApiAnswer.JSON));
        answer(responses, "421", refusals(421), Set.of(ApiAnswer.JSON));
    }

    private static Map<String, List<ApiOperation>> byPath(ApiProfile profile) {
        Map<String, List<ApiOperation>> grouped = new LinkedHashMap<>();
        for (ApiOperation operation : profile.operations()) {
            grouped.computeIfAbsent(operation.path(), _ -> new java.util.ArrayList<>())
                    .add(operation);
        }
        return grouped;
    }

    private static void path(ObjectNode node, ApiProfile profile, List<ApiOperation> operations) {
        for (String method : List.of("get", "post")) {
            ObjectNode one = node.putObject(method);
            one.put("operationId", profile.name() + "." + method);
            one.putArray("tags").add(profile.name());
            one.put(
                    "summary",
                    profile.name() + ": "
                            + String.join(
                                    ", ",
                                    operations.stream().map(ApiOperation::id).toList()));
            security(one.putArray("security"), profile.access());
            ArrayNode parameters = one.putArray("parameters");
            parameter(parameters, "header", Parameter.optional(KEY, "the caller's own key of this request", "4711"));
            if (method.equals("get")) {
                query(parameters, operations);
            } else {
                ObjectNode content = one.putObject("requestBody").putObject("content");
                for (String type : List.of("application/x-www-form-urlencoded", ApiAnswer.JSON)) {
                    ArrayNode forms =
                            content.putObject(type).putObject("schema").putArray("anyOf");
                    operations.forEach(operation -> form(forms.addObject(), operation));
                }
            }
            responses(one.putObject("responses"), profile, operations);
        }
    }

    /** Each profile words refusals itself, some as a 200; those before any profile is asked are JSON. */
    private static void responses(ObjectNode responses, ApiProfile profile, List<ApiOperation> operations) {
        ObjectNode ok = answer(responses, "200", "as the document says", profile.mediaTypes());
        for (ApiOperation operation : operations) {
            int number = 0;
            for (String answer : operation.answers()) {
                number++;
                String type = typeOf(answer, profile);
                ObjectNode example =
                        ((ObjectNode) ok.path(type)).withObject("/examples/" + operation.id() + "-" + number);
                example.put("value", answer);
            }
        }
        Set<String> types = new TreeSet<>(profile.mediaTypes());
        types.add(ApiAnswer.JSON);
        for (int status : STATUSES) {
            answer(responses, Integer.toString(status), refusals(status), types);
        }
    }

    private static String typeOf(String answer, ApiProfile profile) {
        boolean text = profile.mediaTypes().contains(ApiAnswer.TEXT) && !answer.startsWith("{");
        return text ? ApiAnswer.TEXT : ApiAnswer.JSON;
    }

    private static ObjectNode answer(ObjectNode responses, String status, String meaning, Set<String> types) {
        ObjectNode answer = responses.putObject(status);
        answer.put("description", meaning);
        ObjectNode content = answer.putObject("content");
        new TreeSet<>(types).forEach(type -> content.putObject(type).putObject("schema"));
        return content;
    }

    private static String refusals(int status) {
        return status == 500
                ? ErrorCode.INTERNAL.code()
                : Arrays.stream(ErrorCode.values())
                        .filter(code -> ApiRefusal.of(code, "").status() == status)
                        .map(ErrorCode::code)
                        .collect(Collectors.joining(", "));
    }

    private static void schemes(ObjectNode schemes, ApiAccess access) {
        switch (access) {
            case ApiAccess.OwnCheck(List<String> headers) -> headers.forEach(header -> key(schemes, "header", header));
            case ApiAccess.UserAndPassword(String user, String password) -> {
                schemes.putObject("basic").put("type", "http").put("scheme", "basic");
                key(schemes, "query", user);
                key(schemes, "query", password);
            }
        }
    }

    private static void key(ObjectNode schemes, String where, String name) {
        schemes.putObject(name).put("type", "apiKey").put("in", where).put("name", name);
    }

    private static void security(ArrayNode either, ApiAccess access) {
        switch (access) {
            case ApiAccess.OwnCheck(List<String> headers) -> {
                ObjectNode all = either.addObject();
                headers.forEach(all::putArray);
            }
            case ApiAccess.UserAndPassword(String user, String password) -> {
                either.addObject().putArray("basic");
                ObjectNode both = either.addObject();
                both.putArray(user);
                both.putArray(password);
            }
        }
    }

    private static void query(ArrayNode parameters, List<ApiOperation> operations) {
        Map<String, Parameter> all = new LinkedHashMap<>();
        for (ApiOperation operation : operations) {
            operation.parameters().forEach(one -> all.putIfAbsent(one.name(), one));
        }
        for (Parameter one : all.values()) {
            boolean always = operations.stream()
                    .allMatch(operation -> operation.parameters().stream()
                            .anyMatch(other ->
                                    other.name().equals(one.name()) && other.need() == ApiOperation.Need.REQUIRED));
            parameter(parameters, "query", one).put("required", always);
        }
    }

    private static ObjectNode parameter(ArrayNode parameters, String where, Parameter one) {
        ObjectNode parameter = parameters.addObject();
        parameter.put("name", one.name()).put("in", where).put("description", one.meaning());
        parameter.put("example", one.example()).putObject("schema").put("type", "string");
        return parameter;
    }

    private static void form(ObjectNode node, ApiOperation operation) {
        node.put("title", operation.id())
                .put("description", operation.summary())
                .put("type", "object");
        ObjectNode properties = node.putObject("properties");
        ArrayNode required = node.putArray("required");
        for (Parameter one : operation.parameters()) {
            ObjectNode property = properties.putObject(one.name());
            property.put("description", one.meaning());
            property.putArray("examples").add(one.example());
            if (one.need() == ApiOperation.Need.REQUIRED) {
                required.add(one.name());
            }
        }
    }
}
