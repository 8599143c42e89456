package org.offhook.bridge.message;

import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.offhook.agent.AgentCommand;
import org.offhook.agent.AgentSnapshot;
import org.offhook.agent.AgentState;
import org.offhook.agent.LeadWish;
import org.offhook.agent.ManualDial;
import org.offhook.agent.RequestMark;
import org.offhook.bridge.message.Fields.Wrong;
import org.offhook.core.account.AccountId;
import org.offhook.core.account.Secret;
import org.offhook.core.call.CallId;
import org.offhook.core.error.ErrorCode;
import org.offhook.core.phone.CallView;
import org.offhook.core.phone.PhoneCommand;
import org.offhook.core.phone.Rejection;
import org.offhook.core.recording.RecordingOrder;
import org.offhook.core.soundcheck.SoundCheckKind;

/**
 * Turns a message into what it asks for, with the defaults of the CRM's document: search YES, preview NO, focus YES, a blank
 * phone code is the campaign's, an absent extension the user's own. Whether the number may be dialled is the desk's decision.
 */
public final class RequestReader {
    private static final int LONGEST_NAME = 128;
    private static final int LONGEST_NUMBER = 64;
    private static final int LONGEST_DIGITS = 64;

    private final Supplier<AgentSnapshot> state;
    private final WorkReader work;

    /**
     * Who sent a message.
     *
     * @param source {@code crm}, {@code cli}, {@code link} …
     * @param door a page's origin, or a name for everything that is no page; keys of requests are its own
     */
    public record Sender(String source, String door) {
        /** Somebody who asks for nothing that would need to be told apart. */
        public static final Sender NOBODY = new Sender("", "");
    }

    /** @param state asked when a message names no call and means the present one */
    public RequestReader(Supplier<AgentSnapshot> state) {
        this.state = state;
        this.work = new WorkReader(state);
    }

    /**
     * @param sender who asks, as the desk knows it
     */
    public Request read(CrmAction action, CrmMessage message, Sender sender) {
        try {
            return understand(action, new Fields(message.fields()), sender);
        } catch (Wrong wrong) {
            return new Request.Refused(wrong.refusal());
        }
    }

    private Request understand(CrmAction action, Fields fields, Sender sender) throws Wrong {
        return switch (action) {
            case LOGIN -> logIn(fields);
            case LOGOUT -> command(new AgentCommand.LogOut());
            case CLICK_TO_CALL -> command(new AgentCommand.ClickToCall(dial(fields, "phone_number", sender)));
            case HELLO -> hello(fields);
            case SNAPSHOT -> new Request.Snapshot();
            case SUBSCRIBE -> subscribe(fields);
            case UNSUBSCRIBE -> new Request.Unsubscribe();
            case READY -> command(new AgentCommand.GoReady());
            case PAUSE -> command(new AgentCommand.Pause(fields.optional("reason", LONGEST_NAME)));
            case NEXT_STATE -> nextState(fields);
            case AUTO_DIAL -> command(new AgentCommand.SetAutoDial(fields.yesOrNo("on", true)));
            case SHOW -> command(new AgentCommand.ShowWindow());
            case NEXT_LEAD -> command(new AgentCommand.NextLead());
            case DIAL_LEAD -> work.dialLead(fields);
            case SKIP_LEAD -> command(new AgentCommand.SkipLead(WorkReader.id(fields, "leadId")));
            case UNSKIP_LEAD -> command(new AgentCommand.UnskipLead(WorkReader.id(fields, "leadId")));
            case EDIT_LEAD -> work.editLead(fields);
            case DISPOSITION -> work.draft(fields);
            case SAVE_WRAP_UP -> command(new AgentCommand.SaveWrapUp(work.wrapUp(fields)));
            case EXTEND_WRAP_UP -> command(new AgentCommand.ExtendWrapUp(work.wrapUp(fields)));
            case DIAL_CALLBACK -> command(new AgentCommand.CallBackNow(WorkReader.id(fields, "callbackId")));
            case MOVE_CALLBACK -> work.moveCallback(fields);
            case CANCEL_CALLBACK -> command(new AgentCommand.CancelCallback(WorkReader.id(fields, "callbackId")));
            case DIAL -> command(new AgentCommand.ClickToCall(dial(fields, "number", sender)));
            case CONSULT -> command(new AgentCommand.Consult(dial(fields, "number", sender)));
            case REDIAL ->
                command(new AgentCommand.Redial(
                        fields.optional("callId", LONGEST_NAME).map(CallId::new), sender.source()));
            case CALL_BACK -> command(new AgentCommand.CallBackMissed(sender.source()));
            case DIAL_NEXT -> command(new AgentCommand.DialNext());
            case DIAL_QUEUED -> command(new AgentCommand.DialQueued(fields.required("queueId", LONGEST_NAME)));
            case REMOVE_QUEUED -> command(new AgentCommand.RemoveQueued(fields.required("queueId", LONGEST_NAME)));
            case ANSWER -> phone(new PhoneCommand.AnswerCall(call(fields, action, Meant.RINGING)));
            case REJECT -> {
                Rejection why = rejection(fields);
                yield phone(new PhoneCommand.RejectCall(call(fields, action, Meant.RINGING), why));
            }
            case FORWARD -> {
                String number = fields.required("number", LONGEST_NUMBER);
                yield phone(new PhoneCommand.TransferCall(call(fields, action, Meant.RINGING), number));
            }
            case HANGUP -> phone(new PhoneCommand.HangUpCall(call(fields, action, Meant.LIVE)));
            case MUTE -> {
                boolean muted = fields.yesOrNo("muted", true);
                yield phone(new PhoneCommand.MuteCall(call(fields, action, Meant.LIVE), muted));
            }
            case HOLD -> {
                boolean hold = fields.yesOrNo("hold", true);
                CallId call = call(fields, action, hold ? Meant.TALKED_ON : Meant.HELD);
                yield phone(new PhoneCommand.HoldCall(call, hold));
            }
            case SWAP -> phone(new PhoneCommand.SwapCalls());
            case JOIN -> phone(new PhoneCommand.JoinCalls());
            case SOUND_CHECK -> phone(soundCheck(fields));
            case RECORD -> {
                RecordingOrder order = recording(fields);
                yield phone(new PhoneCommand.RecordCall(call(fields, action, Meant.LIVE), order));
            }
            case TRANSFER -> transfer(fields, action);
            case PARK -> phone(new PhoneCommand.ParkCall(call(fields, action, Meant.CONNECTED)));
            case PICK_UP -> {
                String number = fields.required("number", LONGEST_NUMBER);
                yield phone(new PhoneCommand.PickUpCall(number, named(fields)));
            }
            case VOICEMAIL -> phone(new PhoneCommand.CallVoicemail(account(fields)));
            case DTMF -> {
                String digits = fields.required("digits", LONGEST_DIGITS);
                yield phone(new PhoneCommand.SendDigits(call(fields, action, Meant.LIVE), digits));
            }
        };
    }

    private static Request command(AgentCommand command) {
        return new Request.Command(command);
    }

    private static Request phone(PhoneCommand command) {
        return new Request.Command(new AgentCommand.Phone(command));
    }

    private static Request logIn(Fields fields) throws Wrong {
        String user = fields.required("username", LONGEST_NAME);
        String password = fields.optionalExact("password", LONGEST_NAME)
                .orElseThrow(() -> new Wrong(Refusal.missing("password")));
        return command(new AgentCommand.LogIn(
                user,
                Secret.of(password),
                fields.optional("extension", LONGEST_NAME),
                fields.optionalExact("phone_pass", LONGEST_NAME).map(Secret::of)));
    }

    private static ManualDial dial(Fields fields, String numberField, Sender sender) throws Wrong {
        String number = fields.required(numberField, LONGEST_NUMBER);
        String phoneCode = fields.optional("phone_code", 8).orElse("");
        if (!phoneCode.chars().allMatch(c -> c >= '0' && c <= '9')) {
            throw new Wrong(Refusal.invalid("phone_code", "1 to 8 digits, or blank for the campaign's"));
        }
        LeadWish lead = fields.yesOrNo("search", true) ? new LeadWish.Search() : new LeadWish.Create();
        boolean preview = fields.yesOrNo("preview", false);
        boolean focus = fields.yesOrNo("focus", true);
        Map<String, String> facts = fields.facts("facts");
        Optional<RequestMark> requestId =
                fields.optional("requestId", LONGEST_NAME).map(id -> new RequestMark(sender.door(), id));
        return new ManualDial(
                number, phoneCode, preview, focus, sender.source(), requestId, facts, lead, account(fields));
    }

    private static AccountId account(Fields fields) throws Wrong {
        return named(fields).orElse(AccountId.MAIN);
    }

    /** An account that is not there, the desk refuses. */
    private static Optional<AccountId> named(Fields fields) throws Wrong {
        Optional<String> name = fields.optional("account", LONGEST_NAME);
        if (name.isPresent() && !AccountId.isName(name.get())) {
            throw new Wrong(Refusal.invalid("account", "a name of an account, as the snapshot has it"));
        }
        return name.map(AccountId::new);
    }

    private static Request hello(Fields fields) throws Wrong {
        String code = fields.optional("code", 4).orElse("");
        if (!code.isEmpty() && !code.matches("[0-9]{4}")) {
            throw new Wrong(Refusal.invalid("code", "four digits"));
        }
        return new Request.Hello(fields.optional("token", LONGEST_NAME), code, fields.scopes("scopes"));
    }

    private static Request subscribe(Fields fields) throws Wrong {
        Optional<String> stream = fields.optional("stream", LONGEST_NAME);
        Optional<Long> seq = fields.count("seq");
        return new Request.Subscribe(stream.flatMap(id -> seq.map(last -> new Request.StreamPosition(id, last))));
    }

    private static Request nextState(Fields fields) throws Wrong {
        AgentState next = switch (fields.required("state", LONGEST_NAME)) {
            case "READY" -> AgentState.READY;
            case "PAUSED" -> AgentState.PAUSED;
            case "LOGGED_OUT" -> AgentState.LOGGED_OUT;
            default -> throw new Wrong(Refusal.invalid("state", "READY, PAUSED or LOGGED_OUT"));
        };
        return command(new AgentCommand.ChooseNextState(next, fields.optional("reason", LONGEST_NAME)));
    }

    private static PhoneCommand soundCheck(Fields fields) throws Wrong {
        return switch (fields.optional("kind", LONGEST_NAME).orElse("LOOP")) {
            case "LOOP" -> new PhoneCommand.CheckSound(SoundCheckKind.LOOP);
            case "SPEAKER" -> new PhoneCommand.CheckSound(SoundCheckKind.SPEAKER);
            case "RINGER" -> new PhoneCommand.CheckSound(SoundCheckKind.RINGER);
            case "LISTEN" -> new PhoneCommand.CheckSound(SoundCheckKind.LISTEN);
            case "END" -> new PhoneCommand.EndSoundCheck();
            default -> throw new Wrong(Refusal.invalid("kind", "LOOP, SPEAKER, RINGER, LISTEN or END"));
        };
    }

    private static RecordingOrder recording(Fields fields) throws Wrong {
        return switch (fields.optional("order", LONGEST_NAME).orElse("START")) {
            case "START" -> RecordingOrder.START;
            case "PAUSE" -> RecordingOrder.PAUSE;
            case "RESUME" -> RecordingOrder.RESUME;
            case "STOP" -> RecordingOrder.STOP;
            default -> throw new Wrong(Refusal.invalid("order", "START, PAUSE, RESUME or STOP"));
        };
    }

    private static Rejection rejection(Fields fields) throws Wrong {
        return switch (fields.optional("cause", LONGEST_NAME).orElse("BUSY")) {
            case "BUSY" -> Rejection.BUSY;
            case "DECLINED" -> Rejection.DECLINED;
            case "UNAVAILABLE" -> Rejection.UNAVAILABLE;
            default -> throw new Wrong(Refusal.invalid("cause", "BUSY, DECLINED or UNAVAILABLE"));
        };
    }

    /** To a number, or, attended, the far end that waits on hold to the other one. */
    private Request transfer(Fields fields, CrmAction action) throws Wrong {
        if (!fields.yesOrNo("attended", false)) {
            String number = fields.required("number", LONGEST_NUMBER);
            return phone(new PhoneCommand.TransferCall(call(fields, action, Meant.CONNECTED), number));
        }
        CallId waiting = call(fields, action, Meant.WAITING);
        CallId other = state.get().phone().calls().stream()
                .filter(call -> Meant.CONNECTED.fits(call) && !call.id().equals(waiting))
                .findFirst()
                .map(CallView::id)
                .orElseThrow(() -> none(action, "there is no second call to connect it with"));
        return phone(new PhoneCommand.ConnectCalls(waiting, other));
    }

    /** The named call, or the first one that the command can be meant for. */
    private CallId call(Fields fields, CrmAction action, Meant meant) throws Wrong {
        Optional<String> named = fields.optional("callId", LONGEST_NAME);
        if (named.isPresent()) {
            return new CallId(named.get());
        }
        return state.get().phone().calls().stream()
                .filter(meant::fits)
                .findFirst()
                .map(CallView::id)
                .orElseThrow(() -> none(action, meant.none()));
    }

    private static Wrong none(CrmAction action, String why) {
        return new Wrong(Refusal.of(ErrorCode.NO_CALL_FOR_THAT, action.word() + ": " + why));
    }
}
