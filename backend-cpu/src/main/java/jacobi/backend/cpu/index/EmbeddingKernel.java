package jacobi.backend.cpu.index;

import jacobi.backend.cpu.code.Element;
import jacobi.backend.cpu.loop.Walk;
import jacobi.backend.cpu.parallel.Workers;
import jacobi.op.Embedding;
import jacobi.op.EmbeddingBackward;
import jacobi.spi.OpCall;
import jacobi.spi.Operand;
import java.util.Arrays;

/// Rows of a table, on F32: copied forward, added backward in the order of the places that ask for
/// them.
public final class EmbeddingKernel {
  /// Parts of a table, each of which looks at every index.
  private static final int MOST_PARTS = 8;

  private EmbeddingKernel() {}

  /// `Y[…, j] = W[index[…], j]`
  public static Runnable forward(Embedding op, OpCall call, Workers workers) {
    int width = (int) call.in(0).shape().size(1);
    var index = new Indices(call, 1, call.in(0).shape().size(0));
    int count = call.in(1).count();
    int part = Math.max(Walk.PART / Math.max(width, 1), 1);
    int parts = (count + part - 1) / part;
    Workers.Task rows =
        number -> copy(call, index, width, number * part, Math.min(count, (number + 1) * part));
    return () -> {
      index.start();
      workers.run(parts, rows);
      index.report(op);
    };
  }

  private static void copy(OpCall call, Indices index, int width, int first, int last) {
    Operand table = call.in(0);
    for (int r = first; r < last; r++) {
      int i = index.at(call.in(1).at() + r);
      if (i >= 0) {
        int from = table.at() + i * width;
        int to = call.out().at() + r * width;
        System.arraycopy(table.floats(), from, call.out().floats(), to, width);
      }
    }
  }

  /// `W̄[i, j] = Σ Ḡ[…, j]` over the places whose index is `i`.
  public static Runnable backward(EmbeddingBackward op, OpCall call, Workers workers) {
    int width = (int) call.in(0).shape().size(-1);
    int rows = (int) op.rows();
    var index = new Indices(call, 1, rows);
    int parts = Math.clamp((long) rows * width / Walk.PART, 1, MOST_PARTS);
    Workers.Task task =
        number -> {
          int first = (int) ((long) rows * number / parts);
          int last = (int) ((long) rows * (number + 1) / parts);
          add(call, index, width, first, last);
        };
    return () -> {
      index.start();
      workers.run(parts, task);
      index.report(op);
    };
  }

  /// Rows `first` to before `last` of the table.
  private static void add(OpCall call, Indices index, int width, int first, int last) {
    Operand g = call.in(0);
    Operand place = call.in(1);
    float[] to = call.out().floats();
    int at = call.out().at();
    Arrays.fill(to, at + first * width, at + last * width, 0);
    for (int r = 0; r < place.count(); r++) {
      int i = index.at(place.at() + r);
      if (i >= first && i < last) {
        int from = g.at() + r * width;
        AddRows.add(Element.F32, g.floats(), from, 1, to, at + i * width, 1, width);
      }
    }
  }
}
