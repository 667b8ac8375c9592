/// Elementwise kernels: each op is one formula, written once and turned into code twice.
///
/// A [formula][jacobi.backend.cpu.kernel.Formula] computes with
/// [values][jacobi.backend.cpu.kernel.Value] instead of numbers. Run on an
/// [emitter][jacobi.backend.cpu.kernel.Emitter] it writes bytecode: plain Java arithmetic, or the
/// same steps on vectors. Every step is correctly rounded (`+ − × ÷ √ fma`) or moves bits, so a
/// scalar loop and a vector loop of any width give the same bits by construction, and either may
/// serve at any moment: the scalar one while the vector one is not compiled, and for the elements
/// that do not fill a vector.
///
/// Start at [ElementwiseKernel][jacobi.backend.cpu.kernel.ElementwiseKernel]; what an op computes
/// stands in [Formulas][jacobi.backend.cpu.kernel.Formulas].
@NullMarked
package jacobi.backend.cpu.kernel;

import org.jspecify.annotations.NullMarked;
