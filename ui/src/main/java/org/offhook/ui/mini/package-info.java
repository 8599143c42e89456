/** Mini mode: 280 by 64, always on top. */
package org.offhook.ui.mini;
