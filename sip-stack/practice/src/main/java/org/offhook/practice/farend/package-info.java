/** What the people at the other end do: scripts as data, and the pure machine that plays one against one dialog. */
package org.offhook.practice.farend;
