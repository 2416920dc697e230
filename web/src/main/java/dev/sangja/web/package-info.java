/** Pages and components: values in, complete HTML out. */
@NullMarked
package dev.sangja.web;

import org.jspecify.annotations.NullMarked;
