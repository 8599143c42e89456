/** The time after a call: its result, a callback, a note. */
package org.offhook.ui.wrapup;
