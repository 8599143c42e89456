/**
 * What the CRM sees: events and snapshots as JSON, the ring that lets a page resume where it left off, and the fan-out that a slow
 * reader can never hold up.
 */
package org.offhook.bridge.event;
