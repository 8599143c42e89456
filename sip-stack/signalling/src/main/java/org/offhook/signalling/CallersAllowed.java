package org.offhook.signalling;

/** Who may call in. */
public enum CallersAllowed {
    /** The registered exchange, for the address that this phone registered. */
    EXCHANGE,
    /** The registered exchange, whatever number it names: for those that put the dialled number into the request. */
    EXCHANGE_ANY_NUMBER,
    /** Everybody who reaches the port, whatever number they name. */
    ANYONE
}
