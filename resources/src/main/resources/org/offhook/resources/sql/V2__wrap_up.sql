-- What an agent must do after a call and when pausing, and wrap-ups that are not saved yet.

ALTER TABLE campaigns ADD COLUMN disposition_forced ${bool} NOT NULL DEFAULT FALSE;
ALTER TABLE campaigns ADD COLUMN pause_code_forced ${bool} NOT NULL DEFAULT FALSE;

CREATE TABLE wrap_ups (
    agent TEXT NOT NULL,
    call_id TEXT NOT NULL,
    campaign_id TEXT NOT NULL,
    phone_number TEXT NOT NULL,
    name TEXT NOT NULL,
    lead_id ${bigint},
    talked_millis ${bigint} NOT NULL,
    call_end TEXT NOT NULL,
    ended_ms ${bigint} NOT NULL,
    disposition TEXT NOT NULL,
    note TEXT NOT NULL,
    callback_local TEXT NOT NULL,
    callback_mine ${bool} NOT NULL,
    PRIMARY KEY (agent, call_id)
)${hot};
