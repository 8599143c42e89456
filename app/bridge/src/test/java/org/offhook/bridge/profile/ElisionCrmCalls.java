package org.offhook.bridge.profile;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.offhook.bridge.api.ApiProfile;
import org.offhook.bridge.profile.elisioncrm.ElisionCrmProfile;
import org.offhook.campaign.setup.Campaign;
import org.offhook.campaign.user.Password;
import org.offhook.campaign.user.Right;
import org.offhook.campaign.user.User;

/** How the tests of elision-crm call: API users of several rights, and the users that the document's samples name. */
abstract class ElisionCrmCalls extends ProfileContract {
    static final String PATH = "/dialer/elision_api.php";

    /** What the API user may do: the samples call every one of them "api". */
    record Caller(int level, Set<Right> rights) {
        static final Caller API = new Caller(8, Set.of(ALL));
        static final Caller POWERLESS = new Caller(8, Set.of());
        static final Caller BOSS = new Caller(9, Set.of(ALL));
        static final Caller SEVEN = new Caller(7, Set.of(ALL));
    }

    @Override
    ApiProfile profile() {
        return new ElisionCrmProfile(store(), false);
    }

    @Override
    void fill() {
        user("7878", 8);
        user("1000", 1);
        store().setup().putCampaign(Campaign.of("CALLS", "Calls"));
    }

    private void user(String name, int level) {
        store().users().add(User.of(name, "User " + name, level, "AGENTS"), Password.of("old"), Optional.empty());
    }

    static Map<String, String> fields(String function, String... namesAndValues) {
        Map<String, String> fields = new LinkedHashMap<>(Map.of("function", function, "source", "test"));
        for (int i = 0; i < namesAndValues.length; i += 2) {
            fields.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        return fields;
    }

    final String asked(Caller caller, Map<String, String> fields) {
        return answer(caller, fields).body();
    }

    final HttpResponse<String> answer(Caller caller, Map<String, String> fields) {
        caller(caller.level(), caller.rights().toArray(Right[]::new));
        fields.put("user", "api");
        fields.put("pass", "1234");
        HttpResponse<String> response = caller.equals(Caller.BOSS) ? get(PATH, fields) : post(PATH, fields);
        assertThat(response.statusCode()).isEqualTo(200);
        return response;
    }
}
