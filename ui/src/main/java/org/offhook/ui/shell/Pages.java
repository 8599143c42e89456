package org.offhook.ui.shell;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.offhook.agent.AgentSnapshot;
import org.offhook.campaign.user.User;
import org.offhook.ui.admin.AdministrationPage;
import org.offhook.ui.call.CallPage;
import org.offhook.ui.dial.DialPage;
import org.offhook.ui.fx.Page;
import org.offhook.ui.fx.WindowContext;
import org.offhook.ui.help.HelpPage;
import org.offhook.ui.lead.LeadPage;
import org.offhook.ui.log.LogPage;
import org.offhook.ui.pairing.PairingPage;
import org.offhook.ui.queue.QueuePage;
import org.offhook.ui.queue.Removals;
import org.offhook.ui.settings.AccountsPage;
import org.offhook.ui.settings.AudioPage;
import org.offhook.ui.settings.LookPage;
import org.offhook.ui.settings.PairedPagesPage;
import org.offhook.ui.settings.SettingsPage;
import org.offhook.ui.settings.SettingsPage.Topic;
import org.offhook.ui.setup.FirstRunPage;
import org.offhook.ui.setup.LoginPage;
import org.offhook.ui.wrapup.WrapUpPage;

/** Every page of the window, built when it is first opened, so that the start pays for one only. */
final class Pages {
    private final WindowContext context;
    private final Removals removals;
    private @Nullable FirstRunPage firstRun;
    private @Nullable LoginPage login;
    private @Nullable DialPage dial;
    private @Nullable CallPage call;
    private @Nullable LeadPage lead;
    private @Nullable WrapUpPage wrapUp;
    private @Nullable QueuePage queue;
    private @Nullable LogPage log;
    private @Nullable PairingPage pairing;
    private @Nullable AdministrationPage administration;

    Pages(WindowContext context, Removals removals) {
        this.context = context;
        this.removals = removals;
    }

    FirstRunPage firstRun() {
        FirstRunPage page = firstRun == null ? new FirstRunPage(context, "") : firstRun;
        firstRun = page;
        return page;
    }

    LoginPage login(AgentSnapshot snapshot) {
        LoginPage page = login == null ? new LoginPage(context, snapshot) : login;
        login = page;
        return page;
    }

    DialPage dial(AgentSnapshot snapshot) {
        DialPage page = dial == null ? new DialPage(context, snapshot) : dial;
        dial = page;
        return page;
    }

    /** The dial page if it was ever opened. */
    @Nullable
    DialPage dialIfBuilt() {
        return dial;
    }

    CallPage call() {
        CallPage page = call == null ? new CallPage(context) : call;
        call = page;
        return page;
    }

    /** The call's page if it was ever opened. */
    Optional<CallPage> callIfBuilt() {
        return Optional.ofNullable(call);
    }

    LeadPage lead(AgentSnapshot snapshot) {
        LeadPage page = lead == null ? new LeadPage(context, snapshot) : lead;
        lead = page;
        return page;
    }

    /** The lead's page if it was ever opened. */
    Optional<LeadPage> leadIfBuilt() {
        return Optional.ofNullable(lead);
    }

    WrapUpPage wrapUp(AgentSnapshot snapshot) {
        WrapUpPage page = wrapUp == null ? new WrapUpPage(context, snapshot) : wrapUp;
        wrapUp = page;
        return page;
    }

    QueuePage queue() {
        QueuePage page = queue == null ? new QueuePage(context, removals) : queue;
        queue = page;
        return page;
    }

    LogPage log(AgentSnapshot snapshot) {
        LogPage page = log == null ? new LogPage(context, snapshot) : log;
        log = page;
        return page;
    }

    PairingPage pairing() {
        PairingPage page = pairing == null ? new PairingPage(context) : pairing;
        pairing = page;
        return page;
    }

    /** Settings pages are made anew each time: they are rarely opened and show what is true now. */
    Page settings(java.util.function.Consumer<Topic> open) {
        return new SettingsPage(context, open, this::administration);
    }

    /** The administration's pages, kept while one of them imports. */
    private Page administration(User administrator) {
        AdministrationPage kept = administration;
        AdministrationPage page = kept != null && kept.worksFor(administrator)
                ? kept
                : new AdministrationPage(context, context.administration(), administrator);
        administration = page;
        return page;
    }

    /** Help for a page; made anew each time. */
    HelpPage help(Page page) {
        return new HelpPage(context, HelpContents.of(page.helpTopic(), context.words()));
    }

    /** The main account, to be changed; made anew each time. */
    Page mainAccount(AgentSnapshot snapshot) {
        var page = new FirstRunPage(context, context.words().of(Topic.ACCOUNT.key()));
        page.fill(snapshot);
        return page;
    }

    Page topic(Topic topic, AgentSnapshot snapshot, Runnable lookChanged) {
        return switch (topic) {
            case ACCOUNT -> new AccountsPage(context, snapshot, this::mainAccount);
            case AUDIO -> new AudioPage(context);
            case PAGES -> new PairedPagesPage(context);
            case HELP -> new HelpPage(context, HelpContents.of("settings", context.words()));
            case LOOK -> new LookPage(context, lookChanged);
        };
    }
}
