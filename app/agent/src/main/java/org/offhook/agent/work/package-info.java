/**
 * What an agent's desk does in the dialer's store: leads to be looked at, results, callbacks, the call log. Blocks on the store; whoever
 * calls it is a thread of its own, never the phone loop.
 */
package org.offhook.agent.work;
