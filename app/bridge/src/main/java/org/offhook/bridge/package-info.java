/**
 * The local bridge to the CRM: HTTP and WebSocket on loopback, the crm-message protocol, pairing, the event stream. {@link
 * org.offhook.bridge.BridgeServer} is the only type that others start with.
 */
package org.offhook.bridge;
