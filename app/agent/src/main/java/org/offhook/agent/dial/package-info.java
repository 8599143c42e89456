/**
 * Numbers that somebody else wants an agent to dial: the rules by which they are taken into the store's queue, for every API alike. Blocks on
 * the store; nothing here runs on the phone loop.
 */
package org.offhook.agent.dial;
