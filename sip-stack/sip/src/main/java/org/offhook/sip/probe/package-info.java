/** Finds out how a server wants to be spoken to before any account is used with it. Blocks; never called on a loop. */
package org.offhook.sip.probe;
