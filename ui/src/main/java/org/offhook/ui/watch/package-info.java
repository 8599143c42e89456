/** What the exchange tells: the mailbox, and the lamps of the colleagues and of parked calls. */
package org.offhook.ui.watch;
