package jacobi.backend.cpu.fused;

import jacobi.backend.cpu.code.Element;
import jacobi.backend.cpu.code.LoopTable;
import jacobi.backend.cpu.code.Loops;
import jacobi.backend.cpu.gemm.Gemm;
import jacobi.backend.cpu.gemm.Matrix;
import jacobi.backend.cpu.gemm.Turn;
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
  private final Loops exp = LoopTable.shared().unary(Unary.EXP, Element.F32);

  private AttentionBackwardKernel(Attention op, OpCall call) {
    this.op = op;
    this.call = call;
    heads = Heads.of(call, 3);
    dropped = DroppedWeights.of(op, call, heads);
  }

  /// The gradients in queries, keys and values.
  public static void run(AttentionBackward back, OpCall call, Workers workers) {
    var kernel = new AttentionBackwardKernel(back.of(), call);
    workers.run(kernel.heads.count(), head -> kernel.new Head(head).run());
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

  private static Matrix<float[]> dense(float[] elements, int columns) {
    return Matrix.rowMajor(elements, 0, columns);
  }

  /// One head, and the arrays that its blocks go through.
  private final class Head {
    private final int head;
    private final int width = heads.width();
    private final int depth = heads.depth();
    private final Matrix<float[]> g;
    private final Matrix<float[]> q;
    private final Matrix<float[]> k;
    private final Matrix<float[]> v;
    private final float[] turnedKeys = Room.borrow(width * heads.keys());
    private final float[] queries = Room.borrow(QUERIES * width);
    private final float[] turnedQueries = Room.borrow(QUERIES * width);
    private final float[] turnedCotangents = Room.borrow(QUERIES * depth);
    private final float[] slope = Room.borrow(QUERIES * width);
    private final float[] lse = Room.borrow(QUERIES * KEYS);
    private final float[] delta = Room.borrow(QUERIES * KEYS);
    private final float[] p = Room.borrow(QUERIES * KEYS);
    private final float[] s = Room.borrow(QUERIES * KEYS);
    private final float[] factors = Room.borrow(dropped == null ? 0 : QUERIES * KEYS);

    Head(int head) {
      this.head = head;
      g = Heads.matrix(call.in(0), head);
      q = Heads.matrix(heads.q(), head);
      k = Heads.matrix(heads.k(), head);
      v = Heads.matrix(heads.v(), head);
    }

    void run() {
      zero(call.out(1), head, heads.keys() * width);
      zero(call.out(2), head, heads.keys() * depth);
      Heads.turn(k, 0, heads.keys(), width, turnedKeys);
      for (int query = 0; query < heads.queries(); query += QUERIES) {
        queries(query, Math.min(QUERIES, heads.queries() - query));
      }
      for (float[] room :
          new float[][] {
            factors, s, p, delta, lse, slope, turnedCotangents, turnedQueries, queries, turnedKeys
          }) {
        Room.giveBack(room);
      }
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
      var weights = dense(p, count);
      var slopes = dense(s, count);
      var k = this.k.shifted(key * this.k.row());
      var v = this.v.shifted(key * this.v.row());
      product(keys, count, width, k, dense(turnedQueries, count), weights, false);
      if (op.causal()) {
        hide(query, count, key, keys);
      }
      weights(p, lse, n);
      product(keys, count, depth, v, dense(turnedCotangents, count), slopes, false);
      float[] left = dropped == null ? p : drop(dropped, query, count, key, keys);
      var cotangents = g.shifted(query * g.row());
      product(keys, depth, count, dense(left, count), cotangents, rows(2, key, depth), true);
      slopes(s, delta, p, n);
      product(keys, width, count, slopes, dense(queries, width), rows(1, key, width), true);
      var turned = new Matrix<>(turnedKeys, key, heads.keys(), 1);
      product(width, count, keys, turned, slopes, dense(slope, count), key > 0);
    }

    /// Rows of a result from a key on.
    private Matrix<float[]> rows(int result, int key, int columns) {
      Operand to = call.out(result);
      int at = to.at() + (head * heads.keys() + key) * columns;
      return Matrix.rowMajor(to.floats(), at, columns);
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
