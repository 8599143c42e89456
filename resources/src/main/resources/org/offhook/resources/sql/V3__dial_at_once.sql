-- A number that was taken where there is no queue is dialled although the agent's queue does not dial by itself.

ALTER TABLE dial_queue ADD COLUMN at_once ${bool} NOT NULL DEFAULT FALSE;
