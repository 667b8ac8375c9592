package jacobi.op;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import jacobi.type.DType;
import jacobi.type.DTypeException;
import org.junit.jupiter.api.Test;

class ConstantTest {
  private static void refuses(DType type, Number value) {
    var error = assertThrows(DTypeException.class, () -> Constant.as(type, value));
    assertEquals("%s cannot hold %s exactly".formatted(type, value), error.getMessage());
  }

  @Test
  void floatsRound() {
    assertEquals(0.1, Constant.as(DType.F64, 0.1));
    assertEquals((double) 0.1f, Constant.as(DType.F32, 0.1));
    assertEquals((double) (1 << 24), Constant.as(DType.F32, (1 << 24) + 1));
    assertEquals(Double.NaN, Constant.as(DType.F32, Double.NaN));
  }

  @Test
  void floatsRoundOnceToValuesOfTheirType() {
    assertEquals(1.0, Constant.as(DType.F16, 1 + 0x1p-11));
    assertEquals(1 + 0x1p-10, Constant.as(DType.F16, 1 + 0x1p-11 + 0x1p-40));
    assertEquals(Double.POSITIVE_INFINITY, Constant.as(DType.F16, 1e9));
    assertEquals(1.0, Constant.as(DType.BF16, 1 + 0x1p-8));
    assertEquals(1 + 0x1p-7, Constant.as(DType.BF16, 1 + 0x1p-8 + 0x1p-40));
    assertEquals(Double.NaN, Constant.as(DType.BF16, Double.NaN));
    assertEquals(0x1p62 + 0x1p39, Constant.as(DType.F32, ((1L << 24) + 1 << 38) + 1));
    assertEquals(258 * 0x1p54, Constant.as(DType.BF16, (257L << 54) + 1));
    assertEquals(-258 * 0x1p54, Constant.as(DType.BF16, -(257L << 54) - 1));
  }

  @Test
  void integersKeepWhatTheyCanHold() {
    assertEquals(3L, Constant.as(DType.I32, 3.0));
    assertEquals(Long.MAX_VALUE, Constant.as(DType.I64, Long.MAX_VALUE));
    assertEquals(Long.MIN_VALUE, Constant.as(DType.I64, -0x1p63));
    assertEquals(255L, Constant.as(DType.U8, 255));
    assertEquals(-128L, Constant.as(DType.I8, -128));
    assertEquals(1L, Constant.as(DType.BOOL, 1));
  }

  @Test
  void integersRefuseFractionsAndWhatDoesNotFit() {
    refuses(DType.I32, 0.5);
    refuses(DType.I64, Double.NaN);
    refuses(DType.I64, Double.POSITIVE_INFINITY);
    refuses(DType.I64, 1e19);
    refuses(DType.I64, 0x1p63);
    refuses(DType.I32, 1L << 31);
    refuses(DType.I8, 128);
    refuses(DType.U8, 256);
    refuses(DType.U8, -1);
    refuses(DType.BOOL, 2);
  }
}
