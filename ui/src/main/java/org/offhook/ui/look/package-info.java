/** How the window looks and where it stands: the settings a person makes about the window itself, kept by the desktop. */
package org.offhook.ui.look;
