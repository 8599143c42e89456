/**
 * This desk's place on the floor: the agent's session row, kept by a lease, and the numbers in the store's queue, each claimed before it is
 * dialled. Blocks on the store in a thread of its own; the phone loop learns of it by commands only.
 */
package org.offhook.agent.floor;
