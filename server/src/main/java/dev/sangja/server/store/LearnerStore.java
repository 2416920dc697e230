package dev.sangja.server.store;

import dev.sangja.server.store.Database.Statement;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/** Who the learners are: an id each, the tokens that prove it, and their settings. Safe for use by several threads. */
public final class LearnerStore {
    private static final int TOKEN_BYTES = 32;

    private final Database database;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    LearnerStore(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /**
     * A new learner and the one copy of the token that proves who it is; only its hash is kept.
     *
     * @param token 256 random bits in URL-safe Base64
     */
    public record NewLearner(UUID id, String token) {}

    /** Makes a learner. */
    public NewLearner create() {
        byte[] secret = new byte[TOKEN_BYTES];
        random.nextBytes(secret);
        NewLearner learner = new NewLearner(
                UUID.randomUUID(), Base64.getUrlEncoder().withoutPadding().encodeToString(secret));
        Instant now = clock.instant();
        database.transaction("make a learner", transaction -> {
            transaction.change(
                    "INSERT INTO learner (id, created_at, seen_at, receipts) VALUES (?, ?, ?, 0)",
                    learner.id(),
                    now,
                    now);
            return transaction.change(
                    "INSERT INTO token (hash, learner_id, created_at) VALUES (?, ?, ?)",
                    hash(learner.token()),
                    learner.id(),
                    now);
        });
        return learner;
    }

    /** The learner whose token that is. */
    public Optional<UUID> find(String token) {
        return database.transaction(
                "find a learner",
                transaction -> transaction.first(
                        "SELECT learner_id FROM token WHERE hash = ?",
                        row -> row.getObject("learner_id", UUID.class),
                        hash(token)));
    }

    /** Notes that the learner was here. */
    public void seen(UUID learner) {
        Instant now = clock.instant();
        database.transaction(
                "note a visit",
                transaction -> transaction.change("UPDATE learner SET seen_at = ? WHERE id = ?", now, learner));
    }

    public Map<String, String> settings(UUID learner) {
        return database.transaction(
                "read settings",
                transaction -> transaction
                        .list(
                                "SELECT name, content FROM setting WHERE learner_id = ?",
                                row -> Map.entry(row.getString("name"), row.getString("content")),
                                learner)
                        .stream()
                        .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue)));
    }

    public void set(UUID learner, String name, String content) {
        database.transaction("keep a setting", transaction -> {
            transaction.put(
                    Statement.of(
                            "UPDATE setting SET content = ? WHERE learner_id = ? AND name = ?", content, learner, name),
                    Statement.of(
                            "INSERT INTO setting (learner_id, name, content) VALUES (?, ?, ?)",
                            learner,
                            name,
                            content));
            return true;
        });
    }

    private static String hash(String token) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }
}
