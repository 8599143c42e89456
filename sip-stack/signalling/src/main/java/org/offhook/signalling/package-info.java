/** The user agent on JAIN-SIP: implements the phone's signalling port. */
package org.offhook.signalling;
