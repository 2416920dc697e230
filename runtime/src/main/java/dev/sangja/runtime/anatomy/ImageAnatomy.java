package dev.sangja.runtime.anatomy;

import java.util.Comparator;
import java.util.List;

/**
 * What all layers of an image, or of a container, come to together. Immutable.
 *
 * <p>The arithmetic: each layer takes the bytes of the files that it holds, a file with several names once. What a
 * later layer replaces or removes stays where it is, as a ghost, and is wasted: a file that is written anew in N layers
 * wastes N - 1 of its copies, one that is removed at last all N. A file is wasted once its last name is gone.
 *
 * @param layers from the lowest to the upmost
 * @param ghosts the largest first
 */
public record ImageAnatomy(List<LayerAnatomy> layers, List<Ghost> ghosts) {
    public ImageAnatomy {
        layers = List.copyOf(layers);
        ghosts = ghosts.stream()
                .sorted(Comparator.comparingLong(Ghost::bytes)
                        .reversed()
                        .thenComparing(Ghost::path)
                        .thenComparing(Ghost::layer))
                .toList();
    }

    /** Looks at layers, the lowest first, each as its items in an order in which a directory precedes what it holds. */
    public static ImageAnatomy of(List<? extends List<LayerItem>> layers) {
        LayerStacking stacking = new LayerStacking();
        layers.forEach(stacking::add);
        return stacking.result();
    }

    /** Bytes of all files of all layers. */
    public long bytes() {
        return layers.stream().mapToLong(LayerAnatomy::bytes).sum();
    }

    /** Bytes of all ghosts. */
    public long wastedBytes() {
        return ghosts.stream().mapToLong(Ghost::bytes).sum();
    }
}
