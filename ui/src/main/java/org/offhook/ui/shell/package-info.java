/** The frame that every screen shares: state bar, tabs or head, body, dock, status line, keys, and which page is open. */
package org.offhook.ui.shell;
