/** The manual-dial queue. */
package org.offhook.ui.queue;
