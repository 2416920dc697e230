-- Standard types only, so that H2 and PostgreSQL take the same file. ${bytes} is BLOB in H2 and BYTEA in PostgreSQL.

CREATE TABLE learner (
    id         UUID PRIMARY KEY,
    created_at TIMESTAMP WITH TIME ZONE NOT NULL,
    seen_at    TIMESTAMP WITH TIME ZONE NOT NULL,
    -- The number of the learner's newest receipt.
    receipts   INTEGER NOT NULL
);

CREATE TABLE token (
    -- SHA-256 of the token, in hexadecimal: whoever reads the database cannot become the learner.
    hash       VARCHAR(64) PRIMARY KEY,
    learner_id UUID NOT NULL REFERENCES learner (id) ON DELETE CASCADE,
    created_at TIMESTAMP WITH TIME ZONE NOT NULL
);

CREATE TABLE setting (
    learner_id UUID NOT NULL REFERENCES learner (id) ON DELETE CASCADE,
    name       VARCHAR(64) NOT NULL,
    content    VARCHAR(1024) NOT NULL,
    PRIMARY KEY (learner_id, name)
);

CREATE TABLE step_progress (
    learner_id     UUID NOT NULL REFERENCES learner (id) ON DELETE CASCADE,
    lesson         VARCHAR(100) NOT NULL,
    step           VARCHAR(100) NOT NULL,
    -- When the step was last begun: its first visit, or its last reset. Checks look at what happened since.
    opened_at      TIMESTAMP WITH TIME ZONE NOT NULL,
    passed_at      TIMESTAMP WITH TIME ZONE,
    attempts       INTEGER NOT NULL,
    hints          INTEGER NOT NULL,
    solution_shown BOOLEAN NOT NULL,
    PRIMARY KEY (learner_id, lesson, step)
);

CREATE TABLE attempt (
    id         UUID PRIMARY KEY,
    learner_id UUID NOT NULL REFERENCES learner (id) ON DELETE CASCADE,
    lesson     VARCHAR(100) NOT NULL,
    step       VARCHAR(100) NOT NULL,
    made_at    TIMESTAMP WITH TIME ZONE NOT NULL,
    passed     BOOLEAN NOT NULL,
    -- The code of the feedback that was given; empty where the check passed.
    feedback   VARCHAR(100) NOT NULL
);
CREATE INDEX attempt_of_step ON attempt (learner_id, lesson, step);

-- What a learner entered in a step besides code: predictions, answers to ANS cells, quiz answers.
CREATE TABLE entry (
    learner_id UUID NOT NULL REFERENCES learner (id) ON DELETE CASCADE,
    lesson     VARCHAR(100) NOT NULL,
    step       VARCHAR(100) NOT NULL,
    kind       VARCHAR(16) NOT NULL,
    item       VARCHAR(100) NOT NULL,
    -- JSON
    content    VARCHAR(16384) NOT NULL,
    entered_at TIMESTAMP WITH TIME ZONE NOT NULL,
    PRIMARY KEY (learner_id, lesson, step, kind, item)
);

CREATE TABLE draft (
    learner_id UUID NOT NULL REFERENCES learner (id) ON DELETE CASCADE,
    lesson     VARCHAR(100) NOT NULL,
    step       VARCHAR(100) NOT NULL,
    cell       VARCHAR(100) NOT NULL,
    code       VARCHAR(65536) NOT NULL,
    written_at TIMESTAMP WITH TIME ZONE NOT NULL,
    PRIMARY KEY (learner_id, lesson, step, cell)
);

CREATE TABLE run (
    id         UUID PRIMARY KEY,
    learner_id UUID NOT NULL REFERENCES learner (id) ON DELETE CASCADE,
    -- Counts the learner's receipts from 1.
    number     INTEGER NOT NULL,
    lesson     VARCHAR(100) NOT NULL,
    step       VARCHAR(100) NOT NULL,
    cell       VARCHAR(100) NOT NULL,
    code       VARCHAR(65536) NOT NULL,
    level      VARCHAR(16) NOT NULL,
    asked_at   TIMESTAMP WITH TIME ZONE NOT NULL,
    -- Null while it runs.
    ended_at   TIMESTAMP WITH TIME ZONE,
    -- The kind of its ending, as in its receipt; null while it runs.
    ending     VARCHAR(16),
    -- The events that its readers were told, gzipped JSON lines.
    events     ${bytes},
    -- The receipt, gzipped JSON; null where the machine ended before there was one.
    receipt    ${bytes},
    UNIQUE (learner_id, number)
);
CREATE INDEX run_of_step ON run (learner_id, lesson, step, number);
CREATE INDEX run_unended ON run (ended_at);
