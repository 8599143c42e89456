package org.offhook.sip;

import java.net.InetSocketAddress;
import java.util.Optional;
import javax.sip.ServerTransaction;
import javax.sip.message.Request;
import org.offhook.core.account.Transport;

/**
 * A request that arrived. Retransmissions never come here: the transaction repeats its last response.
 *
 * @param request as parsed; not to be kept past the call's life
 * @param transaction to respond with; absent for ACK, which has no response (RFC 3261 §17)
 * @param transport it came over
 * @param source address and port that the packet really came from, whatever its Via says
 */
public record IncomingRequest(
        Request request, Optional<ServerTransaction> transaction, Transport transport, InetSocketAddress source) {}
