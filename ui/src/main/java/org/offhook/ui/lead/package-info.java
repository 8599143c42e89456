/** The lead on the screen: looked at before a call, edited in place during it. */
package org.offhook.ui.lead;
