/** Command line flags by the rules, and in the words, of the library that the docker command is made with (pflag). */
@NullMarked
package dev.sangja.runtime.docker.flag;

import org.jspecify.annotations.NullMarked;
