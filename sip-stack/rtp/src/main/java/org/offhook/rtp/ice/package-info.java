/**
 * ICE (RFC 8445) for one call with one local address a component: which of the peer's candidates can be reached, and which pair is used.
 * Sans I/O: time and datagrams go in and out.
 */
@NullMarked
package org.offhook.rtp.ice;

import org.jspecify.annotations.NullMarked;
