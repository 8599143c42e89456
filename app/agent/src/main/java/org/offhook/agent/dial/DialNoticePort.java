package org.offhook.agent.dial;

/** Tells whoever polls an agent's queue on this node that there is something in it. Returns at once; others poll by themselves. */
@FunctionalInterface
public interface DialNoticePort {
    DialNoticePort NONE = _ -> {};

    void queued(String agent);
}
