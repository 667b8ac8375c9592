/// The tests, a class for each kind of check.
@NullMarked
package jacobi.tck.check;

import org.jspecify.annotations.NullMarked;
