/**
 * The agent's desk: session, pause and ready, the manual-dial queue, who may command the phone. One door ({@link
 * org.offhook.agent.AgentDesk#submit}) takes every command, from a button, a hotkey, the CRM or the command line.
 */
package org.offhook.agent;
