package jacobi.spi;

import static jacobi.spi.Sample.ALL;
import static jacobi.spi.Sample.yields;
import static org.junit.jupiter.api.Assertions.assertThrows;

import jacobi.op.Copy;
import jacobi.op.Elu;
import jacobi.op.Fill;
import jacobi.op.Op;
import jacobi.op.Spec;
import jacobi.op.View;
import jacobi.op.Where;
import jacobi.spi.Sample.Way;
import jacobi.type.DType;
import jacobi.type.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Copies, casts, choices and fills of the interpreter against definitions written out here.
class ReferenceCopyTest {
  private static final List<long[]> SHAPES =
      List.of(new long[0], new long[] {0, 3}, new long[] {4, 5}, new long[] {2, 3, 4});
  private static final double NAN = Double.NaN;
  private static final Number[] REALS = {
    0.5, -2.5, -0.0, NAN, Double.POSITIVE_INFINITY, -3.0, 300.7, 1e20, -1e-7, 255.0, -129.0
  };
  private static final Number[] WHOLES = {
    7L, -7L, 0L, 1L, 127L, -128L, 255L, 256L, 1L << 31, (257L << 54) + 1, Long.MIN_VALUE
  };

  private static Number[] values(DType type) {
    return type.isFloat() ? REALS : WHOLES;
  }

  private static Number[] reversed(Number[] values) {
    return List.of(values).reversed().toArray(Number[]::new);
  }

  private static List<Number> each(Sample x, IntFunction<Number> element) {
    List<Number> all = new ArrayList<>();
    for (int i = 0; i < x.values().size(); i++) {
      all.add(element.apply(i));
    }
    return all;
  }

  @ParameterizedTest
  @EnumSource
  void whereChoosesInEveryType(Way way) {
    for (DType type : ALL) {
      for (long[] sizes : SHAPES) {
        Sample c = Sample.of(way, DType.BOOL, sizes, 1L, 0L, 0L);
        Sample a = Sample.of(Way.STRIDED, type, sizes, values(type));
        Sample b = Sample.of(way, type, sizes, reversed(values(type)));
        List<Number> expected =
            each(c, i -> c.whole(i) == 1 ? a.values().get(i) : b.values().get(i));
        yields(expected, Where.WHERE, c.operand(), a.operand(), b.operand());
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void copiesKeepAndCastsConvert(Way way) {
    for (DType from : ALL) {
      for (long[] sizes : SHAPES) {
        Sample x = Sample.of(way, from, sizes, values(from));
        yields(x.values(), Copy.Plain.COPY, x.operand());
        for (DType to : ALL) {
          yields(each(x, i -> cast(x.values().get(i), to)), new Copy.Cast(to), x.operand());
        }
      }
    }
  }

  private static Number cast(Number value, DType to) {
    return switch (to) {
      case F64, F32, F16, BF16 -> value;
      case I64 -> value.longValue();
      case I32 -> (long) value.intValue();
      case I8 -> (long) (byte) value.intValue();
      case U8 -> (long) (value.intValue() & 0xFF);
      case BOOL -> value.doubleValue() == 0 ? 0L : 1L;
    };
  }

  @Test
  void floatsBecomeIntegersAsJavaCastsThem() {
    Sample x = Sample.of(Way.DENSE, DType.F64, new long[] {5}, 2.9, -2.9, NAN, 1e20, -1e20);
    yields(
        List.of(2L, -2L, 0L, (long) Integer.MAX_VALUE, (long) Integer.MIN_VALUE),
        new Copy.Cast(DType.I32),
        x.operand());
    yields(
        List.of(2L, -2L, 0L, Long.MAX_VALUE, Long.MIN_VALUE),
        new Copy.Cast(DType.I64),
        x.operand());
  }

  @Test
  void fillsMakeTheirElements() {
    for (DType type : ALL) {
      for (long[] sizes : SHAPES) {
        Shape shape = Shape.of(sizes);
        List<Number> ones = new ArrayList<>();
        List<Number> counts = new ArrayList<>();
        for (long i = 0; i < shape.elements(); i++) {
          ones.add(1L);
          counts.add(i);
        }
        yields(ones, Fill.Full.of(type, shape, 1));
        if (type.isNumeric()) {
          yields(counts, new Fill.Iota(new Spec(type, shape)));
        }
      }
    }
    yields(List.of(0.1), Fill.Full.of(DType.F64, Shape.SCALAR, 0.1));
  }

  @Test
  void viewsAndCompositesAreNotComputed() {
    Sample x = Sample.of(Way.DENSE, DType.F32, new long[] {1}, 1.0);
    for (Op op : List.of(new View.Reshape(Shape.of(1)), new Elu(1))) {
      assertThrows(ContractException.class, () -> Sample.call(op, List.of(x.operand())));
    }
  }
}
