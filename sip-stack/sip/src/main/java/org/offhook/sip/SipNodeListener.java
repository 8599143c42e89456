package org.offhook.sip;

import java.net.InetSocketAddress;
import javax.sip.ClientTransaction;
import javax.sip.ServerTransaction;
import javax.sip.message.Request;

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

    /**
     * Asked before a request gets a transaction. A refused one is dropped without an answer and costs nothing further: a scanner
     * learns not even that somebody is here.
     */
    default boolean admits(Request request, InetSocketAddress source) {
        return true;
    }

    /** A connection that we had opened to {@code remote} is gone, whoever closed it. */
    default void connectionClosed(InetSocketAddress remote) {}

    /** The stack was deaf and has been built anew: transactions in progress are lost. */
    default void stackRebuilt() {}
}
