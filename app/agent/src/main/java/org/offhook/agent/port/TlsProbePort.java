package org.offhook.agent.port;

import java.util.concurrent.CompletionStage;
import org.offhook.agent.TlsFinding;
import org.offhook.core.account.ServerAddress;

/** Finds out whether a server speaks TLS, without sending it anything of the account. */
public interface TlsProbePort {
    /** Completes within a few seconds, whatever the server does. */
    CompletionStage<TlsFinding> probe(ServerAddress server);
}
