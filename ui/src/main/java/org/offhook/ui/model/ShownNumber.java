package org.offhook.ui.model;

import org.offhook.agent.AgentSnapshot;
import org.offhook.ui.text.NumberText;

/** A number as the agent sees it: in the groups in which the campaign's country writes it, or the phone's where no campaign names one. */
public final class ShownNumber {
    private ShownNumber() {}

    public static String of(String number, AgentSnapshot snapshot) {
        return NumberText.grouped(number, snapshot.country());
    }
}
