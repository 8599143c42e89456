/**
 * Buttons and lamps of headsets (USB HID, telephony page): descriptors and reports read without side effects, a pure machine between
 * headset and call, and one thread that talks to the device. Without a device or natives nothing happens.
 */
@NullMarked
package org.offhook.audio.headset;

import org.jspecify.annotations.NullMarked;
