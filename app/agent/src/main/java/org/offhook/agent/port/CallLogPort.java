package org.offhook.agent.port;

import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.offhook.agent.LoggedCall;
import org.offhook.core.error.ErrorCode;

/** Where calls that are over are kept; what it kept comes back as {@code DeskStart.recentCalls}. */
public interface CallLogPort {
    /** Completes with nothing once durable, or with the error; the phone goes on either way. */
    CompletionStage<Optional<ErrorCode>> append(LoggedCall call);
}
