package dev.sangja.lessons.format;

import java.io.StringReader;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.nodes.Node;

/** Reads YAML files as trees that know their lines. */
final class YamlFile {
    private YamlFile() {}

    static Mapping parse(String file, String text) {
        try {
            LoaderOptions options = new LoaderOptions();
            options.setAllowDuplicateKeys(false);
            Node root = new Yaml(options).compose(new StringReader(text));
            if (root == null) {
                throw new LessonFormatException(file, 0, "is empty");
            }
            return new Mapping(file, "", root);
        } catch (MarkedYAMLException wrong) {
            int line =
                    wrong.getProblemMark() == null ? 0 : wrong.getProblemMark().getLine() + 1;
            throw new LessonFormatException(file, line, "is not YAML: " + wrong.getProblem());
        }
    }

    /** The file of that name in a folder, which must be there. */
    static Mapping read(Folder folder, String name, String file) {
        return parse(name, folder.read(file).orElseThrow(() -> new LessonFormatException(name, 0, "is missing")));
    }
}
