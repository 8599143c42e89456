package org.offhook.sip;

import java.net.InetSocketAddress;
import java.util.Optional;
import javax.sip.ClientTransaction;
import javax.sip.message.Response;
import org.offhook.core.account.Transport;

/**
 * A response that arrived.
 *
 * @param transaction the client transaction it belongs to; absent for what comes after that ended: a 2xx repeated for want of
 *     our ACK, or the 2xx of another fork (RFC 3261 §13.2.2.4)
 * @param transport it came over
 * @param source address and port that the packet really came from
 */
public record IncomingResponse(
        Response response, Optional<ClientTransaction> transaction, Transport transport, InetSocketAddress source) {}
