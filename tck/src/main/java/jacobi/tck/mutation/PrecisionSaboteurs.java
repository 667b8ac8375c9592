package jacobi.tck.mutation;

import jacobi.op.Binary;
import jacobi.op.Reduce;
import jacobi.op.Unary;
import jacobi.spi.DriverInfo;
import jacobi.spi.OpCall;
import jacobi.tck.fake.Tampering;
import jacobi.type.DType;
import jacobi.type.Rounding;
import java.util.List;
import java.util.function.DoubleUnaryOperator;

/// Arithmetic of fewer digits than declared.
final class PrecisionSaboteurs {
  /// The bits of TF32's significand that F32 has and it has not.
  private static final int CUT = 13;

  /// The upper half of the bit patterns from 1.09375 on.
  private static final int BLOCK = 0x3F8C;

  private PrecisionSaboteurs() {}

  static List<Saboteur> all() {
    return List.of(
        Saboteur.of("S18", "C08/EXP", "subnormal results are 0", flushed()),
        Saboteur.of("S41", "C07/MATMUL", "products are added up in F16", half()),
        Saboteur.of(
            "S42",
            "C07/MATMUL",
            "factors are rounded to BF16",
            factors(x -> Rounding.fromBfloat16(Rounding.bfloat16(x)))),
        Saboteur.of(
            "S43", "C07/MATMUL", "factors are rounded to TF32", factors(PrecisionSaboteurs::tf32)),
        Saboteur.of("S44", "C07/MATMUL", "products of F64 are added up in F32", narrow()),
        Saboteur.of("S45", "C22/REDUCE_SUM", "a sum of F32 sticks at 2²⁴", sticking()),
        Saboteur.of("S46", "C08/EXP", "3 units in the last place worse than declared", worse()),
        Saboteur.of("S47", "C08/EXP", "wrong on one block of 2¹⁶ arguments", block()),
        Saboteur.of("S71", "C08/ADD", "F64 is declared, F32 computed", single()));
  }

  private static Plant flushed() {
    return each(
        op -> op == Unary.EXP,
        (call, y) ->
            Math.abs(y) < (call.dtype() == DType.F64 ? Double.MIN_NORMAL : Float.MIN_NORMAL)
                ? 0
                : y);
  }

  private interface Change {
    double of(OpCall call, double y);
  }

  private static Plant each(java.util.function.Predicate<jacobi.op.Op> which, Change change) {
    return Plant.after(
        which,
        call -> {
          for (int i = 0; i < call.out().count(); i++) {
            Elements.set(call.out(), i, change.of(call, Elements.at(call.out(), i)));
          }
        });
  }

  private static Plant half() {
    return Dot.plant((row, column, _) -> {
      float sum = 0;
      for (int k = 0; k < row.length; k++) {
        sum = Float.float16ToFloat(Float.floatToFloat16(sum + (float) (row[k] * column[k])));
      }
      return sum;
    });
  }

  private static Plant factors(DoubleUnaryOperator narrowed) {
    return Dot.plant((row, column, dtype) -> {
      double[] a = row.clone();
      double[] b = column.clone();
      for (int k = 0; k < a.length; k++) {
        a[k] = narrowed.applyAsDouble(a[k]);
        b[k] = narrowed.applyAsDouble(b[k]);
      }
      return Dot.plain(a, b, dtype);
    });
  }

  private static double tf32(double x) {
    int bits = Float.floatToRawIntBits((float) x);
    return Float.intBitsToFloat(((bits + (1 << (CUT - 1))) >> CUT) << CUT);
  }

  private static Plant narrow() {
    return Dot.plant(
        (row, column, dtype) -> Dot.plain(row, column, dtype == DType.F64 ? DType.F32 : dtype));
  }

  /// One after the other.
  private static Plant sticking() {
    return Plant.after(
        op -> op instanceof Reduce(Reduce.Kind kind, var _) && kind == Reduce.Kind.SUM,
        call -> {
          if (call.dtype() == DType.F32 && call.out().count() == 1) {
            float[] from = call.in(0).floats();
            boolean dense = call.in(0).layout().isContiguous();
            float sum = 0;
            for (int i = 0; dense && i < call.in(0).count(); i++) {
              sum += from[call.in(0).at() + i];
            }
            Elements.set(call.out(), 0, dense ? sum : Elements.at(call.out(), 0));
          }
        });
  }

  private static Plant worse() {
    return Plant.driver(real -> {
      DriverInfo info = real.info();
      return new Tampering(
          real,
          call -> {
            int more = 3 + (int) Math.ceil(info.accuracy().ulps(Unary.EXP, call.dtype()));
            for (int i = 0; call.op() == Unary.EXP && i < call.out().count(); i++) {
              double y = Elements.at(call.out(), i);
              double ulp = call.dtype() == DType.F64 ? Math.ulp(y) : Math.ulp((float) y);
              Elements.set(call.out(), i, y + more * ulp);
            }
          });
    });
  }

  private static Plant block() {
    return Plant.after(
        op -> op == Unary.EXP,
        call -> {
          double[] x = Elements.of(call.in(0));
          for (int i = 0; i < x.length; i++) {
            if (Float.floatToRawIntBits((float) x[i]) >>> Short.SIZE == BLOCK) {
              Elements.set(call.out(), i, Elements.at(call.out(), i) * (1 + 0x1p-10));
            }
          }
        });
  }

  private static Plant single() {
    return each(op -> op == Binary.ADD, (call, y) -> call.dtype() == DType.F64 ? (float) y : y);
  }
}
