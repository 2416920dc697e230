package dev.sangja.server.notebook;

import dev.sangja.lessons.check.CheckResult;
import dev.sangja.server.store.StepKey;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What checks last found, for a page that is drawn again. Safe for use by several threads.
 *
 * <p>Only a convenience: attempts and passes are in the store, and a check can be asked again at any time.
 */
final class LastChecks {
    private static final int MOST_KEPT = 1000;

    private final Map<StepKey, CheckResult> results = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<StepKey, CheckResult> eldest) {
            return size() > MOST_KEPT;
        }
    };

    synchronized void put(StepKey key, CheckResult result) {
        results.put(key, result);
    }

    synchronized Optional<CheckResult> find(StepKey key) {
        return Optional.ofNullable(results.get(key));
    }

    synchronized void forget(StepKey key) {
        results.remove(key);
    }
}
