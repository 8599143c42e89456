/**
 * The one loopback port: HTTP and WebSocket on Jetty. Checks who is calling before anything is read, and hands messages to {@link
 * org.offhook.bridge.http.MessageClerk}, the only place from which commands reach the desk.
 */
package org.offhook.bridge.http;
