package org.offhook.bridge.profile;

import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.offhook.agent.dial.DialNoticePort;
import org.offhook.agent.dial.ManualDialDoor;
import org.offhook.agent.dial.VtigerPort;
import org.offhook.agent.twoleg.LegTarget.Alert;
import org.offhook.agent.twoleg.TwoLegPlanner;
import org.offhook.bridge.api.ApiProfile;
import org.offhook.bridge.profile.ameyo.AmeyoProfile;
import org.offhook.bridge.profile.ameyo.AmeyoSettings;
import org.offhook.bridge.profile.elision.ClickToCallProfile;
import org.offhook.bridge.profile.elision.LeadApiProfile;
import org.offhook.bridge.profile.elisioncrm.ElisionCrmProfile;
import org.offhook.bridge.profile.voiptech.VoiptechProfile;
import org.offhook.bridge.profile.voiptech.VoiptechSettings;
import org.offhook.campaign.user.Password;

/** All five documents on one listener, and for each function a request that does its work. */
abstract class AllProfilesContract extends ApiContract {
    static final String KEY = "0123456789abcdef0123456789abcdef";
    static final String LEADS = "/elision-dialer/elision-api/main.php";
    static final String CLICK = "/elision-dialer/elisionapi/main.php";
    static final String CRM = "/dialer/elision_api.php";
    static final String VOIPTECH = "/API/dialup.php";
    static final String AMEYO = "/ameyowebaccess/command";
    static final String[] TOKEN = {
        "Hash-key", KEY, "Requesting-host", "crm.example", "Policy-name", "policy-1",
    };

    final SpyTwoLegCalls calls = new SpyTwoLegCalls();

    /**
     * One function.
     *
     * @param done what its answer says when it has done its work
     */
    record Asked(String name, String path, Map<String, String> parameters, String done) {
        @Override
        public String toString() {
            return name;
        }
    }

    @Override
    protected List<ApiProfile> profiles() {
        ManualDialDoor door = new ManualDialDoor(VtigerPort.NONE);
        return List.of(
                new LeadApiProfile(store, door, DialNoticePort.NONE),
                new ClickToCallProfile(store, door, DialNoticePort.NONE, () -> NOW),
                new ElisionCrmProfile(store, false),
                new VoiptechProfile(
                        store,
                        calls,
                        new TwoLegPlanner(Alert.TAKE),
                        new VoiptechSettings(Map.of("acme", ZoneId.of("UTC")), ZoneId.of("UTC")),
                        () -> NOW),
                new AmeyoProfile(
                        store,
                        door,
                        DialNoticePort.NONE,
                        new AmeyoSettings(
                                AmeyoSettings.Order.CUSTOMER_FIRST,
                                Duration.ofMillis(50),
                                Duration.ofMillis(50),
                                Duration.ofMillis(5))));
    }

    /** The token that ameyo's requests bring. */
    final void addToken() {
        store.tokens().add("crm", Password.of(KEY), "crm.example", "policy-1", "api");
    }

    /** Every function; what has to be new in each request is made of {@code n}, from 1 to 999. */
    static List<Asked> functions(int n) {
        String number = Integer.toString(7_275_550 + n);
        String phone = number + "000";
        List<Asked> all = new ArrayList<>();
        all.add(new Asked(
                "add_lead",
                LEADS,
                of(
                        "source",
                        "test",
                        "action",
                        "add_lead",
                        "phone_number",
                        phone,
                        "list_id",
                        "25062018",
                        "custom_fields",
                        "Y",
                        "CustomerName",
                        "testuser"),
                "LEAD CREATED SUCCESSFULLY"));
        all.add(new Asked(
                "add_multi_lead",
                LEADS,
                of(
                        "source",
                        "test",
                        "action",
                        "add_multi_lead",
                        "custom_fields",
                        "Y",
                        "multi_leads",
                        "[{\"phone_number\":\"" + phone + "\",\"list_id\":\"25062018\"}]"),
                "RECORD(S) CREATED"));
        all.add(new Asked(
                "manual_dial",
                CLICK,
                of(
                        "source",
                        "test",
                        "agent_user",
                        AGENT,
                        "action",
                        "manual_dial",
                        "value",
                        "1" + phone,
                        "phone_code",
                        "1",
                        "search",
                        "YES",
                        "preview",
                        "NO",
                        "focus",
                        "YES"),
                "FUNCTION SET"));
        all.add(new Asked(
                "add_user",
                CRM,
                of(
                        "source",
                        "test",
                        "function",
                        "add_user",
                        "agent_user",
                        "u" + n,
                        "agent_pass",
                        "9999",
                        "agent_user_level",
                        "1",
                        "agent_full_name",
                        "Testing Person",
                        "agent_user_group",
                        "superadmin"),
                "USER HAS BEEN ADDED"));
        all.add(new Asked(
                "update_user",
                CRM,
                of("source", "test", "function", "update_user", "agent_user", AGENT, "agent_full_name", "Agent " + n),
                "USER HAS BEEN UPDATED"));
        all.add(new Asked(
                "add_list",
                CRM,
                of(
                        "source",
                        "test",
                        "function",
                        "add_list",
                        "list_id",
                        "11" + n,
                        "list_name",
                        "Test API list",
                        "campaign_id",
                        CAMPAIGN),
                "list created"));
        all.add(new Asked(
                "crm add_multi_lead",
                CRM,
                of(
                        "source",
                        "test",
                        "function",
                        "add_multi_lead",
                        "multi_leads",
                        "[{\"phone_number\":" + phone + ",\"list_id\":25062018}]"),
                "Record(s) Created"));
        all.add(new Asked(
                "future call",
                VOIPTECH,
                of(
                        "org",
                        "acme",
                        "dial1",
                        "101",
                        "dial2",
                        phone,
                        "Response",
                        "yes",
                        "Date",
                        "203001011200",
                        "Maxretry",
                        "1",
                        "Retrytime",
                        "60",
                        "ident",
                        "i" + n),
                "schedule"));
        return all;
    }

    /** Those that answer without writing. */
    static Asked listing() {
        return new Asked(
                "active_lists", CRM, of("source", "test", "function", "active_lists"), "lists are listed successfully");
    }

    static Optional<Asked> byName(List<Asked> all, String name) {
        return all.stream().filter(one -> one.name().equals(name)).findFirst();
    }
}
