/**
 * What the phone needs from the world, as interfaces that other rooms implement. Every method returns at once and is called on the
 * loop; results come back as inputs through {@link org.offhook.core.port.PhoneInbox}.
 */
package org.offhook.core.port;
