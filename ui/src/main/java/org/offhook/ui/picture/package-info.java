/** Pictures of the window as PNG files, without AWT, so that a start-up path never loads a second toolkit. */
package org.offhook.ui.picture;
