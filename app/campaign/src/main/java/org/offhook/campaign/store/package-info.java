/**
 * The store as a whole: all ports, units of work, and how it fails. Every port blocks until its answer is durable; call it on a virtual
 * thread, never on the phone loop.
 */
package org.offhook.campaign.store;
