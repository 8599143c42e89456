/** SQLite: one writer with group commit, several readers, write-ahead log with full sync. */
package org.offhook.store.sqlite;
