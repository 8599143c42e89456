package org.offhook.store.copy;

/**
 * What was copied of a table.
 *
 * @param rows how many
 */
public record CopiedTable(String table, long rows) {}
