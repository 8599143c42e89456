-- How much waits for an agent is counted before each number is taken: from the index alone, however long the queue is.

DROP INDEX dial_queue_open;
CREATE INDEX dial_queue_open ON dial_queue (agent, state, dial_id) WHERE state <> 'DONE';
