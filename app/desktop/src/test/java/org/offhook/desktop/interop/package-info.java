/** The whole phone but its window, desk and bridge, against the practice exchange and against real peers. */
package org.offhook.desktop.interop;
