package dev.sangja.lessons.check;

import dev.sangja.runtime.probe.ContainerFact;
import dev.sangja.runtime.probe.ImageFact;
import dev.sangja.runtime.probe.LayerEntryFact;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Functions about images, their layers and volumes, and what a closer look at a container tells. */
final class Images {
    static final Map<String, Function> FUNCTIONS = Map.of(
            "image",
            new Function(List.of(Slot.TEXT), Type.of(Kind.IMAGE), Images::image),
            "volume",
            new Function(List.of(Slot.TEXT), Type.of(Kind.VOLUME), Images::volume),
            "entries",
            new Function(List.of(Slot.IMAGE, Slot.NUMBER), Type.listOf(Kind.TEXT), Images::entries),
            "layerfile",
            new Function(List.of(Slot.IMAGE, Slot.NUMBER, Slot.TEXT), Type.of(Kind.FILE), Images::layerFile));

    private Images() {}

    private static Value image(Scope scope, List<Value> arguments) {
        String name = ProcessFunctions.text(arguments, 0);
        return Things.orAbsent(scope.evidence().image(name).map(image -> thing(name, image)));
    }

    private static Value thing(String name, ImageFact image) {
        Map<String, Value> fields = new HashMap<>();
        fields.put("name", new Value.Text(name));
        fields.put("id", new Value.Text(image.id()));
        fields.put("digest", new Value.Text(image.digest()));
        fields.put("size", Value.Amount.of(image.size()));
        fields.put("user", new Value.Text(image.user()));
        fields.put("workdir", new Value.Text(image.workingDirectory()));
        fields.put("signal", new Value.Text(image.stopSignal()));
        fields.put("env", Value.Items.ofTexts(image.environment()));
        fields.put("labels", Value.Items.ofTexts(image.labels()));
        fields.put("onbuild", Value.Items.ofTexts(image.onBuild()));
        fields.put("entrypoint", Value.Items.ofTexts(image.entryPoint()));
        fields.put("cmd", Value.Items.ofTexts(image.command()));
        fields.put("volumes", Value.Items.ofTexts(image.volumes()));
        fields.put("ports", Value.Items.ofTexts(image.ports()));
        fields.put(
                "history",
                new Value.Items(image.history().stream().map(Images::step).toList()));
        List<Value> layers = new ArrayList<>();
        for (ImageFact.Layer layer : image.layers()) {
            layers.add(layer(layers.size() + 1, layer));
        }
        fields.put("layers", new Value.Items(layers));
        return new Value.Thing(Kind.IMAGE, name, fields);
    }

    private static Value volume(Scope scope, List<Value> arguments) {
        return Things.orAbsent(scope.evidence()
                .volume(ProcessFunctions.text(arguments, 0))
                .map(volume -> new Value.Thing(
                        Kind.VOLUME,
                        volume.name(),
                        Map.of(
                                "name",
                                new Value.Text(volume.name()),
                                "anonymous",
                                new Value.Truth(volume.anonymous()),
                                "bytes",
                                Value.Amount.of(volume.bytes()),
                                "users",
                                Value.Items.ofTexts(volume.users())))));
    }

    private static Value step(ImageFact.Step step) {
        return new Value.Thing(
                Kind.STEP,
                step.createdBy(),
                Map.of("by", new Value.Text(step.createdBy()), "empty", new Value.Truth(step.empty())));
    }

    private static Value layer(int number, ImageFact.Layer layer) {
        return new Value.Thing(
                Kind.LAYER,
                Integer.toString(number),
                Map.of(
                        "number",
                        Value.Amount.of(number),
                        "digest",
                        new Value.Text(layer.digest()),
                        "size",
                        Value.Amount.of(layer.size()),
                        "by",
                        new Value.Text(layer.createdBy())));
    }

    private static Value entries(Scope scope, List<Value> arguments) {
        return Value.Items.ofTexts(
                entriesOf(scope, arguments).stream().map(LayerEntryFact::name).toList());
    }

    /** The last of that name counts, as it does when the layer is unpacked. */
    private static Value layerFile(Scope scope, List<Value> arguments) {
        String path = ProcessFunctions.text(arguments, 2);
        return Things.orAbsent(entriesOf(scope, arguments).stream()
                .filter(entry -> entry.name().equals(path))
                .reduce((earlier, later) -> later)
                .map(entry -> Things.file(path, entry.file())));
    }

    private static List<LayerEntryFact> entriesOf(Scope scope, List<Value> arguments) {
        if (arguments.get(0) instanceof Value.Thing image && arguments.get(1) instanceof Value.Amount number) {
            return scope.layer(image.field("name").shown(), number.figure().intValue());
        }
        return List.of();
    }

    static Value container(ContainerFact container) {
        Map<String, Value> fields = new HashMap<>();
        fields.put("digest", new Value.Text(container.imageId()));
        fields.put("bytes", Value.Amount.of(container.writableBytes()));
        fields.put("log", new Value.Text(container.log().strip()));
        fields.put("up", Value.Items.ofTexts(container.changes()));
        fields.put("lower", Value.Items.ofTexts(container.layers()));
        fields.put("env", Value.Items.ofTexts(container.environment()));
        fields.put("ports", Value.Items.ofTexts(container.ports()));
        fields.put(
                "checks",
                new Value.Items(container.healthExits().stream()
                        .<Value>map(Value.Amount::of)
                        .toList()));
        if (!container.address().isEmpty()) {
            fields.put("ip", new Value.Text(container.address()));
        }
        if (!container.health().isEmpty()) {
            fields.put("health", new Value.Text(container.health()));
        }
        return new Value.Thing(Kind.CONTAINER, "container", fields);
    }
}
