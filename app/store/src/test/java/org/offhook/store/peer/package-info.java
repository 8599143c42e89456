/** A real PostgreSQL for tests, started and ended by them. */
package org.offhook.store.peer;
