/** The headset's buttons as one more way to the command door. */
@NullMarked
package org.offhook.desktop.headset;

import org.jspecify.annotations.NullMarked;
