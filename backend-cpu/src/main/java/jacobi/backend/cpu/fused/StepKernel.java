package jacobi.backend.cpu.fused;

import jacobi.backend.cpu.loop.Walk;
import jacobi.backend.cpu.parallel.Workers;
import jacobi.op.AdamStep;
import jacobi.op.SgdStep;
import jacobi.spi.OpCall;

/// Optimizer steps in one pass; the formulas are those of the ops' docs.
public final class StepKernel {
  private static final float TINY = (float) SgdStep.TINY;

  private StepKernel() {}

  private static void split(int count, Workers workers, Range range) {
    int parts = (count + Walk.PART - 1) / Walk.PART;
    workers.run(
        parts, part -> range.run(part * Walk.PART, Math.min(count, (part + 1) * Walk.PART)));
  }

  private interface Range {
    void run(int from, int to);
  }

  /// SGD with momentum.
  public static void sgd(OpCall call, Workers workers) {
    float[] p = call.in(0).floats();
    float[] g = call.in(1).floats();
    float[] v = call.in(2).floats();
    float[] numbers = call.in(3).floats();
    int at = call.in(3).at();
    float rate = numbers[at];
    float momentum = numbers[at + 1];
    float decay = numbers[at + 2];
    float[] nextP = call.out(0).floats();
    float[] nextV = call.out(1).floats();
    int pAt = call.in(0).at();
    int gAt = call.in(1).at();
    int vAt = call.in(2).at();
    int toP = call.out(0).at();
    int toV = call.out(1).at();
    split(
        call.out(0).count(),
        workers,
        (from, to) -> {
          for (int i = from; i < to; i++) {
            float moved = v[vAt + i] * momentum + (g[gAt + i] + p[pAt + i] * decay);
            float velocity = Math.abs(moved) < TINY ? 0 : moved;
            nextV[toV + i] = velocity;
            nextP[toP + i] = p[pAt + i] - velocity * rate;
          }
        });
  }

  /// Adam and AdamW.
  public static void adam(AdamStep op, OpCall call, Workers workers) {
    float[] p = call.in(0).floats();
    float[] g = call.in(1).floats();
    float[] m = call.in(2).floats();
    float[] v = call.in(3).floats();
    float[] numbers = call.in(4).floats();
    int at = call.in(4).at();
    float rate = numbers[at];
    float beta1 = numbers[at + 1];
    float beta2 = numbers[at + 2];
    float epsilon = numbers[at + 3];
    float coupled = op.decoupled() ? 0 : numbers[at + 4];
    float apart = op.decoupled() ? rate * numbers[at + 4] : 0;
    float c1 = numbers[at + 5];
    float c2 = numbers[at + 6];
    int pAt = call.in(0).at();
    int gAt = call.in(1).at();
    int mAt = call.in(2).at();
    int vAt = call.in(3).at();
    float[] nextP = call.out(0).floats();
    float[] nextM = call.out(1).floats();
    float[] nextV = call.out(2).floats();
    int toP = call.out(0).at();
    int toM = call.out(1).at();
    int toV = call.out(2).at();
    split(
        call.out(0).count(),
        workers,
        (from, to) -> {
          for (int i = from; i < to; i++) {
            float old = p[pAt + i];
            float slope = g[gAt + i] + old * coupled;
            float first = flushed(m[mAt + i] * beta1 + slope * (1 - beta1));
            float second = flushed(v[vAt + i] * beta2 + slope * slope * (1 - beta2));
            float root = (float) Math.sqrt(second / c2) + epsilon;
            nextM[toM + i] = first;
            nextV[toV + i] = second;
            nextP[toP + i] = old - old * apart - first / c1 / root * rate;
          }
        });
  }

  private static float flushed(float moment) {
    return Math.abs(moment) < TINY ? 0 : moment;
  }
}
