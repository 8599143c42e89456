package org.offhook.campaign.store;

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
import org.offhook.campaign.token.TokenStorePort;
import org.offhook.campaign.user.UserStorePort;
import org.offhook.campaign.wrapup.WrapUpStorePort;

/**
 * All ports of the store. Every method blocks until its answer is durable, or throws a {@link StoreException}; call it on a virtual
 * thread, never on the phone loop. All are safe for use by many threads.
 */
public interface StorePorts {
    UserStorePort users();

    SetupStorePort setup();

    ListStorePort lists();

    LeadStorePort leads();

    DncStorePort dnc();

    CallbackStorePort callbacks();

    CallLogStorePort callLog();

    DialQueueStorePort dialQueue();

    FutureCallStorePort futureCalls();

    TokenStorePort tokens();

    SessionStorePort sessions();

    OutboxStorePort outbox();

    IdempotencyStorePort idempotency();

    WrapUpStorePort wrapUps();
}
