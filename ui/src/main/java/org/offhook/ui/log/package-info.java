/** The call log: recent calls, search, redial through the dock. */
package org.offhook.ui.log;
