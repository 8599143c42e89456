package org.offhook.agent;

/** What was found out about a server before anything of the account was sent to it. */
public enum TlsFinding {
    /** Its domain publishes {@code _sips._tcp} (RFC 3263 §4.2): its administrator says that it speaks TLS. */
    PUBLISHED,
    /** It completed a handshake and proved its name (RFC 5922 §7). */
    PROVED,
    /** It answered with TLS, but its certificate is not believed. */
    UNTRUSTED,
    /** Nothing spoke TLS there in time. */
    ABSENT
}
