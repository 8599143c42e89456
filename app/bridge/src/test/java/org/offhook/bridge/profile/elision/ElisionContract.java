package org.offhook.bridge.profile.elision;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.offhook.agent.dial.ManualDialDoor;
import org.offhook.agent.dial.VtigerPort;
import org.offhook.bridge.api.ApiProfile;
import org.offhook.bridge.profile.ApiContract;

/** Both Elision documents on one listener. */
abstract class ElisionContract extends ApiContract {
    static final String API = "/elision-dialer/elision-api/main.php";
    static final String CLICK = "/elision-dialer/elisionapi/main.php";

    final ConcurrentLinkedQueue<String> noticed = new ConcurrentLinkedQueue<>();

    /** A Vtiger that knows one event. */
    private final VtigerPort vtiger = event ->
            event.equals("4711") ? Optional.of(new VtigerPort.Activity("7275551212", "account-7")) : Optional.empty();

    @Override
    protected List<ApiProfile> profiles() {
        ManualDialDoor door = new ManualDialDoor(vtiger);
        return List.of(
                new LeadApiProfile(store, door, noticed::add),
                new ClickToCallProfile(store, door, noticed::add, () -> NOW));
    }

    static Map<String, String> leadRequest() {
        return of(
                "source", "test",
                "action", "add_lead",
                "phone_number", "1234567890",
                "list_id", "25062018",
                "custom_fields", "Y",
                "prospects_id", "123",
                "CustomerName", "testuser",
                "MobileNo", "1234567890",
                "EnquirySource", "test",
                "EnquiryType", "tets",
                "CreateEnquiryID", "987",
                "WebEnquiryNumber", "5654",
                "LeadSubSource", "WEB",
                "LeadSource", "test",
                "LeadformURL", "google.com",
                "CustomField1", "",
                "CustomField2", "");
    }

    static Map<String, String> multi(String leads) {
        return of("action", "add_multi_lead", "source", "external", "custom_fields", "Y", "multi_leads", leads);
    }

    static Map<String, String> apiDial() {
        return of(
                "source", "click_to_call",
                "agent_user", AGENT,
                "action", "manual_dial",
                "value", "1234567890",
                "phone_code", "",
                "search", "YES",
                "preview", "NO",
                "focus", "YES",
                "prospects_id", "654dsddfd");
    }

    static Map<String, String> clickRequest() {
        return of(
                "source", "test",
                "agent_user", AGENT,
                "action", "manual_dial",
                "value", "01234567890",
                "phone_code", "1",
                "search", "YES",
                "preview", "NO",
                "focus", "YES");
    }
}
