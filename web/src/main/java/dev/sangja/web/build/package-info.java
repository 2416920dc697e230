/** Image builds: a Dockerfile's lines and what each made, and builds in the order of time. */
@NullMarked
package dev.sangja.web.build;

import org.jspecify.annotations.NullMarked;
