package org.offhook.desktop.demo;

import java.util.List;
import java.util.Locale;
import org.offhook.agent.AgentEvent;
import org.offhook.agent.AgentObserver;
import org.offhook.agent.AgentSnapshot;
import org.offhook.agent.AgentView;
import org.offhook.agent.SequencedEvent;
import org.offhook.core.phone.PhoneEvent;

/** Turns the desk's events into lines of the story. Numbers are the practice exchange's own, so they may be shown. */
public final class StoryTeller implements AgentObserver {
    private final Story story;

    public StoryTeller(Story story) {
        this.story = story;
    }

    @Override
    public void onStep(AgentSnapshot snapshot, List<SequencedEvent> events) {
        events.forEach(event -> tell(event.event()));
    }

    private void tell(AgentEvent event) {
        switch (event) {
            case AgentEvent.AgentChanged(AgentView before, AgentView after) -> {
                if (before.state() != after.state() || !before.reason().equals(after.reason())) {
                    story.tell("agent is " + after.state()
                            + (after.reason().isEmpty() ? "" : " (" + after.reason() + ")"));
                }
            }
            case AgentEvent.PhoneHappened(PhoneEvent phone) -> tell(phone);
            case AgentEvent.FaultRaised(var fault) ->
                story.tell("fault " + fault.error().code());
            case AgentEvent.FaultCleared(var fault) ->
                story.tell("fault " + fault.error().code() + " is gone");
            case AgentEvent.DialQueued(var _, int waiting) -> story.tell("number queued, " + waiting + " waiting");
            case AgentEvent.DialUnqueued(var _, boolean dialled, int _) ->
                story.tell(dialled ? "queued number is dialled" : "queued number removed");
            case AgentEvent.DialBlocked blocked ->
                story.tell("number not dialled, " + blocked.why().code());
            case AgentEvent.StoredDialAsked asked -> story.tell("the store's queue is asked to " + asked.wish());
            case AgentEvent.PairingAsked _,
                    AgentEvent.PairingAnswered _,
                    AgentEvent.PairingUnanswered _,
                    AgentEvent.PairingRevoked _ -> {}
            case AgentEvent.LeadShown(var lead) -> story.tell("lead " + lead.leadId() + " on the screen");
            case AgentEvent.LeadGone(long lead) -> story.tell("lead " + lead + " left the screen");
            case AgentEvent.WrapUpBegan _ -> story.tell("wrap-up begins");
            case AgentEvent.WrapUpEnded(var _, var disposition, boolean _) ->
                story.tell("wrap-up over, result " + disposition.orElse("none"));
            case AgentEvent.CallbackDue(var callback) -> story.tell("callback " + callback.id() + " is due");
            case AgentEvent.CampaignChanged(var campaign) -> story.tell("campaign " + campaign.id());
            case AgentEvent.AttentionAsked() -> story.tell("window asks for attention");
        }
    }

    private void tell(PhoneEvent event) {
        switch (event) {
            case PhoneEvent.RegistrationChanged(var view) ->
                story.tell("registration " + view.status()
                        + (view.extension().isEmpty() ? "" : ", " + view.extension() + "@" + view.domain())
                        + view.problem().map(problem -> ", " + problem.code()).orElse(""));
            case PhoneEvent.AccountChanged(var account, var now) ->
                story.tell("account " + account + " "
                        + now.map(view -> view.registration().status().name()).orElse("removed"));
            case PhoneEvent.CallDialled _ -> story.tell("call dialled");
            case PhoneEvent.CallOffered _ -> story.tell("call comes in");
            case PhoneEvent.CallProgressed(var _, boolean earlyMedia) ->
                story.tell(earlyMedia ? "announcement before the answer" : "far end rings");
            case PhoneEvent.CallConnected _ -> story.tell("far end answered, both talk");
            case PhoneEvent.CallMuted(var _, boolean muted) -> story.tell(muted ? "muted" : "not muted");
            case PhoneEvent.CallRecordingChanged(var _, var recording, var _) -> story.tell("recording: " + recording);
            case PhoneEvent.RecordingFinished _ -> story.tell("recording is complete");
            case PhoneEvent.CallHeld(var _, boolean held) ->
                story.tell(held ? "far end on hold" : "far end taken back");
            case PhoneEvent.CallsJoined(var calls) ->
                story.tell(calls.isEmpty() ? "calls taken apart" : calls.size() + " calls joined");
            case PhoneEvent.CallTransferred _ -> story.tell("handed on to another call");
            case PhoneEvent.CallTransferProgressed(var _, int status) -> story.tell("transfer, SIP " + status);
            case PhoneEvent.RequestRefused(var _, var error, int status) ->
                story.tell("far end refused, " + error.code() + ", SIP " + status);
            case PhoneEvent.CallHeldByFarEnd(var _, boolean held) -> story.tell(held ? "put on hold" : "taken back");
            case PhoneEvent.CallSounded _ -> {}
            case PhoneEvent.CallSummed(var _, var summary) ->
                story.tell(String.format(Locale.ROOT, "sounded like %.1f of 4.5", summary.opinion()));
            case PhoneEvent.DigitHeard _ -> story.tell("digit heard");
            case PhoneEvent.CallEnded ended ->
                story.tell(String.format(
                        Locale.ROOT,
                        "call ended: %s by %s after %.1f s",
                        ended.end().cause(),
                        ended.end().side(),
                        ended.talked().toMillis() / 1_000.0));
            case PhoneEvent.MailboxChanged(var mailbox, var _) ->
                story.tell(mailbox.waiting() ? "messages wait" : "no messages");
            case PhoneEvent.LampChanged(var lamp) ->
                story.tell("lamp " + lamp.phone().number() + " " + lamp.light());
            case PhoneEvent.AudioChanged(var phone) ->
                phone.audioProblem().ifPresent(problem -> story.tell("sound: " + problem.code()));
            case PhoneEvent.FaultRaised(var error, String _) -> story.tell("phone fault " + error.code());
        }
    }
}
