/**
 * Two-leg calls: leg one is called, and when it has answered leg two, and both are joined. The machine is pure; who places, joins and
 * ends legs fills {@code TwoLegCallPort}. Future calls that come due are such calls, too.
 */
package org.offhook.agent.twoleg;
