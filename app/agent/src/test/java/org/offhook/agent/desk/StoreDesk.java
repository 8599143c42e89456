package org.offhook.agent.desk;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.offhook.agent.AgentState;
import org.offhook.agent.Draft;
import org.offhook.agent.LeadOnScreen;
import org.offhook.agent.WrapUpView;
import org.offhook.core.call.CallId;
import org.offhook.core.error.ErrorCode;
import org.offhook.core.phone.CommandOutcome;
import org.offhook.core.phone.CommandOutcome.Accepted;
import org.offhook.core.phone.CommandOutcome.Refused;
import org.offhook.core.phone.PhoneCommand;
import org.offhook.testkit.core.FakeSignalling.FarEnd;

/** What tests of a desk with a store do again and again. */
final class StoreDesk {
    private StoreDesk() {}

    static VirtualDesk desk() {
        return VirtualDesk.ofTheStore(_ -> {});
    }

    static ErrorCode refusal(CommandOutcome outcome) {
        return ((Refused) outcome).error();
    }

    static CallId talk(VirtualDesk desk, String number) {
        desk.signalling.farEnd(FarEnd.ANSWERS);
        Accepted accepted = (Accepted) desk.ask(VirtualDesk.typed(number));
        assertThat(desk.snapshot().agent().state()).isEqualTo(AgentState.ON_CALL);
        return new CallId(accepted.data().getOrDefault("callId", ""));
    }

    static void hangUp(VirtualDesk desk, CallId call) {
        desk.ask(new PhoneCommand.HangUpCall(call));
        desk.settle();
    }

    static WrapUpView wrapUp(VirtualDesk desk) {
        return desk.snapshot().work().wrapUp().orElseThrow();
    }

    static LeadOnScreen lead(VirtualDesk desk) {
        return desk.snapshot().work().lead().orElseThrow();
    }

    static Draft result(String code) {
        return new Draft(Optional.of(code), "", Optional.empty());
    }
}
