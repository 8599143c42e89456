package org.offhook.core.media;

/**
 * The socket pair reserved for a call, to be written into SDP.
 *
 * @param address numeric IPv4 or IPv6 address without brackets
 * @param rtpPort even port; RTCP is the next one (RFC 3550 §11)
 */
public record LocalMedia(String address, int rtpPort) {}
