package org.offhook.signalling;

/** Who may say that whom we call is elsewhere (3xx, RFC 3261 §8.1.3.4): whoever may, has other numbers called in the agent's name. */
public enum RedirectsFollowed {
    /** Nobody: the call has failed. */
    OFF,
    /** The registered exchange; the new call goes through it too. */
    EXCHANGE
}
