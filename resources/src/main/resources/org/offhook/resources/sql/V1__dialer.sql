-- The dialer's tables, for SQLite and PostgreSQL alike. What differs comes in as placeholders:
--   ${id}      a 64-bit key the database gives out      ${bigint}  a 64-bit integer
--   ${bool}    a truth value                            ${table}   end of a table
--   ${hot}     end of a table whose rows change often
-- Times are milliseconds since 1970-01-01T00:00Z in columns ending in _ms, durations in columns ending in _millis.
-- Texts that are not known are empty, not null; null stands for "did not happen".

CREATE TABLE user_groups (
    group_id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    campaigns TEXT NOT NULL DEFAULT ''
)${table};

CREATE TABLE users (
    user_name TEXT PRIMARY KEY,
    full_name TEXT NOT NULL,
    user_level ${bigint} NOT NULL CHECK (user_level BETWEEN 1 AND 9),
    group_id TEXT NOT NULL REFERENCES user_groups (group_id),
    rights TEXT NOT NULL,
    active ${bool} NOT NULL,
    campaign_id TEXT NOT NULL,
    phone_login TEXT NOT NULL,
    voicemail_id TEXT NOT NULL,
    email TEXT NOT NULL,
    custom_three TEXT NOT NULL,
    password_hash TEXT NOT NULL,
    phone_secret TEXT,
    created_ms ${bigint} NOT NULL,
    modified_ms ${bigint} NOT NULL
)${table};
CREATE INDEX users_by_custom_three ON users (custom_three, user_name);

CREATE TABLE campaigns (
    campaign_id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    active ${bool} NOT NULL,
    api_manual_dial TEXT NOT NULL,
    dial_prefix TEXT NOT NULL,
    phone_code TEXT NOT NULL,
    omit_phone_code ${bool} NOT NULL,
    country TEXT NOT NULL,
    allowed_countries TEXT NOT NULL,
    allowed_prefixes TEXT NOT NULL,
    refused_prefixes TEXT NOT NULL,
    caller_id_number TEXT NOT NULL,
    caller_id_name TEXT NOT NULL,
    caller_id_presentation TEXT NOT NULL,
    recording TEXT NOT NULL,
    calling_hours TEXT NOT NULL,
    wrap_up_millis ${bigint} NOT NULL,
    ring_limit_millis ${bigint} NOT NULL,
    queue_limit ${bigint} NOT NULL,
    manual_dial_list ${bigint} NOT NULL
)${table};

CREATE TABLE pause_codes (
    campaign_id TEXT NOT NULL,
    code TEXT NOT NULL,
    name TEXT NOT NULL,
    on_break ${bool} NOT NULL,
    limit_millis ${bigint} NOT NULL,
    PRIMARY KEY (campaign_id, code)
)${table};

CREATE TABLE dispositions (
    campaign_id TEXT NOT NULL,
    code TEXT NOT NULL,
    name TEXT NOT NULL,
    hotkey TEXT NOT NULL,
    meanings TEXT NOT NULL,
    PRIMARY KEY (campaign_id, code)
)${table};

CREATE TABLE group_aliases (
    alias_id TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    caller_id_number TEXT NOT NULL,
    caller_id_name TEXT NOT NULL,
    active ${bool} NOT NULL
)${table};

CREATE TABLE lists (
    list_id ${bigint} PRIMARY KEY,
    name TEXT NOT NULL,
    campaign_id TEXT NOT NULL,
    active ${bool} NOT NULL
)${table};
CREATE INDEX lists_by_campaign ON lists (campaign_id, list_id);

CREATE TABLE list_fields (
    list_id ${bigint} NOT NULL REFERENCES lists (list_id),
    position ${bigint} NOT NULL,
    name TEXT NOT NULL,
    label TEXT NOT NULL,
    longest ${bigint} NOT NULL,
    PRIMARY KEY (list_id, position)
)${table};

-- Ids of leads are given out in runs, so that a batch knows its own before it is written.
${lead_ids};

CREATE TABLE leads (
    lead_id ${bigint} PRIMARY KEY,
    list_id ${bigint} NOT NULL,
    phone_code TEXT NOT NULL,
    phone_number TEXT NOT NULL,
    phone_key ${bigint} NOT NULL,
    time_zone TEXT NOT NULL,
    status TEXT NOT NULL,
    lead_rank ${bigint} NOT NULL,
    title TEXT NOT NULL,
    first_name TEXT NOT NULL,
    middle_initial TEXT NOT NULL,
    last_name TEXT NOT NULL,
    address1 TEXT NOT NULL,
    address2 TEXT NOT NULL,
    address3 TEXT NOT NULL,
    city TEXT NOT NULL,
    state TEXT NOT NULL,
    province TEXT NOT NULL,
    postal_code TEXT NOT NULL,
    country TEXT NOT NULL,
    gender TEXT NOT NULL,
    date_of_birth TEXT NOT NULL,
    alt_phone TEXT NOT NULL,
    email TEXT NOT NULL,
    vendor_lead_code TEXT NOT NULL,
    source_id TEXT NOT NULL,
    owner TEXT NOT NULL,
    comments TEXT NOT NULL,
    custom TEXT NOT NULL,
    handed_to TEXT NOT NULL DEFAULT '',
    calls ${bigint} NOT NULL DEFAULT 0,
    last_called_ms ${bigint},
    created_ms ${bigint} NOT NULL,
    modified_ms ${bigint} NOT NULL
)${hot};
-- The number's digits as an integer: every lead meets this index at another place, so its entries have to be small.
CREATE INDEX leads_by_phone ON leads (phone_key);
CREATE INDEX leads_by_list ON leads (list_id, lead_id);
-- Only what MANUALNEXT can hand out; a lead leaves this index when it is taken.
CREATE INDEX leads_next ON leads (list_id, lead_rank DESC, lead_id) WHERE status = 'NEW';

CREATE TABLE dnc_numbers (
    campaign_id TEXT NOT NULL,
    phone_number TEXT NOT NULL,
    PRIMARY KEY (campaign_id, phone_number)
)${table};

CREATE TABLE callbacks (
    callback_id ${id},
    lead_id ${bigint} NOT NULL,
    campaign_id TEXT NOT NULL,
    agent TEXT NOT NULL,
    local_time TEXT NOT NULL,
    time_zone TEXT NOT NULL,
    due_ms ${bigint} NOT NULL,
    comment TEXT NOT NULL,
    state TEXT NOT NULL
)${table};
CREATE INDEX callbacks_waiting ON callbacks (agent, due_ms) WHERE state = 'WAITING';

CREATE TABLE call_log (
    record_id ${id},
    call_id TEXT NOT NULL,
    node TEXT NOT NULL,
    direction TEXT NOT NULL,
    agent TEXT NOT NULL,
    campaign_id TEXT NOT NULL,
    phone_number TEXT NOT NULL,
    name TEXT NOT NULL,
    lead_id ${bigint},
    dial_id ${bigint},
    source TEXT NOT NULL,
    started_ms ${bigint} NOT NULL,
    answered_ms ${bigint},
    ended_ms ${bigint},
    end_cause TEXT NOT NULL DEFAULT '',
    disposition TEXT NOT NULL DEFAULT '',
    comment TEXT NOT NULL DEFAULT '',
    recording TEXT NOT NULL DEFAULT '',
    UNIQUE (node, call_id)
)${table};
CREATE INDEX call_log_by_agent ON call_log (agent, record_id);
CREATE INDEX call_log_by_lead ON call_log (lead_id, record_id);
CREATE INDEX call_log_by_start ON call_log (started_ms);

CREATE TABLE agent_sessions (
    agent TEXT PRIMARY KEY,
    node TEXT NOT NULL,
    fence ${bigint} NOT NULL,
    lease_until_ms ${bigint} NOT NULL,
    campaign_id TEXT NOT NULL,
    extension TEXT NOT NULL,
    state TEXT NOT NULL,
    pause_code TEXT NOT NULL,
    on_break ${bool} NOT NULL,
    call_id TEXT NOT NULL,
    lead_id ${bigint} NOT NULL,
    auto_dial ${bool} NOT NULL,
    since_ms ${bigint} NOT NULL,
    logged_in_ms ${bigint} NOT NULL
)${hot};

CREATE TABLE dial_queue (
    dial_id ${id},
    agent TEXT NOT NULL,
    campaign_id TEXT NOT NULL,
    dial_number TEXT NOT NULL,
    shown_number TEXT NOT NULL,
    lead_id ${bigint},
    preview ${bool} NOT NULL,
    focus ${bool} NOT NULL,
    caller_id_number TEXT NOT NULL,
    caller_id_name TEXT NOT NULL,
    source TEXT NOT NULL,
    request TEXT NOT NULL,
    facts TEXT NOT NULL,
    state TEXT NOT NULL,
    fence ${bigint} NOT NULL DEFAULT 0,
    call_id TEXT NOT NULL DEFAULT '',
    outcome TEXT NOT NULL DEFAULT '',
    queued_ms ${bigint} NOT NULL,
    changed_ms ${bigint} NOT NULL
)${hot};
-- One number once for an agent, from queueing until it is done: the queue's whole promise hangs on this index.
CREATE UNIQUE INDEX dial_queue_once ON dial_queue (agent, dial_number) WHERE state <> 'DONE';
CREATE INDEX dial_queue_open ON dial_queue (agent, dial_id) WHERE state <> 'DONE';

CREATE TABLE future_calls (
    schedule_id ${id},
    organisation TEXT NOT NULL,
    ident TEXT NOT NULL,
    user_name TEXT NOT NULL,
    dial1 TEXT NOT NULL,
    dial2 TEXT NOT NULL,
    caller_id TEXT NOT NULL,
    local_time TEXT NOT NULL,
    time_zone TEXT NOT NULL,
    ring_limit_millis ${bigint} NOT NULL,
    more_attempts ${bigint} NOT NULL,
    retry_millis ${bigint} NOT NULL,
    state TEXT NOT NULL,
    due_ms ${bigint} NOT NULL,
    attempts ${bigint} NOT NULL DEFAULT 0,
    outcome TEXT NOT NULL DEFAULT '',
    node TEXT NOT NULL DEFAULT '',
    lease_until_ms ${bigint},
    created_ms ${bigint} NOT NULL
)${hot};
CREATE UNIQUE INDEX future_calls_once ON future_calls (organisation, ident, dial1, dial2, local_time) WHERE state <> 'CANCELLED';
CREATE INDEX future_calls_due ON future_calls (due_ms) WHERE state = 'WAITING';
CREATE INDEX future_calls_claimed ON future_calls (lease_until_ms) WHERE state = 'CLAIMED';

CREATE TABLE api_tokens (
    token_id ${id},
    label TEXT NOT NULL,
    key_digest TEXT NOT NULL UNIQUE,
    requesting_host TEXT NOT NULL,
    policy_name TEXT NOT NULL,
    user_name TEXT NOT NULL,
    active ${bool} NOT NULL,
    created_ms ${bigint} NOT NULL
)${table};

CREATE TABLE outbox (
    notice_id ${id},
    notice_key TEXT NOT NULL UNIQUE,
    destination TEXT NOT NULL,
    kind TEXT NOT NULL,
    payload TEXT NOT NULL,
    state TEXT NOT NULL,
    attempts ${bigint} NOT NULL DEFAULT 0,
    last_failure TEXT NOT NULL DEFAULT '',
    node TEXT NOT NULL DEFAULT '',
    due_ms ${bigint} NOT NULL,
    created_ms ${bigint} NOT NULL
)${hot};
CREATE INDEX outbox_due ON outbox (due_ms, notice_id) WHERE state = 'WAITING';

CREATE TABLE idempotency_keys (
    scope TEXT NOT NULL,
    request_key TEXT NOT NULL,
    fingerprint TEXT NOT NULL,
    answer TEXT,
    begun_ms ${bigint} NOT NULL,
    PRIMARY KEY (scope, request_key)
)${table};
CREATE INDEX idempotency_keys_by_age ON idempotency_keys (begun_ms);

INSERT INTO lists (list_id, name, campaign_id, active) VALUES (999, 'Default list', '', FALSE);
