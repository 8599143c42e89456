/** The statements: one class a port, the same text for SQLite and PostgreSQL. */
package org.offhook.store.sql;
