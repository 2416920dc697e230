/** What is to be seen inside namespaces. */
@NullMarked
package dev.sangja.runtime.namespace;

import org.jspecify.annotations.NullMarked;
