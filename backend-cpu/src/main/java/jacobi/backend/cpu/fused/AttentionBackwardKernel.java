package jacobi.backend.cpu.fused;

import jacobi.backend.cpu.code.Element;
import jacobi.backend.cpu.code.LoopTable;
import jacobi.backend.cpu.code.Loops;
import jacobi.backend.cpu.gemm.Gemm;
import jacobi.backend.cpu.gemm.Matrix;
import jacobi.backend.cpu.gemm.Turn;
import jacobi.backend.cpu.parallel.Spare;
import jacobi.backend.cpu.parallel.Workers;
import jacobi.op.Attention;
import jacobi.op.AttentionBackward;
import jacobi.op.Unary;
import jacobi.spi.OpCall;
import jacobi.spi.Operand;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// The gradient of attention, from weights that are computed again, some keys by some queries at a
/// time:
///
/// ```
/// Pᵀ = e^(K·(scale·Q)ᵀ − lse),  V̄ += D(P)ᵀ·Ḡ,  S̄ᵀ = (D(V·Ḡᵀ) − δ)·Pᵀ,
/// K̄ += S̄ᵀ·(scale·Q),  Q̄ᵀ += Kᵀ·S̄ᵀ
/// ```
///
/// All of it is transposed, so that a row is a key: then the products read what they need as it
/// lies, and `lse` and `δ` are the same for each row. A head is a part; its blocks are added in
/// order, and the bits are those of the decomposition.
public final class AttentionBackwardKernel {
  private static final int QUERIES = 64;

  /// Keys of a block: full tiles of six rows.
  private static final int KEYS = 96;

  private final Attention op;
  private final OpCall call;
  private final Heads heads;
  private final @Nullable DroppedWeights dropped;
  private final Spare<Head> spare = new Spare<>(Head::new);
  private final Loops exp = LoopTable.shared().unary(Unary.EXP, Element.F32);

  private AttentionBackwardKernel(Attention op, OpCall call) {
    this.op = op;
    this.call = call;
    heads = Heads.of(call, 3);
    dropped = DroppedWeights.of(op, call, heads);
  }

  /// What computes the gradients in queries, keys and values.
  public static Runnable prepare(AttentionBackward back, OpCall call, Workers workers) {
    var kernel = new AttentionBackwardKernel(back.of(), call);
    Workers.Task task =
        head -> {
          Head on = kernel.spare.take();
          on.run(head);
          kernel.spare.give(on);
        };
    return () -> workers.run(kernel.heads.count(), task);
  }

  private static void zero(Operand of, int head, int elements) {
    int at = of.at() + head * elements;
    Arrays.fill(of.floats(), at, at + elements, 0);
  }

  /// `p ← e^(p − lse)`
  private void weights(float[] p, float[] lse, int n) {
    for (int i = 0; i < n; i++) {
      p[i] = p[i] - lse[i];
    }
    exp.run(p, 0, p, 0, 1, p, 0, 1, p, 0, 1, n);
  }

  /// `s ← (s − δ)·p`
  private static void slopes(float[] s, float[] delta, float[] p, int n) {
    for (int i = 0; i < n; i++) {
      s[i] = (s[i] - delta[i]) * p[i];
    }
  }

  private static void scale(float[] x, int from, int to, float factor) {
    for (int i = from; i < to; i++) {
      x[i] = x[i] * factor;
    }
  }

  private static void product(
      int m, int n, int k, Matrix<float[]> a, Matrix<float[]> b, Matrix<float[]> c, boolean add) {
    Gemm.shared().f32(m, n, k, a, b, c, add);
  }

  /// One head at a time, and the arrays that its blocks go through.
  private final class Head {
    private final int width = heads.width();
    private final int depth = heads.depth();
    private final Matrix<float[]> g = new Matrix<>();
    private final Matrix<float[]> q = new Matrix<>();
    private final Matrix<float[]> k = new Matrix<>();
    private final Matrix<float[]> v = new Matrix<>();
    private final Matrix<float[]> a = new Matrix<>();
    private final Matrix<float[]> b = new Matrix<>();
    private final Matrix<float[]> c = new Matrix<>();
    private int head;
    private float[] turnedKeys = {};
    private float[] queries = {};
    private float[] turnedQueries = {};
    private float[] turnedCotangents = {};
    private float[] slope = {};
    private float[] lse = {};
    private float[] delta = {};
    private float[] p = {};
    private float[] s = {};
    private float[] factors = {};

    void run(int head) {
      this.head = head;
      Heads.put(g, call.in(0), head);
      Heads.put(q, heads.q(), head);
      Heads.put(k, heads.k(), head);
      Heads.put(v, heads.v(), head);
      borrow();
      zero(call.out(1), head, heads.keys() * width);
      zero(call.out(2), head, heads.keys() * depth);
      Heads.turn(k, 0, heads.keys(), width, turnedKeys);
      for (int query = 0; query < heads.queries(); query += QUERIES) {
        queries(query, Math.min(QUERIES, heads.queries() - query));
      }
      giveBack();
    }

    private void borrow() {
      turnedKeys = Room.borrow(width * heads.keys());
      queries = Room.borrow(QUERIES * width);
      turnedQueries = Room.borrow(QUERIES * width);
      turnedCotangents = Room.borrow(QUERIES * depth);
      slope = Room.borrow(QUERIES * width);
      lse = Room.borrow(QUERIES * KEYS);
      delta = Room.borrow(QUERIES * KEYS);
      p = Room.borrow(QUERIES * KEYS);
      s = Room.borrow(QUERIES * KEYS);
      factors = Room.borrow(dropped == null ? 0 : QUERIES * KEYS);
    }

    private void giveBack() {
      Room.giveBack(factors);
      Room.giveBack(s);
      Room.giveBack(p);
      Room.giveBack(delta);
      Room.giveBack(lse);
      Room.giveBack(slope);
      Room.giveBack(turnedCotangents);
      Room.giveBack(turnedQueries);
      Room.giveBack(queries);
      Room.giveBack(turnedKeys);
    }

    private void queries(int query, int count) {
      int keys = op.causal() ? Math.min(query + count, heads.keys()) : heads.keys();
      Heads.scale(q, query, count, width, (float) op.scale(), queries);
      Turn.copy(queries, 0, width, width, count, turnedQueries, 0, count);
      Heads.turn(g, query, count, depth, turnedCotangents);
      int rows = Math.min(keys, KEYS);
      repeat(call.in(2), query, count, rows, lse);
      repeat(call.in(1), query, count, rows, delta);
      for (int key = 0; key < keys; key += KEYS) {
        block(query, count, key, Math.min(KEYS, keys - key));
      }
      Operand to = call.out(0);
      int at = to.at() + (head * heads.queries() + query) * width;
      Turn.copy(slope, 0, count, count, width, to.floats(), at, width);
      scale(to.floats(), at, at + count * width, (float) op.scale());
    }

    private void block(int query, int count, int key, int keys) {
      int n = keys * count;
      a.putShifted(k, key * k.row());
      product(keys, count, width, a, b.put(turnedQueries, 0, count), c.put(p, 0, count), false);
      if (op.causal()) {
        hide(query, count, key, keys);
      }
      weights(p, lse, n);
      a.putShifted(v, key * v.row());
      product(keys, count, depth, a, b.put(turnedCotangents, 0, count), c.put(s, 0, count), false);
      float[] left = dropped == null ? p : drop(dropped, query, count, key, keys);
      b.putShifted(g, query * g.row());
      product(keys, depth, count, a.put(left, 0, count), b, rows(2, key, depth), true);
      slopes(s, delta, p, n);
      a.put(s, 0, count);
      product(keys, width, count, a, b.put(queries, 0, width), rows(1, key, width), true);
      a.put(turnedKeys, key, heads.keys());
      b.put(s, 0, count);
      product(width, count, keys, a, b, c.put(slope, 0, count), key > 0);
    }

    /// Rows of a result from a key on.
    private Matrix<float[]> rows(int result, int key, int columns) {
      Operand to = call.out(result);
      int at = to.at() + (head * heads.keys() + key) * columns;
      return c.put(to.floats(), at, columns);
    }

    /// The numbers of some queries, for each of some keys.
    private void repeat(Operand of, int query, int count, int keys, float[] to) {
      int at = of.at() + head * heads.queries() + query;
      for (int key = 0; key < keys; key++) {
        System.arraycopy(of.floats(), at, to, key * count, count);
      }
    }

    /// Queries do not see the keys behind them.
    private void hide(int query, int count, int key, int keys) {
      for (int r = 0; r < keys; r++) {
        int hidden = Math.clamp(key + r - query, 0, count);
        Arrays.fill(p, r * count, r * count + hidden, Float.NEGATIVE_INFINITY);
      }
    }

    /// Drops from the slopes, and returns the weights that are left.
    private float[] drop(DroppedWeights which, int query, int count, int key, int keys) {
      int n = keys * count;
      for (int r = 0; r < count; r++) {
        which.factors(head, query + r, key, keys, factors, r, count);
      }
      DroppedWeights.apply(s, factors, n, s);
      DroppedWeights.apply(p, factors, n, factors);
      return factors;
    }
  }
}
