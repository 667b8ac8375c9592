package jacobi.backend.cpu.fused;

import jacobi.backend.cpu.code.LoopTable;
import jacobi.backend.cpu.code.Pass;
import jacobi.backend.cpu.code.Sweeps;

/// The operands of a [Pass], of which few change from one line to the next. One worker's.
final class Call {
  private final Sweeps pass;
  private final Object[] arrays;
  private final int[] at;

  /// A call with so many results and operands.
  Call(Pass pass, int arrays) {
    this.pass = LoopTable.shared().pass(pass);
    this.arrays = new Object[arrays];
    this.at = new int[arrays];
  }

  /// Sets the place of a result or of an operand.
  Call with(int index, Object array, int at) {
    arrays[index] = array;
    this.at[index] = at;
    return this;
  }

  /// Goes over `n` elements.
  void run(int n) {
    pass.run(arrays, at, n);
  }
}
