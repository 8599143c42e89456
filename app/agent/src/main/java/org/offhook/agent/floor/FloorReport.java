package org.offhook.agent.floor;

import org.offhook.campaign.store.StoreException;

/** What a floor clerk has to say to people; told on its thread, over and over, so the same again means nothing new. */
public interface FloorReport {
    /** Nobody listens. */
    FloorReport NONE = new FloorReport() {
        @Override
        public void failed(StoreException failure) {}

        @Override
        public void worked() {}

        @Override
        public void doubted(int dials) {}

        @Override
        public void elsewhere(boolean so) {}
    };

    /** A turn failed at the store; the next one tries again. */
    void failed(StoreException failure);

    /** A turn came through. */
    void worked();

    /** @param dials so many of the agent's wait for a person's word: nobody knows whether they rang */
    void doubted(int dials);

    /** @param so another desk has this agent, who gets nothing from the queue here */
    void elsewhere(boolean so);
}
