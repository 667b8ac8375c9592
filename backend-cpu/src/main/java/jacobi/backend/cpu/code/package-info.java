/// Code that is written by the program: each op is one formula, turned into a loop twice.
///
/// A [formula][jacobi.backend.cpu.code.Formula] computes with
/// [values][jacobi.backend.cpu.code.Value] instead of numbers. Run on an
/// [emitter][jacobi.backend.cpu.code.Emitter] it writes bytecode: plain Java arithmetic, or the
/// same steps on vectors. Every step is correctly rounded (`+ − × ÷ √ fma`) or moves bits, so a
/// scalar loop and a vector loop of any width give the same bits by construction, and either may
/// serve at any moment: the scalar one while the vector one is not compiled, and for the elements
/// that do not fill a vector.
///
/// Start at [Formulas][jacobi.backend.cpu.code.Formulas], which says what every op computes;
/// [Loops][jacobi.backend.cpu.code.Loops] are the loops of one op, and
/// [LoopTable][jacobi.backend.cpu.code.LoopTable] has them all.
@NullMarked
package jacobi.backend.cpu.code;

import org.jspecify.annotations.NullMarked;
