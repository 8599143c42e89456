package org.offhook.ui.fx;

import java.time.InstantSource;
import java.time.ZoneId;
import org.offhook.campaign.admin.AdministrationPort;
import org.offhook.core.port.LevelSource;
import org.offhook.ui.look.WindowPreferences;
import org.offhook.ui.port.WindowSources;
import org.offhook.ui.text.Words;

/** What every view may reach: texts, the command door, time, the pointer, where to go, whom to ask, the administration. */
public record WindowContext(
        Words words,
        CommandDoor door,
        LevelSource levels,
        InstantSource clock,
        ZoneId zone,
        Alarm alarm,
        Pointer pointer,
        Navigator navigator,
        WindowPreferences preferences,
        WindowSources sources,
        AdministrationPort administration) {

    /** Makes the context that goes with a navigator. */
    @FunctionalInterface
    public interface OfNavigator {
        WindowContext with(Navigator navigator);
    }
}
