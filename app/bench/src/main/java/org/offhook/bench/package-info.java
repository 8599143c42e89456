/**
 * Measures Offhook beside other phones, on the same exchange, in the same run. Times on the wire come from a packet capture with the
 * kernel's time stamps, so that nobody is measured by its own clock. Nothing depends on this room.
 */
package org.offhook.bench;
