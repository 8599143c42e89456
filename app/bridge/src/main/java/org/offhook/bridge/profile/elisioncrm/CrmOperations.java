package org.offhook.bridge.profile.elisioncrm;

import static org.offhook.bridge.api.ApiOperation.Parameter.optional;
import static org.offhook.bridge.api.ApiOperation.Parameter.required;

import java.util.ArrayList;
import java.util.List;
import org.offhook.bridge.api.ApiOperation;
import org.offhook.bridge.api.ApiOperation.Parameter;

/** What {@code /openapi.json} says of the five functions. */
final class CrmOperations {
    private static final Parameter SOURCE = required("source", "2-20 characters", "test");

    private CrmOperations() {}

    static List<ApiOperation> all() {
        return List.of(
                operation(
                        "add_user",
                        "adds a user to the system",
                        List.of(
                                required("agent_user", "2-20 characters", "1000"),
                                required("agent_pass", "1-20 characters", "9999"),
                                required("agent_user_level", "1 through 9, one digit only", "1"),
                                required("agent_full_name", "1-50 characters", "Testing Person"),
                                required("agent_user_group", "1-20 characters, must be a valid user group", "AGENTS"),
                                optional("phone_login", "1-20 characters", "1000"),
                                optional("phone_pass", "1-20 characters", "secret"),
                                optional("voicemail_id", "1-10 digits", "1000"),
                                optional("email", "1-100 characters", "agent@example.com")),
                        "SUCCESS: add_user USER HAS BEEN ADDED - api|1000|****|1|Testing Person|AGENTS"),
                operation(
                        "update_user",
                        "updates a user entry already in the system",
                        List.of(
                                required("agent_user", "2-20 characters", "1000"),
                                optional("agent_pass", "1-20 characters", "9876"),
                                optional("agent_user_level", "1 through 9, one digit only", "5"),
                                optional("agent_full_name", "1-50 characters", "Testing Person"),
                                optional("agent_user_group", "1-20 characters, must be a valid user group", "AGENTS"),
                                optional("phone_login", "1-20 characters", "1000"),
                                optional("phone_pass", "1-20 characters", "secret"),
                                optional("voicemail_id", "1-10 digits", "1000"),
                                optional("email", "1-100 characters", "agent@example.com"),
                                optional("active", "Y or N", "Y")),
                        "SUCCESS: update_user USER HAS BEEN UPDATED - api|1000"),
                operation(
                        "add_list",
                        "adds a list to the system",
                        List.of(
                                required("list_id", "2-14 digits", "1101"),
                                required("list_name", "6-30 characters", "Test API list"),
                                required("campaign_id", "2-8 characters, must be a valid campaign_id", "TESTCAMP"),
                                optional("active", "Y or N, will default to N", "Y")),
                        "{\"success\":true,\"message\":\"1101 list created\",\"data\":{\"list_id\":\"1101\","
                                + "\"list_name\":\"Test API list\",\"campaign_id\":\"TESTCAMP\"}}"),
                operation(
                        "active_lists",
                        "all active lists",
                        List.of(),
                        "{\"success\":true,\"message\":\"lists are listed successfully\",\"data\":"
                                + "[\"NIKHIL-1101-Test API list\"]}"),
                operation(
                        "add_multi_lead",
                        "adds leads",
                        List.of(required(
                                LeadFunctions.MULTI_LEADS,
                                "JSON list of objects with phone_number and list_id",
                                "[{\"phone_number\":1234567893,\"list_id\":\"1101\"}]")),
                        "{\"lead 1\":{\"success\":true,\"message\":\"Record(s) Created\","
                                + "\"data\":\"1234567893|1101|1036||NEW|\"}}"));
    }

    private static ApiOperation operation(String function, String summary, List<Parameter> own, String answer) {
        List<Parameter> parameters = new ArrayList<>();
        parameters.add(required("function", "which function", function));
        parameters.add(SOURCE);
        parameters.addAll(own);
        if (!own.isEmpty()) {
            parameters.add(Parameter.key()); // what takes nothing more writes nothing
        }
        return new ApiOperation(function, ElisionCrmProfile.PATH, summary, parameters, List.of(answer));
    }
}
