package org.offhook.sip.guard;

import gov.nist.core.ServerLogger;
import gov.nist.javax.sip.message.SIPMessage;
import gov.nist.javax.sip.message.SIPRequest;
import gov.nist.javax.sip.message.SIPResponse;
import java.util.Properties;
import javax.sip.SipStack;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One line for a message at trace level: direction, method or status, CSeq. Never a header with a person in it. */
public final class Slf4jServerLogger implements ServerLogger {
    private static final Logger LOG = LoggerFactory.getLogger("org.offhook.sip.wire");

    @Override
    public void closeLogFile() {}

    @Override
    public void logMessage(SIPMessage message, String from, String to, boolean sender, long time) {
        line(message, sender);
    }

    @Override
    public void logMessage(SIPMessage message, String from, String to, String status, boolean sender, long time) {
        line(message, sender);
    }

    @Override
    public void logMessage(SIPMessage message, String from, String to, String status, boolean sender) {
        line(message, sender);
    }

    private static void line(SIPMessage message, boolean sender) {
        if (!LOG.isTraceEnabled()) {
            return;
        }
        String direction = sender ? "->" : "<-";
        String cseq = message.getCSeq() == null
                ? "?"
                : Long.toString(message.getCSeq().getSeqNumber());
        switch (message) {
            case SIPRequest request -> LOG.trace("{} {} cseq {}", direction, request.getMethod(), cseq);
            case SIPResponse response -> LOG.trace("{} {} cseq {}", direction, response.getStatusCode(), cseq);
            default -> LOG.trace("{} ? cseq {}", direction, cseq);
        }
    }

    @Override
    public void logException(@Nullable Exception ex) {
        LOG.debug("JAIN-SIP: {}", ex == null ? "" : ex.getClass().getSimpleName());
    }

    @Override
    public void setStackProperties(@Nullable Properties stackProperties) {}

    @Override
    public void setSipStack(@Nullable SipStack sipStack) {}
}
