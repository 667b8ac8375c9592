/// Products of whole numbers, which wrap.
///
/// C2 vectorizes a loop whose arrays share one index, so sums of a few rows and a row of the right
/// factor are kept in arrays of their own, all of which begin at 0.
@NullMarked
package jacobi.backend.cpu.whole;

import org.jspecify.annotations.NullMarked;
