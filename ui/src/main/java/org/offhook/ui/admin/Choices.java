package org.offhook.ui.admin;

import java.util.ArrayList;
import java.util.List;
import org.offhook.campaign.admin.Administration;
import org.offhook.campaign.list.LeadList;
import org.offhook.campaign.setup.Campaign;
import org.offhook.campaign.user.User;
import org.offhook.campaign.user.UserGroup;
import org.offhook.ui.text.Words;

/** What forms offer to choose from. */
record Choices(List<User> users, List<UserGroup> groups, List<Campaign> campaigns, List<LeadList> lists) {
    /** @param value as it is stored */
    record Choice(String value, String text) {
        @Override
        public String toString() {
            return text;
        }
    }

    static Choices read(Administration administration) {
        return new Choices(
                administration.users().all(),
                administration.users().groups(),
                administration.campaigns(),
                administration.lists().all());
    }

    List<Choice> ofGroups() {
        return groups.stream().map(group -> named(group.id(), group.name())).toList();
    }

    /** @param none what choosing no campaign is called */
    List<Choice> ofCampaigns(String none) {
        var all = new ArrayList<Choice>();
        all.add(new Choice("", none));
        campaigns.forEach(campaign -> all.add(named(campaign.id(), campaign.name())));
        return all;
    }

    List<Choice> ofLists() {
        return lists.stream()
                .map(list -> named(Long.toString(list.id()), list.name()))
                .toList();
    }

    List<Choice> ofUsers() {
        return users.stream().map(user -> named(user.name(), user.fullName())).toList();
    }

    /** One choice for each constant. */
    static <E extends Enum<E>> List<Choice> of(Class<E> type, String prefix, Words words) {
        var all = new ArrayList<Choice>();
        for (E constant : type.getEnumConstants()) {
            all.add(new Choice(constant.name(), words.of(prefix, constant)));
        }
        return all;
    }

    private static Choice named(String id, String name) {
        return new Choice(id, name.isEmpty() || name.equals(id) ? id : id + " · " + name);
    }
}
