package org.offhook.agent;

import java.time.Duration;
import java.time.Instant;
import org.offhook.core.call.CallEnd;
import org.offhook.core.call.CallId;
import org.offhook.core.call.CallParty;
import org.offhook.core.phone.CallView.CallDirection;

/** One line of the call log. */
public record LoggedCall(
        CallId id, CallDirection direction, CallParty party, Instant startedAt, Duration talked, CallEnd end) {}
