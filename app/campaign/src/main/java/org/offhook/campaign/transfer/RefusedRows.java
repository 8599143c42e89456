package org.offhook.campaign.transfer;

import java.io.IOException;
import java.util.List;

/** Where the rows go that could not be imported. */
public interface RefusedRows {
    /**
     * Takes a row.
     *
     * @param row its number in the file, the header not counted, from 1
     */
    void add(long row, String reason, List<String> cells) throws IOException;

    /** Durable when it returns: called before the store is told that these rows are done with. */
    void force() throws IOException;
}
