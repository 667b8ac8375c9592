/// Kernels in plain Java, and the elementary functions they are made of.
///
/// C2 vectorizes a loop whose arrays share one index, so rows in which every operand starts at the
/// same place take a loop of that form.
@NullMarked
package jacobi.backend.cpu.scalar;

import org.jspecify.annotations.NullMarked;
