/** The dialer's store: SQL for campaign's ports on SQLite (one desktop) or PostgreSQL (a floor). {@link org.offhook.store.Store} opens it. */
package org.offhook.store;
