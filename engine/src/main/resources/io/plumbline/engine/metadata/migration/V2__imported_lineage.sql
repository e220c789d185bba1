-- Who told of lineage that no run of this workspace recorded; null for what runs recorded.

ALTER TABLE lineage_jobs ADD COLUMN producer VARCHAR;
ALTER TABLE lineage_jobs ADD COLUMN told_at TIMESTAMP(6) WITH TIME ZONE;
