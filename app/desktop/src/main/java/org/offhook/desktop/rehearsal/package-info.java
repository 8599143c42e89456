/**
 * The first click must be as quick as the hundredth, so the program clicks to itself once after it has started: on a phone of its own,
 * which is heard by nobody.
 */
@NullMarked
package org.offhook.desktop.rehearsal;

import org.jspecify.annotations.NullMarked;
