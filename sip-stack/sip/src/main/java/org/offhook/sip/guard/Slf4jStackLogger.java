package org.offhook.sip.guard;

import gov.nist.core.StackLogger;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * JAIN-SIP's log on slf4j, redacted. What JAIN calls an error is nearly always a peer's bad message or a connection that the peer
 * closed, which we count and report ourselves, so its levels go down: fatal to warn, error and warning to debug, the rest to trace. {@link #isLoggingEnabled(int)} answers for the mapped level, because JAIN builds
 * the strings only when told so, and that costs more than the call set-up itself. Made by the stack through its name.
 */
public final class Slf4jStackLogger implements StackLogger {
    private static final Logger LOG = LoggerFactory.getLogger("org.offhook.sip.jain");

    /** The event scanner is ended on purpose as soon as the stack is built; its farewell is not an error. */
    private static boolean isRetiredThread() {
        return Thread.currentThread().getName().equals(JainThreads.EVENT_SCANNER);
    }

    @Override
    public boolean isLoggingEnabled() {
        return LOG.isDebugEnabled();
    }

    @Override
    public boolean isLoggingEnabled(int logLevel) {
        if (logLevel <= TRACE_FATAL) {
            return LOG.isWarnEnabled();
        }
        return logLevel <= TRACE_WARN ? LOG.isDebugEnabled() : LOG.isTraceEnabled();
    }

    @Override
    public void logFatalError(@Nullable String message) {
        if (LOG.isWarnEnabled() && !isRetiredThread()) {
            LOG.warn("{}", Redaction.clean(message));
        }
    }

    @Override
    public void logError(@Nullable String message) {
        if (LOG.isDebugEnabled() && !isRetiredThread()) {
            LOG.debug("{}", Redaction.clean(message));
        }
    }

    @Override
    public void logError(@Nullable String message, @Nullable Exception ex) {
        if (LOG.isDebugEnabled() && !isRetiredThread()) {
            LOG.debug("{} ({})", Redaction.clean(message), describe(ex));
        }
    }

    @Override
    public void logException(@Nullable Throwable ex) {
        LOG.debug("JAIN-SIP: {}", describe(ex));
    }

    @Override
    public void logWarning(@Nullable String message) {
        if (LOG.isDebugEnabled()) {
            LOG.debug("{}", Redaction.clean(message));
        }
    }

    @Override
    public void logInfo(@Nullable String message) {
        logTrace(message);
    }

    @Override
    public void logDebug(@Nullable String message) {
        logTrace(message);
    }

    @Override
    public void logDebug(@Nullable String message, @Nullable Exception ex) {
        if (LOG.isTraceEnabled()) {
            LOG.trace("{} ({})", Redaction.clean(message), describe(ex));
        }
    }

    @Override
    public void logTrace(@Nullable String message) {
        if (LOG.isTraceEnabled()) {
            LOG.trace("{}", Redaction.clean(message));
        }
    }

    private static String describe(@Nullable Throwable ex) {
        return ex == null ? "" : ex.getClass().getSimpleName() + ": " + Redaction.clean(ex.getMessage());
    }

    @Override
    public void logStackTrace() {}

    @Override
    public void logStackTrace(int traceLevel) {}

    @Override
    public int getLineCount() {
        return 0;
    }

    @Override
    public void disableLogging() {}

    @Override
    public void enableLogging() {}

    @Override
    public void setBuildTimeStamp(@Nullable String buildTimeStamp) {}

    @Override
    public void setStackProperties(@Nullable Properties stackProperties) {}

    @Override
    public String getLoggerName() {
        return LOG.getName();
    }
}
