package org.offhook.bridge.api;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The description of all paths that are switched on (OpenAPI 3.1). Documents put many functions on one path; each is told apart by the
 * profile's parameter and stands as a named form of that path's body.
 */
final class OpenApi {
    private static final ObjectMapper JSON = new ObjectMapper();

    private OpenApi() {}

    static String of(List<ApiProfile> profiles) {
        ObjectNode root = JSON.createObjectNode();
        root.put("openapi", "3.1.0");
        root.putObject("info").put("title", "Offhook dialer API").put("version", "1");
        ObjectNode paths = root.putObject("paths");
        for (ApiProfile profile : profiles) {
            byPath(profile).forEach((path, operations) -> path(paths.putObject(path), profile, operations));
        }
        ObjectNode basic =
                root.putObject("components").putObject("securitySchemes").putObject("basic");
        basic.put("type", "http").put("scheme", "basic");
        return root.toString();
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
            security(one, profile.access());
            if (method.equals("get")) {
                parameters(one, profile, operations);
            } else {
                ObjectNode content = one.putObject("requestBody").putObject("content");
                for (String type : List.of("application/x-www-form-urlencoded", "application/json")) {
                    ArrayNode forms =
                            content.putObject(type).putObject("schema").putArray("anyOf");
                    operations.forEach(operation -> form(forms.addObject(), operation));
                }
            }
            ObjectNode ok = one.putObject("responses").putObject("200");
            ok.put("description", "as the document says");
            ObjectNode examples = ok.putObject("content").putObject("*/*").putObject("examples");
            for (ApiOperation operation : operations) {
                int number = 0;
                for (String answer : operation.answers()) {
                    examples.putObject(operation.id() + "-" + ++number).put("value", answer);
                }
            }
        }
    }

    private static void security(ObjectNode operation, ApiAccess access) {
        switch (access) {
            case ApiAccess.OwnCheck _ -> operation.put("x-access", "headers, see docs/protocols.md");
            case ApiAccess.UserAndPassword(String user, String password) -> {
                operation.putArray("security").addObject().putArray("basic");
                operation.put("x-access", "HTTP Basic, or parameters " + user + " and " + password);
            }
        }
    }

    private static void parameters(ObjectNode node, ApiProfile profile, List<ApiOperation> operations) {
        Map<String, ApiOperation.Parameter> all = new LinkedHashMap<>();
        operations.forEach(operation -> operation.parameters().forEach(one -> all.putIfAbsent(one.name(), one)));
        ArrayNode list = node.putArray("parameters");
        for (ApiOperation.Parameter one : all.values()) {
            ObjectNode parameter = list.addObject();
            parameter.put("name", one.name()).put("in", "query").put("description", one.meaning());
            parameter.put("example", one.example()).putObject("schema").put("type", "string");
        }
        node.put(
                "summary",
                profile.name() + ": "
                        + String.join(
                                ", ", operations.stream().map(ApiOperation::id).toList()));
    }

    private static void form(ObjectNode node, ApiOperation operation) {
        node.put("title", operation.id())
                .put("description", operation.summary())
                .put("type", "object");
        ObjectNode properties = node.putObject("properties");
        ArrayNode required = node.putArray("required");
        for (ApiOperation.Parameter one : operation.parameters()) {
            ObjectNode property = properties.putObject(one.name());
            property.put("description", one.meaning());
            property.putArray("examples").add(one.example());
            if (one.need() == ApiOperation.Need.REQUIRED) {
                required.add(one.name());
            }
        }
    }
}
