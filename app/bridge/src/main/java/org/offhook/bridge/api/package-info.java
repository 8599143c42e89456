/**
 * The listener that a CRM's server calls: a port of its own, the rules of who may call, parameters read with bounded memory, answers
 * written once they are true. What a path means is an {@link org.offhook.bridge.api.ApiProfile}'s.
 */
package org.offhook.bridge.api;
