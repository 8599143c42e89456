/** What the phone has itself told about by the exchange (RFC 6665): the mailbox (RFC 3842) and other phones (RFC 4235). Pure. */
package org.offhook.core.subscription;
