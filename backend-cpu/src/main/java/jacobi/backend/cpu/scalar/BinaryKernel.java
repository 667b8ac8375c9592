package jacobi.backend.cpu.scalar;

import jacobi.backend.cpu.loop.Walk;
import jacobi.backend.cpu.parallel.Workers;
import jacobi.op.Binary;
import jacobi.spi.OpCall;
import jacobi.type.DType;

/// `y = f(a, b)` on F32.
public final class BinaryKernel {
  private BinaryKernel() {}

  /// Computes a call; false if it is of another type.
  public static boolean run(Binary op, OpCall call, Workers workers) {
    if (call.dtype() != DType.F32) {
      return false;
    }
    float[] a = call.in(0).floats();
    float[] b = call.in(1).floats();
    if (!op.isComparison() && brief(op, call, a, b)) {
      return true;
    }
    Walk walk = Walk.of(call.out().layout(), call.in(0).layout(), call.in(1).layout());
    if (op.isComparison()) {
      byte[] y = call.out().bytes();
      Test test = test(op);
      walk.run(
          workers,
          (count, at, step) -> {
            for (int i = 0; i < count; i++) {
              boolean holds = test.of(a[at[1] + i * step[1]], b[at[2] + i * step[2]]);
              y[at[0] + i] = (byte) (holds ? 1 : 0);
            }
          });
      return true;
    }
    float[] y = call.out().floats();
    Function f = function(op);
    walk.run(workers, (count, at, step) -> row(op, f, y, a, b, count, at, step));
    return true;
  }

  /// Short dense operands at one place need no walk, whose objects would cost more than the sums.
  private static boolean brief(Binary op, OpCall call, float[] a, float[] b) {
    int from = call.out().at();
    int count = call.out().count();
    return count <= Walk.PART
        && call.in(0).layout().isContiguous()
        && call.in(1).layout().isContiguous()
        && call.in(0).at() == from
        && call.in(1).at() == from
        && together(op, call.out().floats(), a, b, from, from + count);
  }

  private static void row(
      Binary op, Function f, float[] y, float[] a, float[] b, int count, int[] at, int[] step) {
    boolean aligned = at[0] == at[1] && step[1] == 1 && (step[2] == 0 || at[0] == at[2]);
    if (aligned && step[2] == 1 && together(op, y, a, b, at[0], at[0] + count)) {
      return;
    }
    if (aligned && step[2] == 0 && scaled(op, y, a, b[at[2]], at[0], at[0] + count)) {
      return;
    }
    int to = at[0];
    for (int i = 0; i < count; i++) {
      y[to + i] = f.at(a[at[1] + i * step[1]], b[at[2] + i * step[2]]);
    }
  }

  /// All three share the index; false if the op has no such loop.
  private static boolean together(Binary op, float[] y, float[] a, float[] b, int from, int to) {
    switch (op) {
      case ADD -> {
        for (int i = from; i < to; i++) {
          y[i] = a[i] + b[i];
        }
      }
      case SUB -> {
        for (int i = from; i < to; i++) {
          y[i] = a[i] - b[i];
        }
      }
      case MUL -> {
        for (int i = from; i < to; i++) {
          y[i] = a[i] * b[i];
        }
      }
      case DIV -> {
        for (int i = from; i < to; i++) {
          y[i] = a[i] / b[i];
        }
      }
      case REM, POW, MAX, MIN, AND, OR, XOR, EQ, LT, LE -> {
        return false;
      }
    }
    return true;
  }

  /// The second operand is one number; false if the op has no such loop.
  private static boolean scaled(Binary op, float[] y, float[] a, float b, int from, int to) {
    switch (op) {
      case ADD -> {
        for (int i = from; i < to; i++) {
          y[i] = a[i] + b;
        }
      }
      case SUB -> {
        for (int i = from; i < to; i++) {
          y[i] = a[i] - b;
        }
      }
      case MUL -> {
        for (int i = from; i < to; i++) {
          y[i] = a[i] * b;
        }
      }
      case DIV -> {
        for (int i = from; i < to; i++) {
          y[i] = a[i] / b;
        }
      }
      case REM, POW, MAX, MIN, AND, OR, XOR, EQ, LT, LE -> {
        return false;
      }
    }
    return true;
  }

  private interface Function {
    float at(float a, float b);
  }

  private interface Test {
    boolean of(float a, float b);
  }

  private static Function function(Binary op) {
    return switch (op) {
      case ADD -> Float::sum;
      case SUB -> (a, b) -> a - b;
      case MUL -> (a, b) -> a * b;
      case DIV -> (a, b) -> a / b;
      case REM -> FloatMath::floorMod;
      case POW -> WideMath::pow;
      case MAX -> Math::max;
      case MIN -> Math::min;
      case AND, OR, XOR, EQ, LT, LE -> throw new IllegalArgumentException(op + " yields no floats");
    };
  }

  private static Test test(Binary op) {
    return switch (op) {
      case EQ -> (a, b) -> a == b;
      case LT -> (a, b) -> a < b;
      case LE -> (a, b) -> a <= b;
      case ADD, SUB, MUL, DIV, REM, POW, MAX, MIN, AND, OR, XOR ->
          throw new IllegalArgumentException(op + " is no comparison");
    };
  }
}
