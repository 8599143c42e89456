/** The help for the screen that is open: what it is for, the keys, the shapes of the states. */
package org.offhook.ui.help;
