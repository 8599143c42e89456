/**
 * The browser extension's way in: a process that the browser starts, which speaks the browsers' native messaging on its standard
 * input and output and relays to the phone that runs. It decides nothing; the bridge does.
 */
package org.offhook.desktop.nativemessaging;
