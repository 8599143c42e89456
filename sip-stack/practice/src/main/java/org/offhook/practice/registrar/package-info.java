/** The registrar of RFC 3261 §10.3 as a pure machine: which contacts an extension is reached at, and until when. */
package org.offhook.practice.registrar;
