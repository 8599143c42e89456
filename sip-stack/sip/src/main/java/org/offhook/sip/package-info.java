/** JAIN-SIP tamed: stacks with every guard, digest, TLS, server location. The only importer of {@code gov.nist}. */
package org.offhook.sip;
