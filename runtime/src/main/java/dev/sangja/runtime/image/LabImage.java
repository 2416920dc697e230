package dev.sangja.runtime.image;

import dev.sangja.runtime.store.ImageReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * One of the lab's small images and where its recipe stands among the resources.
 *
 * @param name the image's name
 * @param directory the build's context, under {@code images/}
 * @param dockerfile the recipe's file in it
 * @param arguments what is given to the recipe's ARG lines
 */
record LabImage(ImageReference name, String directory, String dockerfile, Map<String, String> arguments) {
    LabImage {
        arguments = Map.copyOf(arguments);
    }

    /** All of them; those that others build on stand first. */
    static List<LabImage> all() {
        List<LabImage> images = new ArrayList<>();
        for (String version : List.of("1.0", "1.1", "2.0", "3.0")) {
            images.add(shop(version, "cart"));
        }
        images.add(shop("1.5", "cart-both"));
        images.add(shop("2.0-cartv2", "cart-items"));
        images.add(of("lab/shop:2.1-bad", "shop", "bad.Dockerfile", Map.of()));
        images.add(of("lab/shop:2.2-sick", "shop", "sick.Dockerfile", Map.of()));
        for (String plain : List.of("blog:1.0", "bare:1", "work:1", "chat:3.1", "kv:1.0", "legacy:1", "zombie:1")) {
            images.add(of("lab/" + plain, plain.substring(0, plain.indexOf(':')), "Dockerfile", Map.of()));
        }
        images.add(of("lab/kv:slow", "kv", "slow.Dockerfile", Map.of()));
        for (String section : List.of("news", "sports", "showbiz")) {
            images.add(of("lab/" + section + ":1.0", "portal", "section.Dockerfile", Map.of("SECTION", section)));
        }
        images.add(of("lab/front:1.0", "portal", "front.Dockerfile", Map.of()));
        images.add(of("lab/portal-mono:1.0", "portal", "mono.Dockerfile", Map.of()));
        for (String stack : List.of("ash", "awk", "sed")) {
            images.add(of("lab/app-" + stack + ":1.0", "app", "Dockerfile", Map.of("STACK", stack)));
        }
        for (String way : List.of("plain", "exec", "trap")) {
            images.add(of("lab/pid1:" + way, "pid1-" + way, "Dockerfile", Map.of()));
        }
        return List.copyOf(images);
    }

    private static LabImage shop(String version, String cart) {
        return of("lab/shop:" + version, "shop", "Dockerfile", Map.of("VERSION", version, "CART", cart));
    }

    private static LabImage of(String name, String directory, String dockerfile, Map<String, String> arguments) {
        return new LabImage(ImageReference.parse(name), directory, dockerfile, arguments);
    }
}
