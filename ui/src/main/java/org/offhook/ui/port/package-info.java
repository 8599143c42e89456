/** What the window asks of the dialer's store. The answers come on whatever thread they like; nothing here waits. */
package org.offhook.ui.port;
