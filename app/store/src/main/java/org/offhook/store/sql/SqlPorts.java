package org.offhook.store.sql;

import java.util.Optional;
import org.offhook.campaign.callback.CallbackStorePort;
import org.offhook.campaign.dnc.DncStorePort;
import org.offhook.campaign.idempotency.IdempotencyStorePort;
import org.offhook.campaign.lead.LeadStorePort;
import org.offhook.campaign.list.ListStorePort;
import org.offhook.campaign.log.CallLogStorePort;
import org.offhook.campaign.outbox.OutboxStorePort;
import org.offhook.campaign.queue.DialQueueStorePort;
import org.offhook.campaign.schedule.FutureCallStorePort;
import org.offhook.campaign.session.SessionStorePort;
import org.offhook.campaign.setup.SetupStorePort;
import org.offhook.campaign.store.StorePorts;
import org.offhook.campaign.token.TokenStorePort;
import org.offhook.campaign.user.UserStorePort;
import org.offhook.campaign.wrapup.WrapUpStorePort;
import org.offhook.store.credential.Credentials;
import org.offhook.store.credential.SecretCipher;
import org.offhook.store.database.Database;

/** All ports on one database, or on one unit of work. */
public record SqlPorts(
        UserStorePort users,
        SetupStorePort setup,
        ListStorePort lists,
        LeadStorePort leads,
        DncStorePort dnc,
        CallbackStorePort callbacks,
        CallLogStorePort callLog,
        DialQueueStorePort dialQueue,
        FutureCallStorePort futureCalls,
        TokenStorePort tokens,
        SessionStorePort sessions,
        OutboxStorePort outbox,
        IdempotencyStorePort idempotency,
        WrapUpStorePort wrapUps)
        implements StorePorts {
    public static SqlPorts on(Database database, Credentials credentials, Optional<SecretCipher> cipher) {
        return new SqlPorts(
                new SqlUsers(database, credentials, cipher),
                new SqlSetup(database),
                new SqlLists(database),
                new SqlLeads(database),
                new SqlDnc(database),
                new SqlCallbacks(database),
                new SqlCallLog(database),
                new SqlDialQueue(database),
                new SqlFutureCalls(database),
                new SqlTokens(database),
                new SqlSessions(database),
                new SqlOutbox(database),
                new SqlIdempotency(database),
                new SqlWrapUps(database));
    }
}
