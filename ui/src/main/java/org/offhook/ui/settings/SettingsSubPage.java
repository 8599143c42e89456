package org.offhook.ui.settings;

import java.time.Instant;
import org.offhook.agent.AgentSnapshot;
import org.offhook.ui.fx.Page;
import org.offhook.ui.fx.WindowContext;
import org.offhook.ui.model.DockView;
import org.offhook.ui.model.DockView.Meaning;
import org.offhook.ui.model.IconName;

/** What the settings' pages share: a title, and a dock that says Done because every change counts at once. */
abstract class SettingsSubPage implements Page {
    final WindowContext context;
    private final String titleKey;

    SettingsSubPage(WindowContext context, String titleKey) {
        this.context = context;
        this.titleKey = titleKey;
    }

    @Override
    public String title() {
        return context.words().of(titleKey);
    }

    @Override
    public DockView dock(AgentSnapshot snapshot, Instant now) {
        return DockView.of(Meaning.CLOSE_PAGE, IconName.CHECK, context.words().of("dock.done"));
    }

    @Override
    public void pressDock() {
        context.navigator().back();
    }
}
