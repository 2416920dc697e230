package dev.sangja.lessons.story;

import dev.sangja.runtime.journal.Origin;
import dev.sangja.runtime.receipt.LayerChange;
import dev.sangja.runtime.receipt.LayerDiff;
import dev.sangja.runtime.receipt.Receipt;
import java.util.Map;

/** Files made, changed and removed. */
final class FileTeller implements Teller {
    private final Cast cast;
    private final Receipt receipt;

    FileTeller(Cast cast, Receipt receipt) {
        this.cast = cast;
        this.receipt = receipt;
    }

    @Override
    public void tell(Deed deed, Telling telling) {
        String who = cast.subject(deed);
        String path = FileDeeds.file(deed);
        switch (deed.name()) {
            case "open", "openat", "openat2", "creat" -> {
                boolean makes = deed.arguments().flags("flags", "how").contains("O_CREAT")
                        || deed.name().equals("creat");
                boolean made = makes && inLayer(deed, path, LayerChange.Kind.ADDED);
                telling.didTo(who, made ? "files.made" : makes ? "files.madeOrOpened" : "files.opened", path);
                if (inLayer(deed, path, LayerChange.Kind.MODIFIED)) {
                    telling.atLast("files.copiedUp", Map.of());
                }
            }
            case "write" ->
                telling.did(
                        who,
                        "files.setting",
                        Map.of(
                                "file",
                                Shown.value(path),
                                "value",
                                Shown.value(deed.arguments().text("buf").strip())));
            case "unlink", "unlinkat", "rmdir" -> {
                telling.didTo(who, "files.removed", path);
                if (inLayer(deed, path, LayerChange.Kind.DELETED)) {
                    telling.atLast("files.whiteout", Map.of());
                }
            }
            case "rename", "renameat", "renameat2" ->
                telling.did(
                        who,
                        "files.renamed",
                        Map.of(
                                "from", Shown.value(deed.arguments().text("oldpath")),
                                "to", Shown.value(deed.arguments().text("newpath"))));
            case "mkdir", "mkdirat" -> telling.didTo(who, "files.madeDirectory", path);
            case "symlink", "symlinkat", "link", "linkat" ->
                telling.didTo(who, "files.linked", deed.arguments().text("linkpath", "newpath"));
            case "mknod", "mknodat", "mkfifo" -> telling.didTo(who, "files.madeNode", path);
            case "chmod", "fchmod", "fchmodat", "fchmodat2" -> telling.didTo(who, "files.mode", path);
            case "chown", "lchown", "fchown", "fchownat" -> telling.didTo(who, "files.owner", path);
            case "truncate", "ftruncate" -> telling.didTo(who, "files.cut", path);
            default -> telling.didTo(who, "files.attributes", path);
        }
    }

    /** Copy-up and whiteouts happen inside other calls; that they happened stands in the layer's difference. */
    private boolean inLayer(Deed deed, String path, LayerChange.Kind kind) {
        return receipt.layers().stream()
                .filter(layer -> belongs(layer, deed))
                .flatMap(layer -> layer.changes().stream())
                .anyMatch(change -> change.kind() == kind && change.path().equals(path));
    }

    private static boolean belongs(LayerDiff layer, Deed deed) {
        return deed.entry().origin() == Origin.CONTAINER
                ? layer.container().equals(deed.entry().container())
                : layer.container().isEmpty();
    }
}
