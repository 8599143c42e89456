/** The practice exchange: a registrar and far ends on loopback, spoken to by real SIP and RTP. */
package org.offhook.practice;
