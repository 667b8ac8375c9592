/// Running tests: which, how many cases of each, and what became of them.
@NullMarked
package jacobi.tck.run;

import org.jspecify.annotations.NullMarked;
