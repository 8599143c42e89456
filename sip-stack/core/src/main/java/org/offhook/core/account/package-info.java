/** Who the phone is to its exchange: address of record, credentials, transport. Immutable; secrets print as dots. */
package org.offhook.core.account;
