package org.offhook.agent.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.offhook.agent.AgentCommand;
import org.offhook.agent.AgentSnapshot;
import org.offhook.agent.AgentState;
import org.offhook.agent.DeskSettings;
import org.offhook.agent.Draft;
import org.offhook.agent.LeadNumber;
import org.offhook.agent.LeadOnScreen;
import org.offhook.agent.ManualDial;
import org.offhook.agent.PairingRequest;
import org.offhook.agent.PairingScope;
import org.offhook.agent.QueuedDial;
import org.offhook.agent.WrapUpView;
import org.offhook.agent.port.CallNote;
import org.offhook.agent.port.KeptWrapUp;
import org.offhook.core.account.Secret;
import org.offhook.core.account.ServerAddress;
import org.offhook.core.account.Transport;
import org.offhook.core.call.CallId;
import org.offhook.core.call.CallInput;
import org.offhook.core.call.CallParty;
import org.offhook.core.call.DialogId;
import org.offhook.core.error.ErrorCode;
import org.offhook.core.phone.CallView;
import org.offhook.core.phone.CommandOutcome;
import org.offhook.core.phone.PhoneCommand;
import org.offhook.core.registration.RegistrationInput;
import org.offhook.testkit.core.FakeMedia;
import org.offhook.testkit.core.FakeSignalling.FarEnd;
import org.offhook.testkit.core.FakeSignalling.Registrar;
import org.offhook.testkit.core.Sdp;

/** What holds at every desk, whatever people, pages, exchanges and networks do to it in whatever order. */
class DeskPropertyTest {
    private static final int DESKS = 60;
    private static final int STEPS = 100;

    @Test
    void answersEverybodyNumbersEveryEventAndKeepsOneCallAtATime() {
        long seed = Long.getLong("offhook.seed", System.nanoTime());
        System.out.println("DeskPropertyTest seed = " + seed + " (repeat with -Doffhook.seed=" + seed + ")");
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < DESKS; i++) {
            live(random.split(), "seed " + seed + ", desk " + i);
        }
    }

    private static void live(SplittableRandom random, String name) {
        VirtualDesk desk = new VirtualDesk(DeskSettings.defaults().withDialRate(100, Duration.ofMillis(1)));
        if (random.nextInt(3) > 0) { // most have a store
            desk.users.place = () -> Optional.of(desk.work.place());
            desk.work.forced = random.nextBoolean();
        }
        List<CompletableFuture<CommandOutcome>> asked = new ArrayList<>();
        for (int i = 0; i < STEPS; i++) {
            if (random.nextInt(3) > 0) {
                asked.add(desk.submit(command(random, desk)));
            } else {
                world(random, desk);
            }
            desk.pass(Duration.ofMillis(random.nextInt(4_000)));
            check(desk, name);
        }
        desk.work.away = Optional.empty();
        desk.work.barred = Optional.empty();
        desk.work.forced = false;
        desk.work.release();
        desk.signalling.registrar(Registrar.ACCEPTS).farEnd(FarEnd.RINGS);
        desk.pass(Duration.ofMinutes(2)); // the longest that anybody may have to wait: a pairing request, a registrar
        assertThat(asked).as(name).allMatch(CompletableFuture::isDone);
        desk.ask(new AgentCommand.LogOut());
        for (CallView call : desk.snapshot().phone().calls()) {
            desk.submit(new AgentCommand.Phone(new PhoneCommand.HangUpCall(call.id())));
            desk.signalling.happen(call.id(), new CallInput.AckTimedOut(new DialogId("caller")));
        }
        desk.pass(Duration.ofMinutes(4)); // a result that was forced until the campaign's rules were looked at again
        saveWhatIsOpen(desk);
        assertThat(desk.snapshot().agent().state()).as(name).isEqualTo(AgentState.LOGGED_OUT);
        assertThat(desk.work.kept).as(name).isEmpty();
        assertThat(desk.work.saved.stream().map(KeptWrapUp::call).distinct().count())
                .as("%s: every call's result is saved once", name)
                .isEqualTo(desk.work.saved.size());
        assertThat(notesInOrder(desk.work.notes)).as(name).isTrue();
        assertThat(desk.snapshot().phone().calls()).as(name).isEmpty();
        assertThat(desk.media.ringing()).as(name).isEmpty();
        assertThat(desk.media.reserved()).as(name).hasSizeLessThanOrEqualTo(1);
        for (int i = 0; i < desk.events.size(); i++) {
            assertThat(desk.events.get(i).seq()).as(name).isEqualTo(i + 1L);
        }
        desk.close();
    }

    private static void saveWhatIsOpen(VirtualDesk desk) {
        for (Optional<WrapUpView> open = desk.snapshot().work().wrapUp();
                open.isPresent();
                open = desk.snapshot().work().wrapUp()) {
            CallId call = open.get().call();
            desk.ask(new AgentCommand.DraftWrapUp(call, new Draft(Optional.of("SALE"), "", Optional.empty())));
            desk.ask(new AgentCommand.SaveWrapUp(call));
        }
    }

    /** No call is noted to have been answered or to be over before it has begun, and none twice. */
    private static boolean notesInOrder(List<CallNote> notes) {
        List<CallId> begun = new ArrayList<>();
        List<CallId> over = new ArrayList<>();
        for (CallNote note : notes) {
            boolean fits = switch (note) {
                case CallNote.Begun _ -> !begun.contains(note.call()) && begun.add(note.call());
                case CallNote.Answered _ -> !over.contains(note.call());
                case CallNote.Summed _ -> !over.contains(note.call());
                case CallNote.Recorded _ -> begun.contains(note.call());
                case CallNote.Ended _ -> !over.contains(note.call()) && over.add(note.call());
            };
            if (!fits) {
                return false;
            }
        }
        return true;
    }

    private static void check(VirtualDesk desk, String name) {
        AgentSnapshot snapshot = desk.snapshot();
        assertThat(snapshot.seq()).as(name).isEqualTo(desk.events.size());
        List<CallView> live =
                snapshot.phone().calls().stream().filter(CallView::live).toList();
        assertThat(live).as(name).hasSizeLessThanOrEqualTo(1);
        assertThat(snapshot.queue().stream().map(QueuedDial::number).distinct().count())
                .as(name)
                .isEqualTo(snapshot.queue().size());
        assertThat(snapshot.recentCalls()).as(name).hasSizeLessThanOrEqualTo(CallLog.MOST);
        boolean calling = snapshot.agent().state() == AgentState.CALLING
                || snapshot.agent().state() == AgentState.ON_CALL;
        boolean clearing = desk.work.holding; // the store has not said yet whether the number may be dialled
        assertThat(!calling || clearing || !live.isEmpty())
                .as("%s: %s without a call", name, snapshot.agent())
                .isTrue();
        desk.signalling.forgetOrders();
    }

    private static AgentCommand command(SplittableRandom random, VirtualDesk desk) {
        Optional<CallId> call = desk.snapshot().phone().activeCall().map(CallView::id);
        CallId id = call.orElse(new CallId("nobody"));
        String number = "30" + random.nextInt(5);
        return switch (random.nextInt(30)) {
            case 0, 1, 2 -> VirtualDesk.login("asha", "secret");
            case 3 -> VirtualDesk.login("mina", "x");
            case 4 -> new AgentCommand.LogOut();
            case 5 -> new AgentCommand.GoReady();
            case 6 -> new AgentCommand.Pause(random.nextBoolean() ? Optional.of("BREAK") : Optional.empty());
            case 7 -> new AgentCommand.ChooseNextState(any(random, AgentState.values()), Optional.empty());
            case 8, 9, 10 -> VirtualDesk.crm(number);
            case 11 -> VirtualDesk.typed(number);
            case 12 ->
                new AgentCommand.ClickToCall(ManualDial.of(number, "crm")
                        .withPhoneCode("1")
                        .withPreview(true)
                        .withFocus(true)
                        .withFacts(Map.of("name", "Tom")));
            case 13 -> new AgentCommand.DialNext();
            case 14 -> new AgentCommand.SetAutoDial(random.nextBoolean());
            case 15 -> new AgentCommand.RemoveQueued("q" + random.nextInt(20));
            case 16, 17 -> new AgentCommand.Phone(new PhoneCommand.HangUpCall(id));
            case 18 -> new AgentCommand.Phone(new PhoneCommand.AnswerCall(id));
            case 19 -> new AgentCommand.Phone(new PhoneCommand.SendDigits(id, "5"));
            case 20 ->
                new AgentCommand.RequestPairing(new PairingRequest(
                        "p" + random.nextInt(1_000),
                        "https://" + random.nextInt(4) + ".example",
                        true,
                        Optional.empty(),
                        "",
                        Set.of(PairingScope.READ),
                        desk.time.instant()));
            case 21 -> new AgentCommand.NextLead();
            case 22 -> new AgentCommand.DialLead(lead(desk), any(random, LeadNumber.values()));
            case 23 ->
                random.nextBoolean()
                        ? new AgentCommand.SkipLead(lead(desk))
                        : new AgentCommand.UnskipLead(1 + random.nextInt(3));
            case 24 -> new AgentCommand.EditLead(lead(desk), Map.of("first_name", "Lena"));
            case 25, 26 ->
                new AgentCommand.DraftWrapUp(
                        wrapUp(desk, id),
                        new Draft(Optional.of(random.nextBoolean() ? "SALE" : "CALLBK"), "", Optional.empty()));
            case 27, 28 ->
                random.nextInt(4) == 0
                        ? new AgentCommand.ExtendWrapUp(wrapUp(desk, id))
                        : new AgentCommand.SaveWrapUp(wrapUp(desk, id));
            default ->
                random.nextBoolean()
                        ? new AgentCommand.UsePracticeExchange()
                        : new AgentCommand.ConfigureAccount(
                                ServerAddress.of("pbx.example"), "pbx.example", "2101", Secret.of("x"), Transport.UDP);
        };
    }

    private static long lead(VirtualDesk desk) {
        return desk.snapshot().work().lead().map(LeadOnScreen::leadId).orElse(0L);
    }

    private static CallId wrapUp(VirtualDesk desk, CallId otherwise) {
        return desk.snapshot().work().wrapUp().map(WrapUpView::call).orElse(otherwise);
    }

    private static void world(SplittableRandom random, VirtualDesk desk) {
        Optional<CallId> call = desk.snapshot().phone().activeCall().map(CallView::id);
        DialogId caller = new DialogId("caller");
        switch (random.nextInt(12)) {
            case 0 -> desk.signalling.registrar(any(random, Registrar.values()));
            case 1 -> desk.signalling.farEnd(any(random, FarEnd.values()));
            case 2 -> desk.media.sockets(any(random, FakeMedia.Sockets.values()));
            case 3 -> desk.signalling.happen(new RegistrationInput.NetworkChanged(random.nextBoolean()));
            case 4, 5 -> desk.signalling.ring(new CallParty("9", ""), caller, Optional.of(Sdp.farEnd()));
            case 6 ->
                call.ifPresent(id -> desk.signalling.happen(id, new CallInput.AckReceived(caller, Optional.empty())));
            case 8 ->
                desk.work.away = random.nextBoolean() ? Optional.empty() : Optional.of(ErrorCode.STORE_UNREACHABLE);
            case 9 ->
                desk.work.barred = random.nextInt(3) > 0 ? Optional.empty() : Optional.of(ErrorCode.NUMBER_DO_NOT_CALL);
            case 10 -> {
                if (random.nextBoolean()) {
                    desk.work.release();
                } else {
                    desk.work.holding = true;
                }
            }
            case 7 -> call.ifPresent(id -> desk.signalling.happen(id, new CallInput.CancelReceived()));
            default ->
                call.ifPresent(
                        id -> desk.signalling.happen(id, new CallInput.TransportFailed(ErrorCode.CONNECTION_FAILED)));
        }
        desk.settle();
    }

    private static <T> T any(SplittableRandom random, T[] all) {
        return all[random.nextInt(all.length)];
    }
}
