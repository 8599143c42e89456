package org.offhook.bridge.message;

import java.time.LocalDateTime;
import java.time.format.DateTimeParseException;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.offhook.agent.AgentCommand;
import org.offhook.agent.AgentSnapshot;
import org.offhook.agent.CallbackWish;
import org.offhook.agent.Draft;
import org.offhook.agent.LeadNumber;
import org.offhook.agent.WrapUpView;
import org.offhook.bridge.message.Fields.Wrong;
import org.offhook.core.call.CallId;
import org.offhook.core.error.ErrorCode;

/** Reads what is asked about leads, results and callbacks. */
final class WorkReader {
    private static final int LONGEST_WORD = 128;
    private static final String WALL_TIME = "a time such as 2026-11-28T10:30";

    private final Supplier<AgentSnapshot> state;

    /** @param state asked when a message names no call and means the one in wrap-up, and for what was noted before */
    WorkReader(Supplier<AgentSnapshot> state) {
        this.state = state;
    }

    static long id(Fields fields, String name) throws Wrong {
        return fields.count(name).orElseThrow(() -> new Wrong(Refusal.missing(name)));
    }

    Request dialLead(Fields fields) throws Wrong {
        LeadNumber number = switch (fields.optional("number", LONGEST_WORD).orElse("MAIN")) {
            case "MAIN" -> LeadNumber.MAIN;
            case "ALT" -> LeadNumber.ALT;
            case "THIRD" -> LeadNumber.THIRD;
            default -> throw new Wrong(Refusal.invalid("number", "MAIN, ALT or THIRD"));
        };
        return command(new AgentCommand.DialLead(id(fields, "leadId"), number));
    }

    Request editLead(Fields fields) throws Wrong {
        Map<String, String> changes = fields.facts("fields");
        if (changes.isEmpty()) {
            throw new Wrong(Refusal.missing("fields"));
        }
        return command(new AgentCommand.EditLead(id(fields, "leadId"), changes));
    }

    /** The call that is named, or the one in wrap-up. */
    CallId wrapUp(Fields fields) throws Wrong {
        Optional<String> named = fields.optional("callId", LONGEST_WORD);
        if (named.isPresent()) {
            return new CallId(named.get());
        }
        return present()
                .map(WrapUpView::call)
                .orElseThrow(() -> new Wrong(Refusal.of(ErrorCode.NO_WRAP_UP, "no call is in wrap-up now")));
    }

    private Optional<WrapUpView> present() {
        return state.get().work().wrapUp();
    }

    /** What the message does not name stays as it was noted. */
    Request draft(Fields fields) throws Wrong {
        CallId call = wrapUp(fields);
        Draft before = present()
                .filter(view -> view.call().equals(call))
                .map(WrapUpView::draft)
                .orElse(Draft.EMPTY);
        Optional<String> disposition =
                fields.optional("disposition", LONGEST_WORD).or(before::disposition);
        String note = fields.text("note", Draft.LONGEST_NOTE).orElse(before.note());
        Optional<LocalDateTime> at = wallTime(fields, "callbackAt");
        boolean mine = fields.yesOrNo(
                "callbackMine", before.callback().map(CallbackWish::mine).orElse(true));
        Optional<CallbackWish> callback =
                at.or(() -> before.callback().map(CallbackWish::at)).map(when -> new CallbackWish(when, mine));
        return command(new AgentCommand.DraftWrapUp(call, new Draft(disposition, note, callback)));
    }

    Request moveCallback(Fields fields) throws Wrong {
        LocalDateTime at = wallTime(fields, "at").orElseThrow(() -> new Wrong(Refusal.missing("at")));
        return command(new AgentCommand.MoveCallback(id(fields, "callbackId"), at));
    }

    private static Optional<LocalDateTime> wallTime(Fields fields, String name) throws Wrong {
        Optional<String> text = fields.optional(name, LONGEST_WORD);
        try {
            return text.map(LocalDateTime::parse);
        } catch (DateTimeParseException e) {
            throw new Wrong(Refusal.invalid(name, WALL_TIME));
        }
    }

    private static Request command(AgentCommand command) {
        return new Request.Command(command);
    }
}
