package org.offhook.bridge.profile.elision;

import java.util.ArrayList;
import java.util.List;
import org.offhook.bridge.api.ApiOperation;
import org.offhook.bridge.api.ApiOperation.Parameter;
import org.offhook.campaign.lead.LeadField;

/** elision-api as /openapi.json describes it. */
final class LeadApiOperations {
    private static final Parameter SOURCE = Parameter.required("source", "who asks, 2 to 20 characters", "test");
    private static final Parameter CUSTOM_FIELDS = Parameter.required("custom_fields", "Y", "Y");
    private static final Parameter DUPLICATE_CHECK =
            Parameter.optional("duplicate_check", "DUPLIST, DUPCAMP or DUPSYS: refuse known numbers", "");
    private static final Parameter KEY = Parameter.key();

    static final List<ApiOperation> ALL = List.of(
            new ApiOperation(
                    LeadApiProfile.ADD_LEAD,
                    LeadApiProfile.PATH,
                    "Adds a lead",
                    single(),
                    List.of(
                            "{\"success\":\"true\",\"message\":\"add_lead LEAD CREATED SUCCESSFULLY\",\"data\":{\"Phone Number\":\"1234567890\",\"List ID\":\"25062018\",\"Lead ID\":\"1764\",\"Status\":\"NEW\",\"Prospects Id\":\"123\"}}",
                            "{\"success\":\"false\",\"message\":\"add_lead PHONE NUMBER IS REQUIRED\"}")),
            new ApiOperation(
                    LeadApiProfile.ADD_MULTI_LEAD,
                    LeadApiProfile.PATH,
                    "Adds many leads; one that is refused does not stop the others",
                    List.of(
                            Parameter.required("action", "add_multi_lead", LeadApiProfile.ADD_MULTI_LEAD),
                            SOURCE,
                            CUSTOM_FIELDS,
                            Parameter.required(
                                    LeadApiProfile.MULTI_LEADS,
                                    "JSON array of leads with the fields of add_lead",
                                    "[{\"phone_number\":\"1111111111\",\"list_id\":\"25062018\"}]"),
                            DUPLICATE_CHECK,
                            KEY),
                    List.of(
                            "{\"lead 1\":{\"success\":\"true\",\"message\":\"add_multi_lead RECORD(S) CREATED\",\"data\":{\"Phone Number\":\"1111111111\",\"List ID\":\"25062018\",\"Lead ID\":1765,\"Status\":\"NEW\"}}}",
                            "{\"success\":\"false\",\"message\":\"add_multi_lead PLEASE CHECK YOUR JSON SYNTAX\"}")),
            new ApiOperation(
                    LeadApiProfile.MANUAL_DIAL,
                    LeadApiProfile.PATH,
                    "Places a call on the agent's screen",
                    List.of(
                            Parameter.required("action", "manual_dial", LeadApiProfile.MANUAL_DIAL),
                            SOURCE,
                            Parameter.required("agent_user", "the agent", "1000"),
                            Parameter.required("value", "the number", "7275551212"),
                            Parameter.required("search", "YES: bring up the lead with this number", "YES"),
                            Parameter.required("preview", "YES: show the lead, dial when the agent says so", "NO"),
                            Parameter.required("focus", "YES: raise the window", "YES"),
                            Parameter.optional("phone_code", "country code; blank: the campaign's", "1"),
                            Parameter.optional("prospects_id", "vendor lead code, up to 36 characters", "654dsddfd"),
                            KEY),
                    List.of(
                            "{\"success\":\"true\",\"message\":\"manual_dial EXTERNAL_DIAL FUNCTION SET\",\"data\":{\"Phone Number\":\"1234567890\",\"Prospects Id\":\"654dsddfd\"}}",
                            "{\"success\":\"false\",\"message\":\"manual_dial VALUE IS NOT VALID\"}")));

    private LeadApiOperations() {}

    private static List<Parameter> single() {
        List<Parameter> parameters = new ArrayList<>(List.of(
                Parameter.required("action", "add_lead", LeadApiProfile.ADD_LEAD),
                SOURCE,
                Parameter.required("phone_number", "6 to 16 digits", "1234567890"),
                Parameter.optional("list_id", "3 to 14 digits; absent: 999", "25062018"),
                CUSTOM_FIELDS,
                Parameter.optional("phone_code", "country code", "1"),
                Parameter.optional("prospects_id", "vendor lead code, up to 36 characters", "123"),
                Parameter.optional("MobileNo", "1 to 16 digits", "1234567890")));
        for (String name : List.of(
                "CustomerName",
                "EnquirySource",
                "EnquiryType",
                "CreateEnquiryID",
                "WebEnquiryNumber",
                "LeadSubSource",
                "LeadSource")) {
            parameters.add(Parameter.optional(name, "up to 100 characters", "test"));
        }
        for (String name : List.of("LeadformURL", "CustomField1", "CustomField2")) {
            parameters.add(Parameter.optional(name, "up to 200 characters", "test"));
        }
        for (LeadField field : LeadField.values()) {
            String example = "test".substring(0, Math.min("test".length(), field.longest()));
            parameters.add(Parameter.optional(field.fieldName(), "up to " + field.longest() + " characters", example));
        }
        parameters.add(DUPLICATE_CHECK);
        parameters.add(KEY);
        return parameters;
    }
}
