package dev.sangja.runtime.engine;

import dev.sangja.runtime.container.EngineFacts;

/** Tells what the engine is and runs on, as it is now. */
@FunctionalInterface
interface EngineFactsSource {
    EngineFacts now();
}
