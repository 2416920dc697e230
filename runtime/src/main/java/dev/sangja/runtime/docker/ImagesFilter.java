package dev.sangja.runtime.docker;

import dev.sangja.runtime.container.ContainerLookup;
import dev.sangja.runtime.container.ContainerProblem;
import dev.sangja.runtime.container.ContainerProblem.InvalidParameter;
import dev.sangja.runtime.container.ImageDetails;
import dev.sangja.runtime.docker.option.GoTime;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** The conditions of {@code docker images --filter} and {@code docker image prune --filter}: all must hold. */
final class ImagesFilter implements Predicate<ImageDetails> {
    private static final List<String> NAMES =
            List.of("before", "dangling", "label", "label!", "reference", "since", "until");

    private final List<PsFilter.Condition> conditions;
    private final List<ImageDetails> images;
    private final Instant now;

    ImagesFilter(List<PsFilter.Condition> conditions, List<ImageDetails> images, Instant now) {
        this.conditions = List.copyOf(conditions);
        this.images = images;
        this.now = now;
        for (PsFilter.Condition condition : conditions) {
            if (!NAMES.contains(condition.name())) {
                throw new InvalidParameter("invalid filter '" + condition.name() + "'");
            }
            if (condition.name().equals("dangling")) {
                truth(condition);
            }
        }
    }

    @Override
    public boolean test(ImageDetails image) {
        return conditions.stream()
                        .filter(condition -> !condition.name().equals("reference"))
                        .allMatch(condition -> matches(condition, image))
                && (!asksForNames() || !names(image).isEmpty());
    }

    /** Those of its names that were asked for. */
    List<String> names(ImageDetails image) {
        return image.tags().stream()
                .filter(name -> !asksForNames() || conditions.stream().anyMatch(condition -> refersTo(condition, name)))
                .toList();
    }

    private boolean asksForNames() {
        return conditions.stream().anyMatch(condition -> condition.name().equals("reference"));
    }

    private static boolean refersTo(PsFilter.Condition condition, String name) {
        String repository = name.substring(0, name.lastIndexOf(':'));
        return condition.name().equals("reference")
                && (ShellPattern.matches(condition.value(), name)
                        || ShellPattern.matches(condition.value(), repository));
    }

    private boolean matches(PsFilter.Condition condition, ImageDetails image) {
        String value = condition.value();
        return switch (condition.name()) {
            case "dangling" -> image.tags().isEmpty() == truth(condition);
            case "label" -> label(value, image.defaults().labels());
            case "label!" -> !label(value, image.defaults().labels());
            case "before" -> image.createdAt().isBefore(other(value).createdAt());
            case "since" -> image.createdAt().isAfter(other(value).createdAt());
            case "until" ->
                image.createdAt()
                        .isBefore(GoTime.moment(value, now)
                                .orElseThrow(() -> new InvalidParameter("invalid filter 'until=" + value + "'")));
            default -> false;
        };
    }

    private ImageDetails other(String reference) {
        return ContainerLookup.image(images, reference)
                .orElseThrow(() -> new ContainerProblem.NoSuchImage(ContainerLookup.withTag(reference)));
    }

    private static boolean truth(PsFilter.Condition condition) {
        return switch (condition.value()) {
            case "1", "true" -> true;
            case "0", "false" -> false;
            default -> throw new InvalidParameter("invalid filter 'dangling=" + condition.value() + "'");
        };
    }

    private static boolean label(String value, Map<String, String> labels) {
        int equals = value.indexOf('=');
        return equals < 0
                ? labels.containsKey(value)
                : value.substring(equals + 1).equals(labels.get(value.substring(0, equals)));
    }
}
