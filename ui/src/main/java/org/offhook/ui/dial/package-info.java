/** Number entry: the field that groups as one types, the dial pad, and what is known about the number. */
package org.offhook.ui.dial;
