package org.offhook.sip;

import javax.sip.ClientTransaction;
import javax.sip.ServerTransaction;

/**
 * What a node reports. Called on the stack's threads, several at once: copy, hand on, return. What it throws is caught and counted.
 */
public interface SipNodeListener {
    void requestReceived(IncomingRequest request);

    void responseReceived(IncomingResponse response);

    /** Timer B or F: no final response came; or the connection broke under the transaction. */
    void clientTransactionTimedOut(ClientTransaction transaction);

    /** Timer H: no ACK for a final response that is not 2xx; or the transaction was never answered. */
    default void serverTransactionTimedOut(ServerTransaction transaction) {}

    /** The stack was deaf and has been built anew: transactions in progress are lost. */
    default void stackRebuilt() {}
}
