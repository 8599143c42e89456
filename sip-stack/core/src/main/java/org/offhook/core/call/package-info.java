/**
 * The call: its states, what can happen to it, what it orders, and how it ended. The machine is pure; time and ids are inputs.
 * RFC 3261 §13 to §15, RFC 3264.
 */
package org.offhook.core.call;
