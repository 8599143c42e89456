package org.offhook.ui;

import static org.offhook.ui.Situation.NOW;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.offhook.agent.AgentState;
import org.offhook.agent.AgentView;
import org.offhook.core.account.Transport;
import org.offhook.core.error.ErrorCode;
import org.offhook.core.phone.RegistrationView;

/** What the agent does and how the main account stands, one by one. */
final class SampleStates {
    private SampleStates() {}

    static RegistrationView registered() {
        return of(RegistrationView.Status.REGISTERED);
    }

    static RegistrationView of(RegistrationView.Status status) {
        return registration(status, Optional.empty(), Optional.empty());
    }

    /** The server is silent and is asked again in eight seconds. */
    static RegistrationView lost() {
        return registration(
                RegistrationView.Status.LOST, Optional.of(ErrorCode.SERVER_SILENT), Optional.of(NOW.plusSeconds(8)));
    }

    private static RegistrationView registration(
            RegistrationView.Status status, Optional<ErrorCode> problem, Optional<Instant> next) {
        return new RegistrationView(status, "2101", "pbx.example", Transport.TLS, NOW, problem, 0, next);
    }

    static AgentView agent(AgentState state, Duration since) {
        return agent(state, "", since, Optional.empty());
    }

    static AgentView agent(AgentState state, String reason, Duration since, Optional<Duration> limit) {
        return new AgentView(
                state, "asha", "Asha P.", reason, NOW.minus(since), limit, Optional.empty(), Optional.empty());
    }

    /** Paused for a break when the call is over. */
    static AgentView thenBreak(AgentView view) {
        return new AgentView(
                view.state(),
                view.userName(),
                view.displayName(),
                view.reason(),
                view.since(),
                view.pauseLimit(),
                Optional.of(AgentState.PAUSED),
                Optional.of("BREAK"));
    }
}
