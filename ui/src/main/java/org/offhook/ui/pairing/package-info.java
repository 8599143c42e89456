/** A page asks to use the phone: who asks, what it may do, Allow and Refuse. */
package org.offhook.ui.pairing;
