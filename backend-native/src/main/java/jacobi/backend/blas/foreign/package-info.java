/// Every call into native code that this module makes, written by hand: signatures are bound once,
/// as constants; the address of a function is an operand of its call, so that more than one library
/// may serve.
///
/// Whoever calls has checked all sizes: what is wrong here is a crash, not an exception.
@NullMarked
package jacobi.backend.blas.foreign;

import org.jspecify.annotations.NullMarked;
