package jacobi.backend.cpu.fused;

import jacobi.backend.cpu.gemm.Gemm;
import jacobi.backend.cpu.gemm.Matrix;
import jacobi.backend.cpu.parallel.Spare;
import jacobi.backend.cpu.parallel.Workers;
import jacobi.op.Attention;
import jacobi.op.Binary;
import jacobi.spi.OpCall;
import jacobi.spi.Operand;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Attention: `Y = dropout(softmax(scale·Q·Kᵀ))·V`, some queries at a time.
///
/// Their scores are all that is held of the weights. The steps are those of the decomposition and
/// so are the bits; weights that are 0 because a key is hidden are passed over by whole blocks.
public final class AttentionKernel {
  /// Queries of a block: no more than fill a good part of the L2 cache with scores.
  private static final int MOST_QUERIES = 64;

  private static final int LEAST_QUERIES = 12;
  private static final int SCORES = 1 << 16;

  /// Queries of a part, for which the keys are turned once.
  private static final int PART = 256;

  /// Elements that the softmax handles at a time: 8 KiB.
  private static final int BLOCK = 2048;

  private final Attention op;
  private final OpCall call;
  private final Heads heads;
  private final @Nullable DroppedWeights dropped;
  private final int queries;
  private final Spare<Part> parts = new Spare<>(Part::new);

  private AttentionKernel(Attention op, OpCall call) {
    this.op = op;
    this.call = call;
    heads = Heads.of(call, 0);
    dropped = DroppedWeights.of(op, call, heads);
    queries = Math.clamp(SCORES / heads.keys(), LEAST_QUERIES, MOST_QUERIES);
  }

  /// What computes the result and the log-sum-exp.
  public static Runnable prepare(Attention op, OpCall call, Workers workers) {
    var kernel = new AttentionKernel(op, call);
    int parts = (kernel.heads.queries() + PART - 1) / PART;
    Workers.Task task =
        i -> {
          Part part = kernel.parts.take();
          part.run(i / parts, i % parts * PART);
          kernel.parts.give(part);
        };
    return () -> workers.run(kernel.heads.count() * parts, task);
  }

  /// How many keys the queries before one see.
  private int seen(int query) {
    return op.causal() ? Math.min(query, heads.keys()) : heads.keys();
  }

  /// Some queries of one head at a time, and the arrays that their blocks go through.
  private final class Part {
    private final int width = heads.width();
    private final Matrix<float[]> q = new Matrix<>();
    private final Matrix<float[]> k = new Matrix<>();
    private final Matrix<float[]> v = new Matrix<>();
    private final Matrix<float[]> left = new Matrix<>();
    private final Matrix<float[]> right = new Matrix<>();
    private final Matrix<float[]> weights = new Matrix<>();
    private final Matrix<float[]> result = new Matrix<>();
    private int head;
    private float[] turned = {};
    private float[] scaled = {};
    private float[] scores = {};
    private float[] factors = {};
    private float[] sums = {};
    private float[] tops = {};
    private float[] logs = {};

    void run(int head, int first) {
      this.head = head;
      int last = Math.min(first + PART, heads.queries());
      Heads.put(q, heads.q(), head);
      Heads.put(k, heads.k(), head);
      Heads.put(v, heads.v(), head);
      borrow(seen(last));
      turn(last - first, seen(last));
      for (int query = first; query < last; query += queries) {
        block(query, Math.min(queries, last - query));
      }
      giveBack();
    }

    private void borrow(int keys) {
      turned = Room.borrow(width * keys);
      scaled = Room.borrow(queries * width);
      scores = Room.borrow(queries * keys);
      factors = Room.borrow(dropped == null ? 0 : queries * keys);
      sums = Room.borrow(queries);
      tops = Room.borrow(queries);
      logs = Room.borrow(queries);
    }

    private void giveBack() {
      Room.giveBack(logs);
      Room.giveBack(tops);
      Room.giveBack(sums);
      Room.giveBack(factors);
      Room.giveBack(scores);
      Room.giveBack(scaled);
      Room.giveBack(turned);
    }

    /// The keys as columns. Turning them costs as much as ten queries' products with them.
    private void turn(int count, int keys) {
      if (count < LEAST_QUERIES) {
        right.putTransposed(k);
      } else {
        Heads.turn(k, 0, keys, width, turned);
        right.put(turned, 0, keys);
      }
    }

    private void block(int query, int count) {
      int n = seen(query + count);
      Heads.scale(q, query, count, width, (float) op.scale(), scaled);
      left.put(scaled, 0, width);
      weights.put(scores, 0, n);
      Gemm.shared().f32(count, n, width, left, right, weights, false);
      if (op.causal()) {
        hide(query, count, n);
      }
      int row = head * heads.queries() + query;
      softmax(row, n, count);
      if (dropped != null) {
        for (int r = 0; r < count; r++) {
          dropped.factors(head, query + r, 0, n, factors, r * n, 1);
        }
        DroppedWeights.apply(scores, factors, count * n, scores);
      }
      int depth = heads.depth();
      float[] y = call.out(0).floats();
      int at = call.out(0).at() + row * depth;
      result.put(y, at, depth);
      Gemm.shared().f32(count, depth, n, weights, v, result, false);
      var on = Exponentials.of(depth);
      on.withEach(Binary.DIV, y, at, sums, 0, count, y, at);
      on.close();
    }

    /// Queries do not see the keys behind them.
    private void hide(int query, int count, int n) {
      for (int r = 0; r < count && query + r + 1 < n; r++) {
        Arrays.fill(scores, r * n + query + r + 1, (r + 1) * n, Float.NEGATIVE_INFINITY);
      }
    }

    /// `e = exp(scores − max)`, their sums, and the log-sum-exp of rows from `row` on.
    private void softmax(int row, int n, int count) {
      var on = Exponentials.of(n);
      Operand lse = call.out(1);
      int most = Math.max(BLOCK / n, 1);
      for (int r = 0; r < count; r += most) {
        int rows = Math.min(most, count - r);
        on.raise(scores, r * n, rows, tops, scores, r * n);
        on.sums(scores, r * n, rows, logs);
        System.arraycopy(logs, 0, sums, r, rows);
        on.log(logs, rows);
        Exponentials.with(Binary.ADD, logs, 0, tops, 0, lse.floats(), lse.at() + row + r, rows);
      }
      on.close();
    }
  }
}
