/**
 * The dialer's store beside the phone: where it is, opening it off the start path, and the desk's ports on it (users, call log, session
 * lease, campaign rules). The phone goes on without it.
 */
package org.offhook.desktop.dialer;
