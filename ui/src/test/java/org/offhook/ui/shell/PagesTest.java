package org.offhook.ui.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.offhook.agent.AgentSnapshot;
import org.offhook.campaign.admin.AdministrationPort;
import org.offhook.core.phone.CommandOutcome.Refused;
import org.offhook.core.port.LevelSource;
import org.offhook.ui.FakeAgentDesk;
import org.offhook.ui.Situation;
import org.offhook.ui.TestTime;
import org.offhook.ui.fx.CommandDoor;
import org.offhook.ui.fx.Navigator;
import org.offhook.ui.fx.Page;
import org.offhook.ui.fx.Pointer;
import org.offhook.ui.fx.WindowContext;
import org.offhook.ui.look.WindowPreferences;
import org.offhook.ui.look.WindowSettings;
import org.offhook.ui.port.WindowSources;
import org.offhook.ui.queue.Removals;
import org.offhook.ui.settings.SettingsPage.Topic;
import org.offhook.ui.text.Words;
import org.testfx.api.FxToolkit;
import org.testfx.util.WaitForAsyncUtils;

class PagesTest {
    /** Asks for the page again whenever a page says that something changed, as the window does. */
    private static final class AskingNavigator implements Navigator {
        private Runnable again = () -> {};
        private int refreshes;

        @Override
        public void refresh() {
            refreshes++;
            again.run();
        }

        @Override
        public void openAccount() {}

        @Override
        public void openAudio() {}

        @Override
        public void open(Page page) {}

        @Override
        public void showQueued(String id) {}

        @Override
        public void showLead() {}

        @Override
        public void back() {}

        @Override
        public void refused(Refused refused) {}

        @Override
        public void offer(String text, String action, Runnable taken) {}

        @Override
        public void say(String text) {}
    }

    private final AskingNavigator navigator = new AskingNavigator();

    @BeforeAll
    static void startToolkit() throws TimeoutException {
        FxToolkit.registerPrimaryStage();
    }

    private Pages pages(AgentSnapshot snapshot) {
        var time = new TestTime(Instant.EPOCH);
        var context = new WindowContext(
                Words.load(Locale.ENGLISH),
                new CommandDoor(new FakeAgentDesk(snapshot), Runnable::run),
                LevelSource.SILENT,
                time,
                ZoneOffset.UTC,
                time,
                new Pointer(time),
                navigator,
                WindowPreferences.inMemory(WindowSettings.DEFAULT),
                WindowSources.NONE,
                AdministrationPort.NONE);
        return new Pages(context, new Removals(context));
    }

    private static <T> T onUiThread(Callable<T> action) {
        return WaitForAsyncUtils.waitForAsyncFx(10_000, action);
    }

    /** The first start overflowed the stack: the page refreshed the window that was building it, which built it again. */
    @Test
    void theFirstRunPageIsBuiltOnceThoughTheWindowAsksForItWheneverItRefreshes() {
        Pages pages = pages(Situation.firstRun().snapshot());
        Page built = onUiThread(() -> {
            navigator.again = pages::firstRun;
            return pages.firstRun();
        });
        assertThat(onUiThread(pages::firstRun)).isSameAs(built);
        assertThat(navigator.refreshes).isZero();
    }

    @Test
    void noPageRefreshesTheWindowThatIsBuildingIt() {
        AgentSnapshot snapshot = Situation.paused().queue().log().snapshot();
        Pages pages = pages(snapshot);
        List<Page> built = onUiThread(() -> List.of(
                pages.login(snapshot),
                pages.dial(snapshot),
                pages.call(),
                pages.queue(),
                pages.log(snapshot),
                pages.pairing(),
                pages.settings(topic -> {}),
                pages.topic(Topic.AUDIO, snapshot, () -> {}),
                pages.topic(Topic.PAGES, snapshot, () -> {}),
                pages.topic(Topic.LOOK, snapshot, () -> {}),
                pages.topic(Topic.ACCOUNT, snapshot, () -> {})));
        assertThat(built).doesNotContainNull();
        assertThat(navigator.refreshes).isZero();
    }
}
