-- Which of the phone's accounts a call was over: a redial takes the same one.

ALTER TABLE call_log ADD COLUMN account TEXT NOT NULL DEFAULT 'main';
