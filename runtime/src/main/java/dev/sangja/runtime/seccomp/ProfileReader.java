package dev.sangja.runtime.seccomp;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads profiles from JSON that nobody vouches for. */
final class ProfileReader {
    private static final int MAXIMUM_BYTES = 1 << 20;
    private static final String PREFIX = "Decoding seccomp profile failed: ";
    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(16)
                            .maxStringLength(4096)
                            .maxNumberLength(32)
                            .build())
                    .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    /** The filter flags of config-linux.md; the engine's way of installing a filter makes each of them moot. */
    private static final List<String> FLAGS = List.of(
            "SECCOMP_FILTER_FLAG_TSYNC",
            "SECCOMP_FILTER_FLAG_LOG",
            "SECCOMP_FILTER_FLAG_SPEC_ALLOW",
            "SECCOMP_FILTER_FLAG_WAIT_KILLABLE_RECV");

    private ProfileReader() {}

    static Profile read(byte[] json) {
        if (json.length > MAXIMUM_BYTES) {
            throw new ProfileException(PREFIX + json.length + " bytes are too many; at most " + MAXIMUM_BYTES);
        }
        try {
            JsonNode tree = MAPPER.readTree(json);
            return profile(new ProfileNode(tree, ""));
        } catch (JacksonException e) {
            throw new ProfileException(PREFIX + e.getOriginalMessage() + at(e), e);
        } catch (IOException e) {
            throw new ProfileException(PREFIX + e.getMessage(), e);
        } catch (ProfileException e) {
            throw new ProfileException(PREFIX + e.getMessage(), e);
        }
    }

    private static String at(JacksonException e) {
        return e.getLocation() == null
                ? ""
                : " (line " + e.getLocation().getLineNr() + ", column "
                        + e.getLocation().getColumnNr() + ")";
    }

    private static Profile profile(ProfileNode root) {
        root.requireObject();
        ProfileNode defaultAction = root.field("defaultAction")
                .orElseThrow(() -> new ProfileException(
                        "/defaultAction: missing; it says what happens to calls that" + " no rule names"));
        Action action = action(defaultAction, root.field("defaultErrnoRet"));
        Optional<ProfileNode> architectures = root.field("architectures");
        Optional<ProfileNode> map = root.field("archMap");
        if (architectures.isPresent() && map.isPresent()) {
            throw new ProfileException("both 'architectures' and 'archMap' are specified in the seccomp profile, use"
                    + " either 'architectures' or 'archMap'");
        }
        architectures.ifPresent(list -> list.elements().forEach(ProfileReader::requireArchitecture));
        map.ifPresent(list -> list.elements().forEach(ProfileReader::requireArchitectureMapping));
        root.field("flags").ifPresent(flags -> flags.elements().forEach(ProfileReader::requireFlag));
        List<SyscallRule> rules = root.field("syscalls").map(ProfileNode::elements).orElse(List.of()).stream()
                .map(ProfileReader::rule)
                .toList();
        return new Profile(action, rules);
    }

    private static void requireFlag(ProfileNode flag) {
        if (!FLAGS.contains(flag.text())) {
            throw flag.refusal("unknown flag " + flag.quoted());
        }
    }

    private static void requireArchitectureMapping(ProfileNode mapping) {
        mapping.requireObject();
        mapping.field("architecture").ifPresent(ProfileReader::requireArchitecture);
        mapping.field("subArchitectures")
                .ifPresent(list -> list.elements().forEach(ProfileReader::requireArchitecture));
    }

    /** Any name of the specification's form will do: which architecture is filtered is not the profile's to say. */
    private static void requireArchitecture(ProfileNode name) {
        if (!name.text().matches("SCMP_ARCH_[A-Z0-9_]{1,32}")) {
            throw name.refusal("unknown architecture " + name.quoted());
        }
    }

    private static SyscallRule rule(ProfileNode node) {
        node.requireObject();
        List<String> names = names(node);
        ProfileNode actionName = node.field("action").orElseThrow(() -> node.refusal("the rule has no action"));
        Action action = action(actionName, node.field("errnoRet"));
        List<ArgumentComparison> comparisons = node.field("args").map(ProfileNode::elements).orElse(List.of()).stream()
                .map(ProfileReader::comparison)
                .toList();
        return new SyscallRule(
                names, action, comparisons, applicability(node, "includes"), applicability(node, "excludes"));
    }

    private static List<String> names(ProfileNode rule) {
        List<String> names = rule.field("names").map(ProfileNode::texts).orElse(List.of());
        Optional<String> name = rule.field("name").map(ProfileNode::text).filter(text -> !text.isEmpty());
        if (name.isPresent() && !names.isEmpty()) {
            throw rule.refusal(
                    "both 'name' and 'names' are specified in the seccomp profile, use either 'name' or" + " 'names'");
        }
        if (name.isEmpty() && names.isEmpty()) {
            throw rule.refusal("the rule names no system call");
        }
        return name.map(List::of).orElse(names);
    }

    private static Action action(ProfileNode name, Optional<ProfileNode> data) {
        if (name.text().equals("SCMP_ACT_NOTIFY")) {
            throw name.refusal("SCMP_ACT_NOTIFY needs a listener process, which this runtime does not offer");
        }
        // SCMP_ACT_KILL is the older name of SCMP_ACT_KILL_THREAD; config-linux.md.
        String profileName = name.text().equals("SCMP_ACT_KILL") ? "SCMP_ACT_KILL_THREAD" : name.text();
        for (Action.Kind kind : Action.Kind.values()) {
            if (kind.profileName().equals(profileName)) {
                return data.isPresent() && kind.takesData()
                        ? new Action(kind, (int) data.get().number(0, Action.MAXIMUM_ERRNO))
                        : Action.ofKind(kind);
            }
        }
        throw name.refusal("unknown action " + name.quoted());
    }

    private static ArgumentComparison comparison(ProfileNode node) {
        node.requireObject();
        ProfileNode name = node.field("op").orElseThrow(() -> node.refusal("the test has no op"));
        ArgumentComparison.Operator operator = ArgumentComparison.Operator.named(name.text())
                .orElseThrow(() -> name.refusal("unknown operator " + name.quoted()));
        long index = node.field("index")
                .map(field -> field.number(0, SeccompData.ARGUMENTS - 1L))
                .orElse(0L);
        return new ArgumentComparison(
                (int) index,
                operator,
                node.field("value").map(ProfileNode::word).orElse(0L),
                node.field("valueTwo").map(ProfileNode::word).orElse(0L));
    }

    private static Applicability applicability(ProfileNode rule, String field) {
        Optional<ProfileNode> node = rule.field(field);
        if (node.isEmpty()) {
            return Applicability.UNSTATED;
        }
        ProfileNode filter = node.get();
        filter.requireObject();
        return new Applicability(
                filter.field("caps").map(ProfileNode::distinctTexts).orElse(Set.of()),
                filter.field("arches").map(ProfileNode::distinctTexts).orElse(Set.of()),
                filter.field("minKernel").filter(text -> !text.text().isEmpty()).map(ProfileReader::kernel));
    }

    private static KernelVersion kernel(ProfileNode text) {
        return KernelVersion.parse(text.text())
                .orElseThrow(() -> text.refusal("expected a kernel version such as \"4.8\", found " + text.quoted()));
    }
}
