/** Choosing the phone's exchange, as a pure machine: try it, store it when its registrar has said yes, and only then say so. */
package org.offhook.agent.setup;
