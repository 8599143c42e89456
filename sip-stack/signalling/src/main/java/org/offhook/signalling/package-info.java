/**
 * The SIP user agent: implements core's signalling port on {@code org.offhook.sip}. Its state lives on one thread of its own; what
 * the stack's threads bring is handed to it, and what it tells the phone are records. Dialogs are kept here, not by JAIN-SIP.
 */
package org.offhook.signalling;
