package dev.sangja.runtime.container;

import java.util.List;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;

/** Names for containers that were given none: an adjective and a thing to put things in. */
final class ContainerNames {
    static final List<String> ADJECTIVES = List.of(
            "airy", "amber", "ample", "azure", "balmy", "bold", "brave", "breezy", "bright", "brisk", "calm", "candid",
            "cheery", "clear", "clever", "coral", "cosy", "crisp", "curious", "dapper", "dear", "deft", "eager",
            "early", "earnest", "easy", "fair", "fleet", "fond", "frank", "free", "fresh", "gentle", "glad", "golden",
            "grand", "green", "happy", "hardy", "honest", "humble", "ivory", "jolly", "keen", "kind", "light", "lively",
            "lucid", "lucky", "mellow", "merry", "mild", "misty", "modest", "neat", "nimble", "noble", "patient",
            "plain", "polite", "proud", "quick", "quiet", "rapid", "ready", "rosy", "sandy", "serene", "silver",
            "simple", "sleek", "smart", "snug", "soft", "sound", "spry", "steady", "still", "stout", "strong", "sunny",
            "sure", "swift", "tender", "tidy", "tiny", "true", "upbeat", "vivid", "warm", "wise", "witty", "young",
            "zesty");

    static final List<String> THINGS = List.of(
            "amphora",
            "barrel",
            "basin",
            "basket",
            "beaker",
            "bin",
            "bottle",
            "bowl",
            "box",
            "bucket",
            "cabinet",
            "caddy",
            "can",
            "canister",
            "carton",
            "case",
            "cask",
            "casket",
            "chest",
            "coffer",
            "cradle",
            "crate",
            "crock",
            "cup",
            "dish",
            "drawer",
            "drum",
            "envelope",
            "ewer",
            "flask",
            "folder",
            "goblet",
            "hamper",
            "hangari",
            "holder",
            "jar",
            "jug",
            "keg",
            "kettle",
            "ladle",
            "locker",
            "mug",
            "onggi",
            "packet",
            "pail",
            "pannier",
            "parcel",
            "pitcher",
            "pocket",
            "pod",
            "pot",
            "pouch",
            "purse",
            "rack",
            "sachet",
            "sack",
            "safe",
            "sangja",
            "satchel",
            "scoop",
            "shelf",
            "sleeve",
            "tank",
            "teapot",
            "thermos",
            "tin",
            "tray",
            "trough",
            "trunk",
            "tub",
            "tumbler",
            "urn",
            "valise",
            "vase",
            "vat",
            "vault",
            "vessel",
            "vial",
            "wallet",
            "wicker");

    private static final int ATTEMPTS = 20;

    private ContainerNames() {}

    /** A name that is not taken; with a number behind it once the plain ones are hard to find. */
    static String propose(RandomGenerator random, Predicate<String> taken) {
        for (int attempt = 0; ; attempt++) {
            String name =
                    ADJECTIVES.get(random.nextInt(ADJECTIVES.size())) + "_" + THINGS.get(random.nextInt(THINGS.size()));
            if (attempt >= ATTEMPTS) {
                name += attempt - ATTEMPTS + 1;
            }
            if (!taken.test(name)) {
                return name;
            }
        }
    }
}
