-- Who ended a call, with which SIP status, and the code that the agent was told; empty and 0 where nobody knows.

ALTER TABLE call_log ADD COLUMN end_side TEXT NOT NULL DEFAULT '';
ALTER TABLE call_log ADD COLUMN end_status INTEGER NOT NULL DEFAULT 0;
ALTER TABLE call_log ADD COLUMN end_code TEXT NOT NULL DEFAULT '';
