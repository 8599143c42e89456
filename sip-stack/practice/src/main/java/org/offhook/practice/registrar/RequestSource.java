package org.offhook.practice.registrar;

/**
 * Where a request came from.
 *
 * @param address numeric address
 * @param port source port
 * @param transport {@code udp}, {@code tcp} or {@code tls}
 */
public record RequestSource(String address, int port, String transport) {}
