package org.offhook.ui.model;

import org.offhook.agent.AgentSnapshot;
import org.offhook.agent.CampaignView;
import org.offhook.ui.look.WindowSettings;
import org.offhook.ui.text.NumberText;

/** A number as the agent sees it: in the groups in which the campaign's country writes it, or the phone's where no campaign names one. */
public final class ShownNumber {
    private ShownNumber() {}

    /** The snapshot with the agent's own choice of how numbers are written, where no campaign says it. */
    public static AgentSnapshot asChosen(AgentSnapshot now, WindowSettings chosen) {
        boolean campaignSays = now.work()
                .campaign()
                .map(CampaignView::country)
                .filter(named -> !named.isEmpty())
                .isPresent();
        String country = campaignSays ? now.country() : chosen.countryOr(now.country());
        return country.equals(now.country()) ? now : now.withCountry(country);
    }

    public static String of(String number, AgentSnapshot snapshot) {
        return NumberText.grouped(number, snapshot.country());
    }
}
