/** The registration binding of RFC 3261 §10: when to ask, when to refresh, how to back off, how to leave. Pure. */
package org.offhook.core.registration;
