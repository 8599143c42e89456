package org.offhook.ui.shell;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import javafx.scene.Node;
import org.jspecify.annotations.Nullable;
import org.offhook.agent.AgentSnapshot;
import org.offhook.agent.AgentSnapshot.Setup;
import org.offhook.ui.call.CallPage;
import org.offhook.ui.dial.DialPage;
import org.offhook.ui.fx.Page;
import org.offhook.ui.lead.LeadPage;
import org.offhook.ui.log.LogPage;
import org.offhook.ui.model.Calls;
import org.offhook.ui.model.DockModel;
import org.offhook.ui.model.Work;
import org.offhook.ui.queue.QueuePage;
import org.offhook.ui.shell.TabStrip.Tab;
import org.offhook.ui.wrapup.WrapUpPage;

/** Where the agent is: the tab, the sub-pages over it, the pairing request that was looked at. Decides which pages are seen. */
final class Route {
    private final Pages pages;
    private final Deque<Page> subPages = new ArrayDeque<>();
    private Tab tab = Tab.CALL;
    private String lookedAtRequest = "";

    Route(Pages pages) {
        this.pages = pages;
    }

    /**
     * What the frame shows.
     *
     * @param side what the second column shows; null in the compact window
     * @param third the log beside the second column; null where there is no room for it
     * @param over the page that has a head with Back in place of the tabs, or null
     * @param requestWaits whether a pairing request waits that could not take the body
     */
    record Seen(
            Page main,
            @Nullable Page side,
            @Nullable Page third,
            @Nullable Page over,
            boolean requestWaits) {}

    /**
     * @param typing whether somebody types: nothing takes the body from under that
     * @param pairingOnScreen whether a pairing request has the body already
     */
    Seen seen(AgentSnapshot snapshot, FrameForm form, boolean typing, boolean pairingOnScreen, Instant now) {
        boolean wide = wide(snapshot, form);
        Page callPage = callPage(snapshot, form, now);
        Page over = subPages.peek();
        boolean requestWaits = false;
        if (!snapshot.pairingRequests().isEmpty()) {
            if (mayTakeBody(snapshot, typing, pairingOnScreen)) {
                over = pages.pairing();
            } else {
                requestWaits = true;
            }
        }
        Page other = over != null ? over : tabPage(snapshot, form, wide);
        Page main = wide || other == null ? callPage : other;
        Page side = wide ? (other == null ? pages.queue() : other) : null;
        Page third = wide && form.widest() ? log(snapshot, form) : null;
        noteBeside(main, side, snapshot);
        return new Seen(main, side, third, over, requestWaits);
    }

    /** Whether there are two columns: never before the phone is set up. */
    static boolean wide(AgentSnapshot snapshot, FrameForm form) {
        return form.wide() && snapshot.setup() != Setup.NONE;
    }

    private Page callPage(AgentSnapshot snapshot, FrameForm form, Instant now) {
        if (Work.wrapsUp(snapshot)) {
            return pages.wrapUp(snapshot);
        }
        if (Calls.onCard(snapshot).isPresent() || Calls.justEnded(snapshot, now).isPresent()) {
            CallPage call = pages.call();
            call.setForm(form.keypad());
            return call;
        }
        if (snapshot.setup() == Setup.NONE) {
            return pages.firstRun();
        }
        if (!DockModel.loggedIn(snapshot)) {
            return pages.login(snapshot);
        }
        DialPage dial = pages.dial(snapshot);
        dial.setForm(form.height(), form.narrow());
        return dial;
    }

    private @Nullable Page tabPage(AgentSnapshot snapshot, FrameForm form, boolean wide) {
        if (snapshot.setup() == Setup.NONE) {
            return null;
        }
        return switch (wide ? shownTab(snapshot, true, form.widest()) : tab) {
            case CALL -> null;
            case LEAD -> {
                LeadPage lead = pages.lead(snapshot);
                lead.setForm(wide, form.narrow());
                yield lead;
            }
            case QUEUE -> {
                QueuePage queue = pages.queue();
                queue.setForm(form.narrow());
                yield queue;
            }
            case LOG -> {
                yield log(snapshot, form);
            }
        };
    }

    private LogPage log(AgentSnapshot snapshot, FrameForm form) {
        LogPage log = pages.log(snapshot);
        log.setForm(form.log());
        return log;
    }

    /** In the wide window the note of a result stands with the lead that it is about. */
    private void noteBeside(Page main, @Nullable Page side, AgentSnapshot snapshot) {
        Optional<Node> note = main instanceof WrapUpPage wrapUp && side instanceof LeadPage
                ? Optional.of(wrapUp.giveNote())
                : Optional.empty();
        if (main instanceof WrapUpPage wrapUp && note.isEmpty()) {
            pages.leadIfBuilt().ifPresent(lead -> lead.hostNote(Optional.empty()));
            wrapUp.takeNote();
        } else if (note.isPresent() || pages.leadIfBuilt().isPresent()) {
            pages.lead(snapshot).hostNote(note);
        }
    }

    /** A request takes the body only when no call is up and nobody is typing; else it waits as a banner. */
    private boolean mayTakeBody(AgentSnapshot snapshot, boolean typing, boolean pairingOnScreen) {
        String request = snapshot.pairingRequests().getFirst().id();
        if (request.equals(lookedAtRequest) || pairingOnScreen) {
            lookedAtRequest = request;
            return Calls.onCard(snapshot).isEmpty();
        }
        return Calls.onCard(snapshot).isEmpty() && Calls.ringing(snapshot).isEmpty() && !typing;
    }

    /** The agent wants to see the request that waits. */
    void lookAtRequest(AgentSnapshot snapshot) {
        lookedAtRequest = snapshot.pairingRequests().isEmpty()
                ? ""
                : snapshot.pairingRequests().getFirst().id();
    }

    /**
     * The tab that is marked: the wide window has the call beside the tabs, so its first is the lead, or the queue without a campaign. The
     * widest has the log beside them too.
     */
    Tab shownTab(AgentSnapshot snapshot, boolean wide, boolean widest) {
        return wide && (tab == Tab.CALL || (widest && tab == Tab.LOG))
                ? (Work.hasLeads(snapshot) ? Tab.LEAD : Tab.QUEUE)
                : tab;
    }

    /** A lead came to be looked at: it is seen, with what lay over it staying where it is. */
    void toLead() {
        tab = Tab.LEAD;
    }

    void open(Tab opened) {
        subPages.clear();
        tab = opened;
    }

    /** A call begins: it is seen, with what lay over it staying where it is. */
    void toCall() {
        tab = Tab.CALL;
    }

    void open(Page subPage) {
        subPages.push(subPage);
    }

    /** The topmost page that leaving all sub-pages would lose something of; what lies over it goes. */
    Optional<Page> unsaved() {
        Optional<Page> unsaved = subPages.stream().filter(Page::unsaved).findFirst();
        unsaved.ifPresent(page -> {
            while (!page.equals(subPages.peek())) {
                subPages.poll();
            }
        });
        return unsaved;
    }

    Optional<Page> top() {
        return Optional.ofNullable(subPages.peek());
    }

    void back() {
        subPages.poll();
    }

    boolean hasSubPage() {
        return !subPages.isEmpty();
    }
}
