package org.offhook.ui;

import static org.offhook.ui.Situation.NOW;

import java.time.Duration;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.offhook.agent.CallbackView;
import org.offhook.agent.CallbackWish;
import org.offhook.agent.CampaignView;
import org.offhook.agent.DispositionChoice;
import org.offhook.agent.DoubtView;
import org.offhook.agent.Draft;
import org.offhook.agent.EarlierCall;
import org.offhook.agent.LeadOnScreen;
import org.offhook.agent.LeadOnScreen.Showing;
import org.offhook.agent.LeadValue;
import org.offhook.agent.ManualDialMode;
import org.offhook.agent.WorkView;
import org.offhook.agent.WrapUpView;
import org.offhook.agent.WrapUpView.Saving;
import org.offhook.core.call.CallEnd;
import org.offhook.core.call.CallId;

/** What the store gives an agent, as the reference pictures show it. */
public final class WorkSituation {
    public static final long LENA = 10342;

    private CampaignView campaign =
            new CampaignView("SPRING", "Spring", ManualDialMode.QUEUE, false, true, Duration.ofSeconds(40), "", "US");
    private Optional<LeadOnScreen> lead = Optional.empty();
    private Optional<WrapUpView> wrapUp = Optional.empty();
    private List<DispositionChoice> dispositions = results(8);
    private final List<CallbackView> callbacks = new ArrayList<>();
    private boolean works = true;
    private final List<DoubtView> doubts = new ArrayList<>();
    private boolean more = true;

    private WorkSituation() {}

    /** An agent of the spring campaign, with no lead on the screen. */
    public static WorkSituation campaign() {
        return new WorkSituation();
    }

    /** What a user of the store has who works in no campaign: an administrator. */
    public static WorkSituation withoutCampaign() {
        var none = new WorkSituation();
        none.works = false;
        return none;
    }

    /** The first {@code count} of the campaign's results. */
    public static List<DispositionChoice> results(int count) {
        var all = new ArrayList<>(List.of(
                new DispositionChoice("SALE", "Sale", "1", false, false),
                new DispositionChoice("CALLBK", "Call back", "2", true, false),
                new DispositionChoice("NI", "Not interested", "3", false, false),
                new DispositionChoice("NA", "No answer", "4", false, false),
                new DispositionChoice("WRONG", "Wrong number", "", false, false),
                new DispositionChoice("VM", "Voicemail", "", false, false),
                new DispositionChoice("DNC", "Do not call", "", false, true),
                new DispositionChoice("OTHER", "Other", "", false, false)));
        while (all.size() < count) {
            all.add(new DispositionChoice("X" + all.size(), "Result " + (all.size() + 1), "", false, false));
        }
        return List.copyOf(all.subList(0, count));
    }

    private static LeadValue value(String field, String label, String value, boolean custom) {
        return new LeadValue(field, label, value, custom, 50);
    }

    /** Lena of the spring list. */
    public static LeadOnScreen lena(Showing showing) {
        return new LeadOnScreen(
                LENA,
                "Spring list",
                "Lena M.",
                "+17275550142",
                "+17275550143",
                "",
                Optional.of(ZoneId.of("UTC")),
                true,
                Optional.empty(),
                List.of(
                        value("Company", "Company", "Northwind Sample", true),
                        value("city", "", "Tampa", false),
                        value("Account", "Account", "A-1007", true),
                        value("alt_phone", "", "+1 727 555 0143", false),
                        value("email", "", "", false),
                        new LeadValue("comments", "", "Asks for the yearly price.", false, 2000)),
                List.of(
                        new EarlierCall(NOW.minusSeconds(79_920), "NA", Duration.ZERO, "Asha P."),
                        new EarlierCall(NOW.minusSeconds(793_620), "CALLBK", Duration.ofSeconds(86), "Ravi K."),
                        new EarlierCall(NOW.minusSeconds(1_565_000), "OTHER", Duration.ofSeconds(242), "Mina D.")),
                showing,
                showing == Showing.PREVIEW ? Optional.empty() : Optional.of(new CallId("c1")),
                showing == Showing.PREVIEW ? Optional.of("q0") : Optional.empty());
    }

    public WorkSituation lead(LeadOnScreen which) {
        lead = Optional.of(which);
        return this;
    }

    public WorkSituation lead(Showing showing) {
        return lead(lena(showing));
    }

    /** Lena's field with another value, as the store has it from now on. */
    public static LeadOnScreen with(LeadOnScreen lead, String field, String text) {
        List<LeadValue> values = lead.values().stream()
                .map(value -> value.field().equals(field)
                        ? new LeadValue(field, value.label(), text, value.custom(), value.longest())
                        : value)
                .toList();
        return new LeadOnScreen(
                lead.leadId(),
                lead.listName(),
                lead.name(),
                lead.number(),
                lead.altNumber(),
                lead.thirdNumber(),
                lead.zone(),
                lead.callableNow(),
                lead.callableFrom(),
                values,
                lead.earlier(),
                lead.showing(),
                lead.call(),
                lead.queueId());
    }

    /** Lena, where it is seven in the morning. */
    public WorkSituation leadTooEarly() {
        LeadOnScreen lena = lena(Showing.PREVIEW);
        return lead(new LeadOnScreen(
                lena.leadId(),
                lena.listName(),
                lena.name(),
                lena.number(),
                lena.altNumber(),
                lena.thirdNumber(),
                Optional.of(ZoneId.of("America/Los_Angeles")),
                false,
                Optional.of(LocalTime.of(9, 0)),
                lena.values(),
                lena.earlier(),
                lena.showing(),
                lena.call(),
                lena.queueId()));
    }

    public WorkSituation wrapUp() {
        return wrapUp(Draft.EMPTY, Saving.OPEN).lead(Showing.CALL);
    }

    public WorkSituation wrapUp(Draft draft, Saving saving) {
        wrapUp = Optional.of(new WrapUpView(
                new CallId("c1"),
                "Lena M.",
                Duration.ofSeconds(192),
                new CallEnd(CallEnd.Cause.HUNG_UP, CallEnd.Side.FAR_END, 200, Optional.empty()),
                Optional.of(NOW.plusSeconds(24)),
                campaign.dispositionForced(),
                draft,
                saving));
        return this;
    }

    /** The time of the wrap-up is over and a result is still wanted. */
    public WorkSituation timeOver() {
        WrapUpView open = wrapUp.orElseThrow();
        wrapUp = Optional.of(new WrapUpView(
                open.call(),
                open.who(),
                open.talked(),
                open.end(),
                Optional.empty(),
                open.forced(),
                open.draft(),
                open.saving()));
        return this;
    }

    /** "Call back" on Tuesday at half past ten. */
    public static Draft callBack() {
        return new Draft(
                Optional.of("CALLBK"), "", Optional.of(new CallbackWish(LocalDateTime.of(2026, 11, 24, 10, 30), true)));
    }

    public WorkSituation results(List<DispositionChoice> which) {
        dispositions = which;
        return this;
    }

    public WorkSituation resultNotForced() {
        campaign =
                new CampaignView("SPRING", "Spring", ManualDialMode.QUEUE, false, false, campaign.wrapUp(), "", "US");
        return this;
    }

    public WorkSituation autoDialLocked() {
        campaign = new CampaignView(
                "SPRING", "Spring", ManualDialMode.QUEUE_AND_AUTOCALL, true, true, campaign.wrapUp(), "", "US");
        return this;
    }

    public WorkSituation callbacks() {
        callbacks.add(new CallbackView(
                71,
                10355,
                "Eva L.",
                "+17275550155",
                NOW.minusSeconds(120),
                ZoneId.systemDefault(),
                true,
                "wants the offer by mail",
                true));
        callbacks.add(new CallbackView(
                72, 10360, "Noor A.", "+17275550190", NOW.plusSeconds(5_280), ZoneId.systemDefault(), true, "", false));
        callbacks.add(new CallbackView(
                73,
                10361,
                "",
                "+17275550191",
                NOW.plusSeconds(84_000),
                ZoneId.systemDefault(),
                false,
                "after lunch",
                false));
        return this;
    }

    /** Two numbers of the queue and a future call that somebody has to decide about. */
    public WorkSituation doubts() {
        doubts.add(new DoubtView(
                DoubtView.Kind.QUEUE, 31, "asha", "+17275550117", "Tom B.", "crm", NOW.minusSeconds(900)));
        doubts.add(new DoubtView(DoubtView.Kind.QUEUE, 32, "ravi", "+17275550119", "", "crm", NOW.minusSeconds(4_000)));
        doubts.add(
                new DoubtView(DoubtView.Kind.SCHEDULE, 8, "", "2101", "+17275550166", "crm", NOW.minusSeconds(80_000)));
        return this;
    }

    /** Eva's callback was promised in another wall time than the desk's. */
    public WorkSituation callbackIn(ZoneId zone) {
        callbacks.add(
                new CallbackView(71, 10355, "Eva L.", "+17275550155", NOW.minusSeconds(120), zone, true, "", true));
        return this;
    }

    public WorkSituation noMoreLeads() {
        more = false;
        return this;
    }

    WorkView view() {
        return works
                ? new WorkView(Optional.of(campaign), lead, wrapUp, dispositions, callbacks, doubts, more)
                : WorkView.NONE.withDoubts(doubts);
    }
}
