package org.offhook.campaign.wrapup;

import java.util.List;

/** The wrap-ups that are not saved yet. Blocking; see StorePorts. */
public interface WrapUpStorePort {
    /** Keeps it, in the place of what was kept of the same call. */
    void keep(UnfinishedWrapUp wrapUp);

    /** An agent's, the oldest first. */
    List<UnfinishedWrapUp> unfinished(String agent);

    /** The result is saved; false when nothing was kept of that call. */
    boolean done(String agent, String call);
}
