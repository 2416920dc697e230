/**
 * The engine: process 1 of a machine, which makes its workbench and containers, and the protocol it is spoken to with.
 */
@NullMarked
package dev.sangja.runtime.engine;

import org.jspecify.annotations.NullMarked;
