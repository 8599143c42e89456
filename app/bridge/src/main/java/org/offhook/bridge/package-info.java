/** The local bridge to the CRM: HTTP and WebSocket on loopback, the crm-message protocol, pairing, the event stream. */
package org.offhook.bridge;
