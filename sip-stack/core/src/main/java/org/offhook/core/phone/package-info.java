/**
 * The phone as a whole: the loop that owns its mutable state, the commands it takes, the snapshot and events that every observer
 * sees.
 */
package org.offhook.core.phone;
