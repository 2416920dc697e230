-- What a run did, in figures, so that a day can be summed up without unpacking its receipts. Null in runs that have no
-- receipt, and in those that ended before there were these columns.
ALTER TABLE run ADD COLUMN calls BIGINT;
ALTER TABLE run ADD COLUMN failed_calls BIGINT;
ALTER TABLE run ADD COLUMN namespaces BIGINT;
ALTER TABLE run ADD COLUMN added BIGINT;
ALTER TABLE run ADD COLUMN modified BIGINT;
ALTER TABLE run ADD COLUMN deleted BIGINT;
ALTER TABLE run ADD COLUMN written BIGINT;
-- The kernel files of the limits that acted, one a line.
ALTER TABLE run ADD COLUMN limits VARCHAR(4096);

-- When a rung of a step's hint ladder was first taken: 1, 2, and 3 for the solution.
CREATE TABLE hint (
    learner_id UUID NOT NULL REFERENCES learner (id) ON DELETE CASCADE,
    lesson     VARCHAR(100) NOT NULL,
    step       VARCHAR(100) NOT NULL,
    rung       INTEGER NOT NULL,
    taken_at   TIMESTAMP WITH TIME ZONE NOT NULL,
    PRIMARY KEY (learner_id, lesson, step, rung)
);
