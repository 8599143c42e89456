/**
 * JAIN-SIP tamed: a {@link org.offhook.sip.SipNode} is one stack with every guard, used by the phone's user agent and by the
 * practice exchange. With its sub-packages the only importer of {@code gov.nist}; {@code javax.sip} types go up as far as
 * signalling and practice, never into core.
 */
package org.offhook.sip;
