/** TLS of SIP connections: versions, trusted authorities and the name a server must prove (RFC 5922, RFC 8446). */
package org.offhook.sip.tls;
