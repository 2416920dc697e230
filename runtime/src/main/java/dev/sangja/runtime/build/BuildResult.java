package dev.sangja.runtime.build;

import dev.sangja.runtime.dockerfile.Dockerfile;
import dev.sangja.runtime.dockerfile.Problem;
import dev.sangja.runtime.receipt.BuildView;
import dev.sangja.runtime.store.Image;
import java.util.Optional;

/**
 * What came of a build.
 *
 * @param view for the receipt
 * @param file the Dockerfile, as far as it could be read
 * @param image the image; empty unless the build is done
 * @param problem what is wrong with the Dockerfile, if that is why it failed
 * @param failure why it failed otherwise; empty too if it was cancelled
 */
public record BuildResult(
        BuildView view,
        Dockerfile file,
        Optional<Image> image,
        Optional<Problem> problem,
        Optional<BuildException> failure) {}
