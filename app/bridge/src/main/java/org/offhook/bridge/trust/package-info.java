/**
 * Who may use the bridge: names of the listener, origins, tokens, the process behind a connection, one pairing question at a time,
 * and how often anyone may ask. Decisions are pure; only {@link org.offhook.bridge.trust.LinuxPeerProcesses} looks at the system.
 */
package org.offhook.bridge.trust;
