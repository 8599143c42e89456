package org.offhook.agent.desk;

import org.offhook.agent.port.AccountStorePort;
import org.offhook.agent.port.CallLogPort;
import org.offhook.agent.port.NoWorkStore;
import org.offhook.agent.port.PairingStorePort;
import org.offhook.agent.port.PracticeExchangePort;
import org.offhook.agent.port.TlsProbePort;
import org.offhook.agent.port.UserDirectoryPort;
import org.offhook.agent.port.WorkStorePort;

/** What a desk needs from the world. */
public record DeskPorts(
        UserDirectoryPort users,
        AccountStorePort accounts,
        PairingStorePort pairings,
        PracticeExchangePort practice,
        TlsProbePort tls,
        CallLogPort calls,
        WorkStorePort work) {
    /** For a desk without a dialer's store. */
    public DeskPorts(
            UserDirectoryPort users,
            AccountStorePort accounts,
            PairingStorePort pairings,
            PracticeExchangePort practice,
            TlsProbePort tls,
            CallLogPort calls) {
        this(users, accounts, pairings, practice, tls, calls, new NoWorkStore());
    }
}
