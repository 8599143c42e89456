/**
 * The window. Entry is {@link org.offhook.ui.OffhookWindow}; it knows the desk (commands in, snapshots and events out), the level
 * meters' source and the window's preferences, and nothing else of the product.
 */
package org.offhook.ui;
