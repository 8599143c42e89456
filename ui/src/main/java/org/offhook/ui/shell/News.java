package org.offhook.ui.shell;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.offhook.agent.AgentSnapshot;
import org.offhook.agent.LeadOnScreen;
import org.offhook.ui.model.Work;
import org.offhook.ui.shell.TabStrip.Tab;

/** What comes to be worked on is seen, unless somebody types: then a dot at its tab says where it is. */
final class News {
    private final Route route;
    private final Set<Tab> tabs = EnumSet.noneOf(Tab.class);

    News(Route route) {
        this.route = route;
    }

    /** Tabs with something that was not looked at yet. */
    Set<Tab> tabs() {
        return tabs;
    }

    void seen(Tab tab) {
        tabs.remove(tab);
    }

    void follow(AgentSnapshot before, AgentSnapshot now, boolean typing) {
        Optional<Long> leadBefore = before.work().lead().map(LeadOnScreen::leadId);
        Optional<Long> lead = now.work().lead().map(LeadOnScreen::leadId);
        boolean anotherLead = lead.isPresent() && !lead.equals(leadBefore);
        boolean toLookAt = Work.previewed(now).isPresent()
                && (anotherLead || Work.previewed(before).isEmpty());
        if (toLookAt && !typing) {
            route.toLead();
        } else if (anotherLead) {
            tabs.add(Tab.LEAD);
        } else if (lead.isEmpty()) {
            tabs.remove(Tab.LEAD);
        }
        if (Work.wrapsUp(now) && !Work.wrapsUp(before)) {
            if (typing) {
                tabs.add(Tab.CALL);
            } else {
                route.toCall();
            }
        } else if (!Work.wrapsUp(now)) {
            tabs.remove(Tab.CALL);
        }
    }
}
