package org.offhook.agent.desk;

import org.offhook.agent.port.AccountStorePort;
import org.offhook.agent.port.CallLogPort;
import org.offhook.agent.port.PairingStorePort;
import org.offhook.agent.port.PracticeExchangePort;
import org.offhook.agent.port.TlsProbePort;
import org.offhook.agent.port.UserDirectoryPort;

/** What a desk needs from the world. */
public record DeskPorts(
        UserDirectoryPort users,
        AccountStorePort accounts,
        PairingStorePort pairings,
        PracticeExchangePort practice,
        TlsProbePort tls,
        CallLogPort calls) {}
