/** Answers remembered by the caller's key, so that a repeated request has no second effect. */
package org.offhook.campaign.idempotency;
