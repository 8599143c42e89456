package org.offhook.ui;

import static org.offhook.ui.Situation.NOW;

import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.TextField;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import org.offhook.agent.LeadOnScreen;
import org.offhook.agent.LeadOnScreen.Showing;
import org.offhook.agent.WrapUpView.Saving;
import org.offhook.campaign.log.CallRecord;
import org.offhook.campaign.log.EndedBy;
import org.offhook.campaign.log.NewLoggedCall;
import org.offhook.core.error.ErrorCode;
import org.offhook.ui.ScreenPictures.Screen;
import org.offhook.ui.port.KnownNumber;
import org.offhook.ui.port.LogSource;
import org.offhook.ui.port.WindowSources;

/** The pictures of leads, wrap-up, callbacks and the store's log. */
final class WorkPictures {
    private WorkPictures() {}

    /** A store with {@code lines} in its log that knows {@code number} of every number. */
    static WindowSources store(int lines, KnownNumber number) {
        List<CallRecord> all = log(lines);
        LogSource log = question -> CompletableFuture.completedFuture(all.stream()
                .filter(line -> question.beforeId().isEmpty()
                        || line.id() < question.beforeId().getAsLong())
                .filter(line -> question.text()
                        .map(text -> line.begun()
                                        .name()
                                        .toLowerCase(java.util.Locale.ROOT)
                                        .startsWith(text)
                                || line.begun().number().contains(text))
                        .orElse(true))
                .limit(question.most())
                .toList());
        return new WindowSources(log, (campaign, asked) -> CompletableFuture.completedFuture(Optional.of(number)));
    }

    /** What is known of Lena's number. */
    static KnownNumber lena() {
        return new KnownNumber(
                true,
                "Lena M.",
                "Spring list",
                "No answer",
                Optional.of(NOW.minusSeconds(79_920)),
                Optional.of(ZoneId.of("UTC")),
                false,
                true,
                Optional.empty());
    }

    /** The same number, which must not be called. */
    static KnownNumber doNotCall() {
        return new KnownNumber(
                true, "Lena M.", "", "", Optional.empty(), Optional.empty(), true, true, Optional.empty());
    }

    /** The same number, where it is too early. */
    static KnownNumber tooEarly() {
        return new KnownNumber(
                false,
                "",
                "",
                "",
                Optional.empty(),
                Optional.of(ZoneId.of("America/Los_Angeles")),
                false,
                false,
                Optional.of(java.time.LocalTime.of(9, 0)));
    }

    /** Calls of three agents, newest first, one every seven minutes. */
    static List<CallRecord> log(int lines) {
        String[] names = {"Lena M.", "Tom B.", "Eva L.", "Nora V.", "Mark T."};
        String[] agents = {"asha", "ravi", "mina"};
        var all = new ArrayList<CallRecord>(lines);
        for (int i = 0; i < lines; i++) {
            var at = NOW.minusSeconds(420L * i + 60);
            boolean answered = i % 3 != 1;
            var begun = new NewLoggedCall(
                    "call-" + i,
                    "node",
                    i % 4 == 3 ? NewLoggedCall.Direction.INCOMING : NewLoggedCall.Direction.OUTGOING,
                    agents[i % agents.length],
                    "SPRING",
                    "+1727555" + (1000 + i % 9000),
                    names[i % names.length],
                    OptionalLong.of(9_000 + i),
                    OptionalLong.empty(),
                    "agent",
                    at);
            all.add(new CallRecord(
                    lines - i,
                    begun,
                    answered ? Optional.of(at.plusSeconds(9)) : Optional.empty(),
                    Optional.of(at.plusSeconds(9 + 37L * (i % 7) + 5)),
                    answered ? "HUNG_UP" : i % 4 == 3 ? "MISSED" : "BUSY",
                    answered ? (i % 2 == 0 ? "SALE" : "CALLBK") : "",
                    "",
                    i % 5 == 0 ? "r.wav" : "",
                    Optional.empty(),
                    answered ? new EndedBy("AGENT", 200, "") : new EndedBy("FAR_END", 486, "OH-503")));
        }
        return all;
    }

    private static Situation paused(WorkSituation work) {
        return Situation.paused(Duration.ofSeconds(8)).queue().work(work);
    }

    static void addTo(Map<String, Screen> screens) {
        Consumer<Scene> nothing = scene -> {};
        Consumer<Scene> lead = scene -> ScreenPictures.key(scene, KeyCode.DIGIT2);
        Consumer<Scene> queue = scene -> ScreenPictures.key(scene, KeyCode.DIGIT3);
        WindowSources store = store(40, lena());
        screens.put(
                "05c-number-lead",
                new Screen(
                        paused(WorkSituation.campaign()),
                        340,
                        600,
                        scene -> ScreenPictures.number(scene, "+1 (727) 555-0142"),
                        store));
        screens.put(
                "05d-number-dnc",
                new Screen(
                        paused(WorkSituation.campaign()),
                        340,
                        600,
                        scene -> ScreenPictures.number(scene, "+17275550142"),
                        store(0, doNotCall())));
        screens.put(
                "05e-number-early",
                new Screen(
                        paused(WorkSituation.campaign()),
                        340,
                        600,
                        scene -> ScreenPictures.number(scene, "+17275550142"),
                        store(0, tooEarly())));
        ScreenPictures.add(
                screens, "10-preview", paused(WorkSituation.campaign().lead(Showing.PREVIEW)), lead);
        ScreenPictures.add(
                screens, "10b-preview-early", paused(WorkSituation.campaign().leadTooEarly()), lead);
        ScreenPictures.add(screens, "10c-no-lead", paused(WorkSituation.campaign()), lead);
        ScreenPictures.add(
                screens, "10d-none-left", paused(WorkSituation.campaign().noMoreLeads()), lead);
        ScreenPictures.add(
                screens,
                "10e-lead-in-call",
                Situation.onCall().queue().work(WorkSituation.campaign().lead(Showing.CALL)),
                scene -> {
                    lead.accept(scene);
                    edit(scene, "#lead-city", "Saint Petersburg");
                });
        screens.put(
                "10f-preview-narrow",
                new Screen(paused(WorkSituation.campaign().lead(Showing.PREVIEW)), 280, 600, lead));
        screens.put(
                "10g-preview-wide", new Screen(paused(WorkSituation.campaign().lead(Showing.PREVIEW)), 800, 600, lead));
        screens.put(
                "10h-call-wide",
                new Screen(
                        Situation.onCall().queue().work(WorkSituation.campaign().lead(Showing.CALL)),
                        800,
                        640,
                        scene -> edit(scene, "#lead-Company", "Northwind Sample Ltd.")));
        ScreenPictures.add(screens, "10i-long", paused(WorkSituation.campaign().lead(longLead())), lead);
        ScreenPictures.add(screens, "11-wrap-up", Situation.wrapUp(), nothing);
        ScreenPictures.add(
                screens,
                "11b-wrap-up-callback",
                Situation.wrapUp()
                        .queue()
                        .work(WorkSituation.campaign()
                                .wrapUp(WorkSituation.callBack(), Saving.OPEN)
                                .lead(Showing.CALL)),
                nothing);
        ScreenPictures.add(
                screens,
                "11c-wrap-up-saving",
                Situation.wrapUp()
                        .work(WorkSituation.campaign()
                                .wrapUp(WorkSituation.callBack(), Saving.SAVING)
                                .lead(Showing.CALL)),
                nothing);
        ScreenPictures.add(
                screens,
                "11d-wrap-up-failed",
                Situation.wrapUp()
                        .work(WorkSituation.campaign()
                                .wrapUp(WorkSituation.callBack(), Saving.FAILED)
                                .lead(Showing.CALL)),
                nothing);
        ScreenPictures.add(
                screens,
                "11e-wrap-up-over",
                Situation.wrapUp().work(WorkSituation.campaign().wrapUp().timeOver()),
                nothing);
        ScreenPictures.add(
                screens,
                "11f-wrap-up-many",
                Situation.wrapUp().work(WorkSituation.campaign().wrapUp().results(WorkSituation.results(24))),
                nothing);
        ScreenPictures.add(
                screens,
                "11g-wrap-up-search",
                Situation.wrapUp().work(WorkSituation.campaign().wrapUp().results(WorkSituation.results(24))),
                scene -> ScreenPictures.fire(scene, "#result-more"));
        ScreenPictures.add(
                screens,
                "11h-wrap-up-past",
                Situation.wrapUp()
                        .work(WorkSituation.campaign()
                                .wrapUp(WorkSituation.callBack(), Saving.OPEN)
                                .lead(Showing.CALL)),
                scene -> ((TextField) scene.lookup("#callback-time")).setText("1x"));
        screens.put(
                "11i-wrap-up-narrow",
                new Screen(
                        Situation.wrapUp()
                                .work(WorkSituation.campaign()
                                        .wrapUp(WorkSituation.callBack(), Saving.OPEN)
                                        .lead(Showing.CALL)),
                        280,
                        600,
                        nothing));
        screens.put("11j-wrap-up-wide", new Screen(Situation.wrapUp().queue(), 800, 600, nothing));
        screens.put("11k-wrap-up-smallest", new Screen(Situation.wrapUp().queue(), 280, 420, nothing));
        screens.put(
                "12c-log-store",
                new Screen(
                        Situation.paused().log().work(WorkSituation.campaign()),
                        340,
                        600,
                        scene -> ScreenPictures.key(scene, KeyCode.DIGIT4),
                        store));
        screens.put(
                "12d-log-store-wide",
                new Screen(
                        Situation.paused().log().work(WorkSituation.campaign()),
                        800,
                        600,
                        scene -> ScreenPictures.key(scene, KeyCode.DIGIT4),
                        store));
        screens.put(
                "12f-log-columns",
                new Screen(
                        Situation.paused().log().work(WorkSituation.campaign()),
                        1000,
                        600,
                        scene -> ScreenPictures.key(scene, KeyCode.DIGIT4),
                        store));
        screens.put(
                "12g-lead-and-log",
                new Screen(
                        Situation.onCall().queue().work(WorkSituation.campaign().lead(Showing.CALL)),
                        1000,
                        640,
                        nothing,
                        store));
        screens.put(
                "12h-log-all-columns",
                new Screen(
                        Situation.paused().log().work(WorkSituation.campaign()),
                        940,
                        600,
                        scene -> {
                            ScreenPictures.key(scene, KeyCode.DIGIT4);
                            scene.getRoot().applyCss();
                            scene.getRoot().layout();
                            ScreenPictures.fire(scene, "#log-column-who");
                        },
                        store));
        screens.put("11l-wrap-up-widest", new Screen(Situation.wrapUp().queue(), 1000, 640, nothing, store));
        screens.put(
                "12e-log-unreadable",
                new Screen(
                        Situation.paused().log().work(WorkSituation.campaign()),
                        340,
                        600,
                        scene -> ScreenPictures.key(scene, KeyCode.DIGIT4),
                        new WindowSources(
                                question -> CompletableFuture.failedFuture(new IllegalStateException("gone")),
                                store.numbers())));
        ScreenPictures.add(
                screens,
                "13c-queue-locked",
                paused(WorkSituation.campaign().autoDialLocked().callbacks()),
                queue);
        ScreenPictures.add(
                screens,
                "13j-count-down",
                Situation.paused(Duration.ofSeconds(8)).queueCountingDown().work(WorkSituation.campaign()),
                queue);
        ScreenPictures.add(
                screens,
                "13g-queue-barred",
                Situation.paused(Duration.ofSeconds(8)).queueWithBarred().work(WorkSituation.campaign()),
                queue);
        ScreenPictures.add(
                screens,
                "13h-doubts",
                paused(WorkSituation.campaign().doubts()).fault(ErrorCode.CALL_IN_DOUBT),
                scene -> {
                    scene.getRoot().applyCss();
                    scene.getRoot().layout();
                    ScreenPictures.press(scene, ".oh-banner .oh-quiet");
                });
        ScreenPictures.add(
                screens, "13i-queue-reminder", paused(WorkSituation.campaign().callbacks()), queue);
        ScreenPictures.add(
                screens, "13d-callbacks", paused(WorkSituation.campaign().callbacks()), scene -> {
                    queue.accept(scene);
                    scene.getRoot().applyCss();
                    scene.getRoot().layout();
                    ScreenPictures.fire(scene, "#queue-callbacks");
                });
        ScreenPictures.add(
                screens, "13e-reminder", paused(WorkSituation.campaign().callbacks()), nothing);
        screens.put(
                "13f-queue-narrow", new Screen(paused(WorkSituation.campaign().callbacks()), 280, 600, queue));
    }

    private static void edit(Scene scene, String selector, String text) {
        scene.getRoot().applyCss();
        scene.getRoot().layout();
        Node node = scene.lookup(selector);
        node.requestFocus();
        ((TextInputControl) node).setText(text);
    }

    /** Names and texts as long as the store allows. */
    static LeadOnScreen longLead() {
        LeadOnScreen lena = WorkSituation.lena(Showing.PREVIEW);
        return new LeadOnScreen(
                lena.leadId(),
                "Spring list of customers whose contract ends within ninety days",
                "Wilhelmina-Theodora Bartholomew-Featherstonehaugh of Northumberland",
                "+49301234567890123",
                "+493098765432109",
                "+4930555",
                lena.zone(),
                true,
                Optional.empty(),
                WorkSituation.with(
                                lena, "Company", "Donaudampfschifffahrtselektrizitätenhauptbetriebswerk and partners")
                        .values(),
                lena.earlier(),
                Showing.PREVIEW,
                Optional.empty(),
                lena.queueId());
    }
}
