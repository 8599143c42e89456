/** Two-leg calls of parties that are not the agent's own phone, on the SIP stack. */
@NullMarked
package org.offhook.desktop.twoleg;

import org.jspecify.annotations.NullMarked;
