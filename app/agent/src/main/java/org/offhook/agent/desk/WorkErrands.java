package org.offhook.agent.desk;

import java.time.LocalDateTime;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.offhook.agent.port.CallNote;
import org.offhook.agent.port.DialQuestion;
import org.offhook.agent.port.DoubtWord;
import org.offhook.agent.port.KeptWrapUp;
import org.offhook.agent.port.PromiseWish;
import org.offhook.agent.port.StoreAnswer;
import org.offhook.agent.port.WorkStorePort;
import org.offhook.agent.session.SessionInput;
import org.offhook.agent.session.WorkEffect;
import org.offhook.agent.session.WorkInput;
import org.offhook.agent.session.WorkTimer;
import org.offhook.core.call.CallId;
import org.offhook.core.error.ErrorCode;
import org.offhook.core.phone.LoopHost;

/** Carries out what the session orders from the dialer's store; answers come back as inputs. Owned by the loop's thread. */
final class WorkErrands {
    private final LoopHost loop;
    private final WorkStorePort store;
    private final LoopQuestions questions;
    private final Consumer<SessionInput> feed;

    WorkErrands(LoopHost loop, WorkStorePort store, LoopQuestions questions, Consumer<SessionInput> feed) {
        this.loop = loop;
        this.store = store;
        this.questions = questions;
        this.feed = feed;
    }

    void carryOut(WorkEffect effect) {
        switch (effect) {
            case WorkEffect.TakeLead(String agent, String campaign) ->
                ask("work.next", () -> store.next(agent, campaign), answer -> new WorkInput.LeadTaken(agent, answer));
            case WorkEffect.GiveBack(String agent, long lead) -> // what cannot be given back is found by its status
                questions.ask("work.giveBack", () -> store.giveBack(agent, lead), _ -> {}, () -> {});
            case WorkEffect.ReadLead(CallId call, String campaign, long lead) ->
                ask(
                        "work.lead",
                        () -> store.lead(campaign, lead),
                        answer -> new WorkInput.LeadOfCallFound(call, answer));
            case WorkEffect.FindLead(long ticket, String campaign, long lead) ->
                ask("work.lead", () -> store.lead(campaign, lead), answer -> new WorkInput.LeadFound(ticket, answer));
            case WorkEffect.ClearDial(String entry, DialQuestion question) ->
                ask("work.clear", () -> store.clear(question), answer -> new WorkInput.DialCleared(entry, answer));
            case WorkEffect.ClearTransfer clear ->
                ask(
                        "work.barred",
                        () -> store.barred(clear.agent(), clear.campaign(), clear.typed(), clear.dialled()),
                        answer -> new WorkInput.TransferCleared(clear.ticket(), clear.call(), clear.dialled(), answer));
            case WorkEffect.ClearConsult clear ->
                ask(
                        "work.barred",
                        () -> store.barred(
                                clear.agent(), clear.campaign(), clear.dial().number(), clear.dialled()),
                        answer -> new WorkInput.ConsultCleared(clear.ticket(), clear.dial(), clear.dialled(), answer));
            case WorkEffect.NoteOffered(CallNote.Begun begun) ->
                ask(
                        "work.offered",
                        () -> store.offered(begun),
                        answer -> new WorkInput.LeadOfCallFound(begun.call(), answer));
            case WorkEffect.Note(CallNote note) -> note(note);
            case WorkEffect.EditLead(long ticket, String campaign, long lead, Map<String, String> changes) ->
                ask(
                        "work.edit",
                        () -> store.edit(campaign, lead, changes),
                        answer -> new WorkInput.LeadEdited(ticket, answer));
            case WorkEffect.KeepDraft(Optional<Long> ticket, KeptWrapUp work) ->
                ask("work.keep", () -> store.keep(work), answer -> new WorkInput.DraftKept(ticket, answer));
            case WorkEffect.SaveResult(KeptWrapUp work) ->
                ask("work.save", () -> store.save(work), answer -> new WorkInput.ResultSaved(work.call(), answer));
            case WorkEffect.Promise(long ticket, PromiseWish wish) ->
                ask("work.promise", () -> store.promise(wish), answer -> new WorkInput.CallbacksSeen(ticket, answer));
            case WorkEffect.MoveCallback(long ticket, String agent, String campaign, long callback, LocalDateTime at) ->
                ask(
                        "work.moveCallback",
                        () -> store.moveCallback(agent, campaign, callback, at),
                        answer -> new WorkInput.CallbacksSeen(ticket, answer));
            case WorkEffect.CancelCallback(long ticket, String agent, String campaign, long callback) ->
                ask(
                        "work.cancelCallback",
                        () -> store.cancelCallback(agent, campaign, callback),
                        answer -> new WorkInput.CallbacksSeen(ticket, answer));
            case WorkEffect.DecideDoubt(long ticket, DoubtWord word) ->
                ask("work.decide", () -> store.decide(word), answer -> new WorkInput.DoubtDecided(ticket, answer));
            case WorkEffect.LookAtDoubts(String agent) ->
                ask("work.doubts", () -> store.doubts(agent), answer -> new WorkInput.DoubtsSeen(agent, answer));
            case WorkEffect.LookAtWork(String agent) ->
                ask("work.look", () -> store.look(agent), WorkInput.WorkSeen::new);
            case WorkEffect.StartWorkTimer(WorkTimer timer, java.time.Instant at) ->
                loop.startTimer("work-" + timer, at, () -> feed.accept(new WorkInput.TimeCame(timer)));
            case WorkEffect.StopWorkTimer(WorkTimer timer) -> loop.stopTimer("work-" + timer);
        }
    }

    private void note(CallNote note) {
        try {
            store.note(note);
        } catch (RuntimeException | Error thrown) {
            loop.fault("work.note", thrown);
        }
    }

    private <T> void ask(
            String where,
            Supplier<CompletionStage<StoreAnswer<T>>> question,
            Function<StoreAnswer<T>, WorkInput> answer) {
        questions.ask(
                where,
                question,
                value -> feed.accept(answer.apply(value)),
                () -> feed.accept(answer.apply(StoreAnswer.Failed.of(ErrorCode.INTERNAL))));
    }
}
