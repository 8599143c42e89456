/** Who may use this phone, as a pure machine: pages ask, a person answers, and what was granted is stored before it counts. */
package org.offhook.agent.pairing;
