package org.offhook.core.media;

/**
 * How a call's two sockets look from outside of the routers on the way, as a STUN server saw them (RFC 8445 §4: server-reflexive).
 *
 * @param address numeric address of RTP
 * @param rtpPort port of RTP; a router need not keep it even
 * @param rtcpAddress numeric address of RTCP, the same but for odd routers
 * @param rtcpPort port of RTCP; a router need not keep it beside the other
 */
public record ReflexiveAddress(String address, int rtpPort, String rtcpAddress, int rtcpPort) {}
