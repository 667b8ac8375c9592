/// A test, and one case of it as it runs.
@NullMarked
package jacobi.tck.trial;

import org.jspecify.annotations.NullMarked;
