/**
 * Third-party call control (RFC 3725): one program calls two parties and joins them, with their media between themselves or through its own
 * sockets. Pure machines: a leg, the join of two, and the pair of both. Knows nothing of who asks for such calls.
 */
package org.offhook.core.thirdparty;
