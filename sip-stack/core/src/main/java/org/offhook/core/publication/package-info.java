/** The agent's presence as the exchange is told (RFC 3903), pure; knows nothing of SIP messages or documents. */
package org.offhook.core.publication;
