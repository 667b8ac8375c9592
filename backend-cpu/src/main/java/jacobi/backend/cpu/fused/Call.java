package jacobi.backend.cpu.fused;

import jacobi.backend.cpu.code.LoopTable;
import jacobi.backend.cpu.code.Pass;
import jacobi.backend.cpu.code.Sweeps;
import jacobi.backend.cpu.parallel.Pool;
import jacobi.backend.cpu.parallel.Workers;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

/// The operands of a [Pass], of which few change from one line to the next. One worker's.
final class Call {
  private final Pass of;
  private final Sweeps pass;
  private final Object[] arrays;
  private final int[] at;

  /// A call with so many results and operands.
  Call(Pass pass, int arrays) {
    of = pass;
    this.pass = LoopTable.shared().pass(pass);
    this.arrays = new Object[arrays];
    this.at = new int[arrays];
  }

  /// A call of a pass that nobody uses.
  static Call of(Pass pass, int arrays) {
    Call kept = Kept.of(pass).take(arrays);
    return kept != null ? kept : new Call(pass, arrays);
  }

  /// Lets the next one use this, without what it was used on.
  void close() {
    Arrays.fill(arrays, null);
    Kept.of(of).give(this);
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

  /// Calls that nobody uses, of each pass.
  private static final class Kept {
    static final Map<Pass, Pool<Call>> OF = all();

    private static Map<Pass, Pool<Call>> all() {
      Map<Pass, Pool<Call>> all = new EnumMap<>(Pass.class);
      for (Pass pass : Pass.values()) {
        all.put(pass, new Pool<>(2 * Workers.shared().threads(), call -> call.arrays.length));
      }
      return Collections.unmodifiableMap(all);
    }

    static Pool<Call> of(Pass pass) {
      return Objects.requireNonNull(OF.get(pass));
    }
  }
}
