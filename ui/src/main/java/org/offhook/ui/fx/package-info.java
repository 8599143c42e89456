/** What every screen is made of: context, guarded buttons, icons, state shapes, meters, the binder from snapshots to the window. */
package org.offhook.ui.fx;
