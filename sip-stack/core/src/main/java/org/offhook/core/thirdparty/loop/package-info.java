/** Runs the machines of third-party calls: one thread owns all pairs, and ports carry their orders out. */
package org.offhook.core.thirdparty.loop;
