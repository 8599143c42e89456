/** Whether a call is recorded: a pure machine between what is asked, the call, and the file that others write. */
@NullMarked
package org.offhook.core.recording;

import org.jspecify.annotations.NullMarked;
