package jacobi.backend.cpu.fused;

import jacobi.backend.cpu.loop.Walk;
import jacobi.backend.cpu.parallel.Pool;
import jacobi.backend.cpu.parallel.Workers;
import jacobi.op.AdamStep;
import jacobi.op.SgdStep;
import jacobi.spi.OpCall;
import jacobi.spi.Operand;

/// Optimizer steps, block by block; the formulas are those of the ops' docs, rounding for rounding
/// as the decompositions compute them.
///
/// The operands of a block are copied to the start of arrays of their own, which stay in the L1
/// cache, and every result is a short loop over them: the one form that C2 vectorizes (401,408
/// weights of Adam: 1.2 ms in one loop, 0.6 ms in short ones; AMD EPYC, one thread).
public final class StepKernel {
  /// Four arrays of 2 KiB, and as much to come and go, fill half of an L1 cache.
  private static final int BLOCK = 512;

  private static final int MOST_ARRAYS = 4;

  private static final int TINY_BITS = Float.floatToRawIntBits((float) SgdStep.TINY);

  private StepKernel() {}

  private interface Block {
    /// Computes elements `from` to before `from + n`, on arrays of [#BLOCK] elements.
    void run(float[][] room, int from, int n);
  }

  private static void each(int count, Workers workers, Block block) {
    int parts = (count + Walk.PART - 1) / Walk.PART;
    workers.run(
        parts,
        part -> {
          float[][] kept = Shared.ROOM.take(BLOCK);
          float[][] room = kept != null ? kept : new float[MOST_ARRAYS][BLOCK];
          int end = Math.min(count, (part + 1) * Walk.PART);
          for (int from = part * Walk.PART; from < end; from += BLOCK) {
            block.run(room, from, Math.min(BLOCK, end - from));
          }
          Shared.ROOM.give(room);
        });
  }

  private static void load(Operand x, int from, float[] to, int n) {
    System.arraycopy(x.floats(), x.at() + from, to, 0, n);
  }

  private static void store(float[] y, Operand to, int from, int n) {
    System.arraycopy(y, 0, to.floats(), to.at() + from, n);
  }

  /// SGD with momentum.
  public static void sgd(OpCall call, Workers workers) {
    float[] numbers = call.in(3).floats();
    int at = call.in(3).at();
    float rate = numbers[at];
    float momentum = numbers[at + 1];
    float decay = numbers[at + 2];
    each(
        call.out(0).count(),
        workers,
        (room, from, n) -> {
          float[] p = room[0];
          float[] g = room[1];
          float[] v = room[2];
          load(call.in(0), from, p, n);
          load(call.in(1), from, g, n);
          load(call.in(2), from, v, n);
          decay(g, p, decay, n);
          first(v, momentum, g, 1, n);
          descend(p, v, rate, n);
          store(p, call.out(0), from, n);
          store(v, call.out(1), from, n);
        });
  }

  /// Adam and AdamW.
  public static void adam(AdamStep op, OpCall call, Workers workers) {
    each(
        call.out(0).count(),
        workers,
        (room, from, n) -> {
          for (int k = 0; k < 4; k++) {
            load(call.in(k), from, room[k], n);
          }
          adam(op, call.in(4), room, n);
          for (int k = 0; k < 3; k++) {
            store(room[k == 0 ? 0 : k + 1], call.out(k), from, n);
          }
        });
  }

  /// One block of `p, g, m, v`.
  private static void adam(AdamStep op, Operand of, float[][] room, int n) {
    float[] numbers = of.floats();
    int at = of.at();
    float rate = numbers[at];
    float beta1 = numbers[at + 1];
    float beta2 = numbers[at + 2];
    float lambda = numbers[at + 4];
    float[] p = room[0];
    float[] g = room[1];
    float[] m = room[2];
    float[] v = room[3];
    if (op.decoupled()) {
      descend(p, p, rate * lambda, n);
    } else {
      decay(g, p, lambda, n);
    }
    first(m, beta1, g, 1 - beta1, n);
    second(v, beta2, g, 1 - beta2, n);
    move(p, rate, m, numbers[at + 5], v, numbers[at + 6], numbers[at + 3], n);
  }

  /// `g ← g + λ·p`
  private static void decay(float[] g, float[] p, float lambda, int n) {
    for (int i = 0; i < n; i++) {
      g[i] = g[i] + p[i] * lambda;
    }
  }

  /// `m ← β·m + w·g`, or 0 where that is tiny.
  private static void first(float[] m, float beta, float[] g, float weight, int n) {
    for (int i = 0; i < n; i++) {
      m[i] = flushed(m[i] * beta + g[i] * weight);
    }
  }

  /// `v ← β·v + w·g²`, or 0 where that is tiny.
  private static void second(float[] v, float beta, float[] g, float weight, int n) {
    for (int i = 0; i < n; i++) {
      v[i] = flushed(v[i] * beta + g[i] * g[i] * weight);
    }
  }

  /// By the bits, for a branch is not vectorized: those of a smaller size are less than those of
  /// TINY, and their difference is negative.
  private static float flushed(float moment) {
    int bits = Float.floatToRawIntBits(moment);
    int tiny = ((bits & Integer.MAX_VALUE) - TINY_BITS) >> 31;
    return Float.intBitsToFloat(bits & ~tiny);
  }

  /// `p ← p − (m/c₁) / (√(v/c₂) + ε)·η`
  private static void move(
      float[] p, float rate, float[] m, float c1, float[] v, float c2, float epsilon, int n) {
    for (int i = 0; i < n; i++) {
      p[i] = p[i] - m[i] / c1 / ((float) Math.sqrt(v[i] / c2) + epsilon) * rate;
    }
  }

  /// `p ← p − η·d`
  private static void descend(float[] p, float[] d, float rate, int n) {
    for (int i = 0; i < n; i++) {
      p[i] = p[i] - d[i] * rate;
    }
  }

  private static final class Shared {
    static final Pool<float[][]> ROOM = new Pool<>(Workers.shared().threads(), room -> BLOCK);
  }
}
