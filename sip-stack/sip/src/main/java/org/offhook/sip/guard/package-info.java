/**
 * JAIN-SIP tamed: what its 1.3.0-91 lacks or gets wrong is replaced here, one class a fault. Threads are the stack's own; nothing
 * here keeps state of calls.
 */
package org.offhook.sip.guard;
