/**
 * SDP and offer/answer: reads what the field sends without ever throwing, writes what RFC 8866 says, and agrees on one audio stream
 * (RFC 3264, RFC 4317, RFC 6337). Pure; knows nothing of SIP or sockets.
 */
package org.offhook.core.negotiation;
