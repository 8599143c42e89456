/**
 * The agent's session and manual-dial queue as a pure machine: log in, pause, be ready, dial, talk, log out; what waits and when it
 * is dialled. It knows the phone only by its snapshot.
 */
package org.offhook.agent.session;
