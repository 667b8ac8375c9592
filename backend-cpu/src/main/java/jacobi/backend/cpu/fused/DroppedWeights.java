package jacobi.backend.cpu.fused;

import jacobi.op.Attention;
import jacobi.op.Dropout;
import jacobi.spi.OpCall;
import jacobi.spi.Operand;
import org.jspecify.annotations.Nullable;

/// Which attention weights are dropped; element `(head, query, key)` looks at the word of the
/// random stream that [Dropout] on the whole weights would give it.
final class DroppedWeights {
  private final OpCall call;
  private final int threshold;
  private final float scale;
  private final Heads heads;

  private DroppedWeights(Dropout op, OpCall call, Heads heads) {
    this.call = call;
    threshold = op.threshold();
    scale = (float) (1 / (1 - op.p()));
    this.heads = heads;
  }

  /// Those of a call whose last operand is the state, or null if none are dropped.
  static @Nullable DroppedWeights of(Attention op, OpCall call, Heads heads) {
    return op.isDropped() ? new DroppedWeights(new Dropout(op.drop()), call, heads) : null;
  }

  /// What a query's weights of some keys are multiplied with: 0 or `1/(1 − p)`; written `step`
  /// apart.
  void factors(int head, int query, int from, int count, float[] to, int at, int step) {
    Operand state = call.in(call.inputs() - 1);
    long key = state.longs()[state.at()];
    long start = state.longs()[state.at() + (int) state.layout().stride(0)];
    long row = (long) head * heads.queries() + query;
    long first = start + row * heads.keys() + from;
    Words words = Words.of(key);
    int[] chunk = words.chunk();
    for (int done = 0; done < count; done += chunk.length) {
      int n = Math.min(chunk.length, count - done);
      words.fill(first + done, chunk, 0, n);
      for (int i = 0; i < n; i++) {
        boolean keeps = (chunk[i] ^ Integer.MIN_VALUE) >= threshold;
        to[at + (done + i) * step] = keeps ? scale : 0;
      }
    }
    words.close();
  }

  /// `y = x·f`, and 0 where `f` is.
  static void apply(float[] x, float[] f, int count, float[] y) {
    for (int i = 0; i < count; i++) {
      y[i] = f[i] == 0 ? 0 : x[i] * f[i];
    }
  }
}
