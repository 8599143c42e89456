package org.offhook.agent.twoleg;

import org.offhook.campaign.store.StoreException;

/** What the scheduler of future calls has to say to people; told on its thread, over and over, so the same again means nothing new. */
public interface FutureCallReport {
    /** The store was asked in vain; the next look tries again. */
    void failed(StoreException failure);

    /** A look came through. */
    void worked();

    /** @param calls so many wait for a person's word: nobody knows whether they were made */
    void doubted(int calls);
}
