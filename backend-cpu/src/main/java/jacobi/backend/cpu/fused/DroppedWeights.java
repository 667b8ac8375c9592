package jacobi.backend.cpu.fused;

import jacobi.op.Attention;
import jacobi.op.Dropout;
import jacobi.random.Philox;
import jacobi.spi.OpCall;
import jacobi.spi.Operand;
import org.jspecify.annotations.Nullable;

/// Which attention weights are dropped; element `(head, query, key)` looks at the word of the
/// random stream that [Dropout] on the whole weights would give it.
final class DroppedWeights {
  private final long key;
  private final long start;
  private final int threshold;
  private final float scale;
  private final Heads heads;

  private DroppedWeights(Dropout op, Operand state, Heads heads) {
    key = state.longs()[state.at()];
    start = state.longs()[state.at() + (int) state.layout().stride(0)];
    threshold = op.threshold();
    scale = (float) (1 / (1 - op.p()));
    this.heads = heads;
  }

  /// Those of a call whose last operand is the state, or null if none are dropped.
  static @Nullable DroppedWeights of(Attention op, OpCall call, Heads heads) {
    return op.isDropped()
        ? new DroppedWeights(new Dropout(op.drop()), call.in(call.inputs() - 1), heads)
        : null;
  }

  /// What a query's weights of some keys are multiplied with: 0 or `1/(1 − p)`; written `step`
  /// apart.
  void factors(int head, int query, int from, int count, float[] to, int at, int step) {
    int[] words = new int[count];
    long row = (long) head * heads.queries() + query;
    Philox.words(key, start + row * heads.keys() + from, words, 0, count);
    for (int i = 0; i < count; i++) {
      to[at + i * step] = (words[i] ^ Integer.MIN_VALUE) >= threshold ? scale : 0;
    }
  }

  /// `y = x·f`, and 0 where `f` is.
  static void apply(float[] x, float[] f, int count, float[] y) {
    for (int i = 0; i < count; i++) {
      y[i] = f[i] == 0 ? 0 : x[i] * f[i];
    }
  }
}
