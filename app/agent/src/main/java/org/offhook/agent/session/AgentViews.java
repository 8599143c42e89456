package org.offhook.agent.session;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.offhook.agent.AgentState;
import org.offhook.agent.AgentView;
import org.offhook.agent.session.AgentSession.User;

/** Shows the session to observers. */
public final class AgentViews {
    private AgentViews() {}

    public static AgentView of(AgentSession session) {
        return switch (session) {
            case AgentSession.LoggedOut at -> nobody(AgentState.LOGGED_OUT, "", at.since());
            case AgentSession.Verifying at ->
                nobody(AgentState.LOGGING_IN, at.login().userName(), at.since());
            case AgentSession.Resolving at ->
                nobody(AgentState.LOGGING_IN, at.login().userName(), at.since());
            case AgentSession.Registering at ->
                nobody(AgentState.LOGGING_IN, at.login().userName(), at.since());
            case AgentSession.LoggingOut at -> nobody(AgentState.LOGGING_OUT, "", at.since());
            case AgentSession.Paused at -> free(AgentState.PAUSED, at.user(), at.reason(), at.limit(), at.since());
            case AgentSession.Ready at -> free(AgentState.READY, at.user(), "", Optional.empty(), at.since());
            case AgentSession.Lost at ->
                view(AgentState.PAUSED, at.user(), "LOST", Optional.empty(), at.resume(), at.since());
            case AgentSession.Clearing at ->
                view(AgentState.CALLING, at.user(), "", Optional.empty(), at.after(), at.since());
            case AgentSession.Dialling at ->
                view(AgentState.CALLING, at.user(), "", Optional.empty(), at.after(), at.since());
            case AgentSession.Calling at ->
                view(AgentState.CALLING, at.user(), "", Optional.empty(), at.after(), at.since());
            case AgentSession.OnCall at ->
                view(AgentState.ON_CALL, at.user(), "", Optional.empty(), at.after(), at.since());
            case AgentSession.WrapUp at ->
                view(AgentState.WRAP_UP, at.user(), "", Optional.empty(), at.after(), at.since());
            case AgentSession.Saving at ->
                view(AgentState.WRAP_UP, at.user(), "", Optional.empty(), at.after(), at.since());
        };
    }

    private static AgentView nobody(AgentState state, String userName, Instant since) {
        return new AgentView(
                state, userName, userName, "", since, Optional.empty(), Optional.empty(), Optional.empty());
    }

    private static AgentView free(AgentState state, User user, String reason, Optional<Duration> limit, Instant since) {
        return new AgentView(
                state, user.userName(), user.displayName(), reason, since, limit, Optional.empty(), Optional.empty());
    }

    private static AgentView view(
            AgentState state, User user, String reason, Optional<Duration> limit, Next next, Instant since) {
        Next last = next.last(); // a wrap-up in between is said by its own state when it comes
        AgentState nextState = switch (last) {
            case Next.Pause _ -> AgentState.PAUSED;
            case Next.Ready _ -> AgentState.READY;
            case Next.LogOut _ -> AgentState.LOGGED_OUT;
            case Next.Resume _ -> AgentState.WRAP_UP;
        };
        Optional<String> nextReason = last instanceof Next.Pause(String code, Optional<Duration> _) && !code.isEmpty()
                ? Optional.of(code)
                : Optional.empty();
        return new AgentView(
                state, user.userName(), user.displayName(), reason, since, limit, Optional.of(nextState), nextReason);
    }
}
