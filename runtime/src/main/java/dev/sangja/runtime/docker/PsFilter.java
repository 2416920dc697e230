package dev.sangja.runtime.docker;

import dev.sangja.runtime.container.ContainerLookup;
import dev.sangja.runtime.container.ContainerOperations;
import dev.sangja.runtime.container.ContainerProblem.InvalidParameter;
import dev.sangja.runtime.container.ContainerRecord;
import dev.sangja.runtime.container.ContainerStatus;
import dev.sangja.runtime.container.ImageDetails;
import dev.sangja.runtime.container.MountSpec;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * The conditions of {@code docker ps --filter}: those of one name are alternatives, those of different names add up.
 */
final class PsFilter implements Predicate<ContainerRecord> {
    private static final List<String> NAMES =
            List.of("ancestor", "before", "exited", "id", "label", "name", "network", "since", "status", "volume");

    private final Map<String, List<Condition>> conditions;
    private final ContainerOperations operations;

    /** One condition. */
    record Condition(String name, String value) {}

    PsFilter(List<Condition> conditions, ContainerOperations operations) {
        this.conditions = conditions.stream().collect(Collectors.groupingBy(Condition::name));
        this.operations = operations;
        conditions.forEach(PsFilter::check);
    }

    /** Reads {@code name=value}. */
    static Condition condition(String text) {
        int equals = text.indexOf('=');
        if (equals < 0) {
            throw new IllegalArgumentException("bad format of filter (expected name=value)");
        }
        return new Condition(
                text.substring(0, equals).strip(), text.substring(equals + 1).strip());
    }

    /** Whether it asks for states, so that containers which do not run are meant too. */
    boolean concernsState() {
        return conditions.containsKey("status") || conditions.containsKey("exited");
    }

    @Override
    public boolean test(ContainerRecord container) {
        return conditions.entrySet().stream()
                .allMatch(named -> named.getKey().equals("label")
                        ? named.getValue().stream()
                                .allMatch(condition -> matches(condition.value(), container, "label"))
                        : named.getValue().stream()
                                .anyMatch(condition -> matches(condition.value(), container, named.getKey())));
    }

    private static void check(Condition condition) {
        String value = condition.value();
        boolean known = NAMES.contains(condition.name());
        boolean status = !condition.name().equals("status")
                || Arrays.stream(ContainerStatus.values())
                        .anyMatch(word -> word.word().equals(value));
        boolean exited = !condition.name().equals("exited") || value.matches("\\d{1,9}");
        if (!known) {
            throw new InvalidParameter("invalid filter '" + condition.name() + "'");
        }
        if (!status || !exited) {
            throw new InvalidParameter("invalid filter '" + condition.name() + "=" + value + "'");
        }
    }

    private boolean matches(String value, ContainerRecord container, String name) {
        return switch (name) {
            case "id" -> container.id().value().startsWith(value);
            case "name" -> BoundedPattern.finds(value, container.name());
            case "label" -> label(value, container.process().labels());
            case "status" -> container.state().status().word().equals(value);
            case "exited" ->
                container.state().status() == ContainerStatus.EXITED
                        && container.state().exitCode() == Integer.parseInt(value);
            case "ancestor" -> ancestor(value, container);
            case "network" -> container.spec().network().render().equals(value);
            case "volume" -> container.spec().mounts().stream().anyMatch(mount -> volume(value, mount));
            case "before" -> container.createdAt().isBefore(other(value).createdAt());
            case "since" -> container.createdAt().isAfter(other(value).createdAt());
            default -> false;
        };
    }

    private ContainerRecord other(String reference) {
        return ContainerLookup.container(operations.containers(), reference);
    }

    private static boolean label(String value, Map<String, String> labels) {
        int equals = value.indexOf('=');
        return equals < 0
                ? labels.containsKey(value)
                : value.substring(equals + 1).equals(labels.get(value.substring(0, equals)));
    }

    /** Whether the image is that one, or has all its layers below its own. */
    private boolean ancestor(String value, ContainerRecord container) {
        List<ImageDetails> images = operations.images();
        List<String> own = images.stream()
                .filter(image -> image.id().equals(container.imageId()))
                .findFirst()
                .map(ImageDetails::layers)
                .orElse(List.of());
        return ContainerLookup.image(images, value)
                .filter(image -> image.id().equals(container.imageId())
                        || (own.size() >= image.layers().size()
                                && own.subList(0, image.layers().size()).equals(image.layers())))
                .isPresent();
    }

    private static boolean volume(String value, MountSpec mount) {
        boolean source = mount instanceof MountSpec.Bind bind && bind.source().equals(value);
        boolean name = mount instanceof MountSpec.Volume volume
                && volume.name().map(value::equals).orElse(false);
        return mount.target().equals(value) || source || name;
    }
}
