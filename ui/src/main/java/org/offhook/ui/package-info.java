/** The window: JavaFX views, view models without controls, one binder from snapshots. */
package org.offhook.ui;
