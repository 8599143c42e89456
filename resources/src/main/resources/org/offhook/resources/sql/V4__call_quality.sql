-- How a call sounded from its answer to its end, in whole numbers, which both databases give back as they got them: hundredths of a score or of a
-- per cent, microseconds. Absent for calls that were never answered.

ALTER TABLE call_log ADD COLUMN mos_hundredths ${bigint};
ALTER TABLE call_log ADD COLUMN rating_hundredths ${bigint};
ALTER TABLE call_log ADD COLUMN loss_hundredths ${bigint};
ALTER TABLE call_log ADD COLUMN concealed_hundredths ${bigint};
ALTER TABLE call_log ADD COLUMN jitter_us ${bigint};
ALTER TABLE call_log ADD COLUMN round_trip_us ${bigint};
ALTER TABLE call_log ADD COLUMN codec TEXT NOT NULL DEFAULT '';
ALTER TABLE call_log ADD COLUMN security TEXT NOT NULL DEFAULT '';
