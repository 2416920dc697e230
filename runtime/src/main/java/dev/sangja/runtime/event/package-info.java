/** What has happened in a machine's engine, for whoever asks: newest kept, oldest forgotten. */
@NullMarked
package dev.sangja.runtime.event;

import org.jspecify.annotations.NullMarked;
