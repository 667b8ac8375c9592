package jacobi.runtime;

import jacobi.graph.Value;
import jacobi.op.Op;
import jacobi.spi.Operand;
import jacobi.tensor.Scope;
import jacobi.tensor.Tensor;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// An op of a program that the host carries out for the device.
final class HostCommand implements Runnable {
  private final EagerEngine engine;
  private final Places places;
  private final Op op;
  private final int[] roots;
  private final List<Value> values;
  private final Operand[] out;

  /// @param roots where the operands lie
  /// @param values what they are
  HostCommand(
      EagerEngine engine, Places places, Op op, int[] roots, List<Value> values, Operand[] out) {
    this.engine = engine;
    this.places = places;
    this.op = op;
    this.roots = roots;
    this.values = values;
    this.out = out;
  }

  @Override
  public void run() {
    Scope.run(scope -> {
      Tensor[] in = new Tensor[roots.length];
      for (int i = 0; i < in.length; i++) {
        @Nullable Storage memory = places.at(roots[i]);
        if (memory == null) {
          throw new IllegalStateException("operand %d of %s has no memory".formatted(i, op.name()));
        }
        in[i] = new Tensor(engine, memory, values.get(i).layout());
      }
      Tensor[] results = engine.applyAll(op, in);
      for (int i = 0; i < out.length; i++) {
        engine.copy(results[i], out[i]);
      }
      return true;
    });
  }
}
