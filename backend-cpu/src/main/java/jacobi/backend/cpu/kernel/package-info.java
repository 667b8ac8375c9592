/// The elementwise and folding primitives: from a call to its rows, each of which goes through a
/// [generated loop][jacobi.backend.cpu.code].
@NullMarked
package jacobi.backend.cpu.kernel;

import org.jspecify.annotations.NullMarked;
