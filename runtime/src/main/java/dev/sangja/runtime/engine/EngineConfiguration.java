package dev.sangja.runtime.engine;

import java.util.List;

/**
 * What a machine is to be. All paths are those that the engine sees; {@link EnginePaths} names the fixed ones.
 *
 * @param hostname the workbench's host name
 * @param workbenchLayers the workbench's read-only layers, the topmost first
 * @param layerRoot the directory under which the layers of images lie, by their digests
 * @param memoryBytes how much memory the learner's side may use; 0 for no bound
 * @param processes how many processes and threads may live in the machine at once
 * @param diskBytes how much the writable layers may hold
 * @param openFiles how many files one process may hold open
 * @param controlGroups the version of control groups that the machine may use: 2, 1, or 0 for none
 * @param manyIds whether more ids than 0 are mapped into the machine
 */
public record EngineConfiguration(
        String hostname,
        List<String> workbenchLayers,
        String layerRoot,
        long memoryBytes,
        int processes,
        long diskBytes,
        int openFiles,
        int controlGroups,
        boolean manyIds) {
    public EngineConfiguration {
        workbenchLayers = List.copyOf(workbenchLayers);
    }
}
