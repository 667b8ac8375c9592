package jacobi.spi;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jacobi.type.DType;
import java.lang.foreign.MemorySegment;
import java.math.BigDecimal;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class HostBufferTest {
  private static double through(DType type, double value) {
    HostBuffer buffer = HostBuffer.of(type, 1);
    buffer.setDouble(0, value);
    return buffer.asDouble(0);
  }

  private static long through(DType type, long value) {
    HostBuffer buffer = HostBuffer.of(type, 1);
    buffer.setLong(0, value);
    return buffer.asLong(0);
  }

  @Test
  void everyTypeStartsWithZerosAndKeepsSmallNumbers() {
    for (DType type : DType.values()) {
      HostBuffer buffer = HostBuffer.of(type, 3);
      assertEquals(3, buffer.elements());
      assertEquals(0, buffer.asDouble(2));
      assertEquals(1, through(type, 1L));
      assertEquals(1.0, through(type, 1.0));
    }
  }

  @Test
  void halvesOfTheLastPlaceRoundToEven() {
    assertEquals(1, through(DType.F16, 1 + 0x1p-11));
    assertEquals(1 + 0x1p-9, through(DType.F16, 1 + 3 * 0x1p-11));
    assertEquals(1, through(DType.BF16, 1 + 0x1p-8));
    assertEquals(1 + 0x1p-6, through(DType.BF16, 1 + 3 * 0x1p-8));
    assertEquals(1 + 0x1p-7, through(DType.BF16, 1 + 0x1p-8 + 0x1p-20));
  }

  /// Between every two neighbors the middle goes to the even one, and the doubles beside the middle
  /// to their own side: a way through a float would lose that.
  @Test
  void doublesRoundOnceToSixteenBits() {
    for (DType type : new DType[] {DType.F16, DType.BF16}) {
      int infinity = type == DType.F16 ? 0x7C00 : 0x7F80;
      for (int bits = 0; bits < infinity; bits++) {
        double down = pattern(type, bits);
        double up =
            bits + 1 < infinity
                ? pattern(type, bits + 1)
                : 2 * pattern(type, bits) - pattern(type, bits - 1);
        double middle = down + (up - down) / 2;
        int even = bits + (bits & 1);
        for (int sign : new int[] {0, 0x8000}) {
          double s = sign == 0 ? 1 : -1;
          assertEquals(sign | even, bits(type, s * middle), type + " " + s * middle);
          assertEquals(
              sign | bits, bits(type, s * Math.nextDown(middle)), type + " below " + middle);
          assertEquals(
              sign | bits + 1, bits(type, s * Math.nextUp(middle)), type + " above " + middle);
        }
      }
    }
  }

  private static double pattern(DType type, int bits) {
    HostBuffer buffer = HostBuffer.of(type, 1);
    buffer.shorts()[0] = (short) bits;
    return buffer.asDouble(0);
  }

  private static int bits(DType type, double value) {
    HostBuffer buffer = HostBuffer.of(type, 1);
    buffer.setDouble(0, value);
    return buffer.shorts()[0] & 0xFFFF;
  }

  @Test
  void longsRoundOnceToFloats() {
    long half = 257L << 54; // in the middle of two values of BF16, and one more is no double
    assertEquals(0x1p62, through(DType.BF16, half, 0));
    assertEquals(258 * 0x1p54, through(DType.BF16, half, 1));
    assertEquals(-0x1p62, through(DType.BF16, -half, 0));
    assertEquals(-258 * 0x1p54, through(DType.BF16, -half, -1));
    assertEquals(0x1p62, through(DType.BF16, half, -1));
    assertEquals(0x1p63, through(DType.BF16, Long.MAX_VALUE, 0));
    assertEquals(-0x1p63, through(DType.BF16, Long.MIN_VALUE, 0));
    long third = (1L << 24) + 1 << 38; // the same for F32
    assertEquals(0x1p62, through(DType.F32, third, 0));
    assertEquals(0x1p62 + 0x1p39, through(DType.F32, third, 1));
    assertEquals(2048, through(DType.F16, 2049L, 0));
    assertEquals(2052, through(DType.F16, 2051L, 0));
    assertEquals(65504, through(DType.F16, 65519L, 0));
    assertEquals(Double.POSITIVE_INFINITY, through(DType.F16, 65520L, 0));
  }

  private static double through(DType type, long value, long more) {
    HostBuffer buffer = HostBuffer.of(type, 1);
    buffer.setLong(0, value + more);
    return buffer.asDouble(0);
  }

  @Test
  void bfloat16TakesTheNearestOfItsNeighbors() {
    var random = new SplittableRandom(16);
    for (int i = 0; i < 20_000; i++) {
      float value = Float.intBitsToFloat(random.nextInt());
      if (!Float.isFinite(value)) {
        continue;
      }
      int low = Float.floatToRawIntBits(value) & 0xFFFF_0000;
      float down = Float.intBitsToFloat(low);
      float up = Float.intBitsToFloat(low + 0x1_0000);
      double expected = down;
      if (Float.isFinite(up)) {
        BigDecimal twice = new BigDecimal(value).multiply(BigDecimal.TWO).abs();
        int side = twice.compareTo(new BigDecimal(down).add(new BigDecimal(up)).abs());
        expected = side < 0 || side == 0 && (low & 0x1_0000) == 0 ? down : up;
      } else {
        expected = (Float.floatToRawIntBits(value) & 0xFFFF) >= 0x8000 ? up : down;
      }
      assertEquals(expected, through(DType.BF16, value), "of " + value);
    }
  }

  @Test
  void specialValuesSurvive() {
    for (DType type : DType.values()) {
      if (type.isFloat()) {
        assertEquals(Double.NaN, through(type, Double.NaN));
        assertEquals(Double.POSITIVE_INFINITY, through(type, Double.POSITIVE_INFINITY));
        assertEquals(-0.0, through(type, -0.0));
      }
    }
    assertEquals(Double.POSITIVE_INFINITY, through(DType.F16, 65520.0));
    assertEquals(65504, through(DType.F16, 65519.0));
    assertEquals(Double.POSITIVE_INFINITY, through(DType.BF16, Float.MAX_VALUE));
    assertEquals(0x1p-24, through(DType.F16, 0x1p-24));
    assertEquals(0x1p-133, through(DType.BF16, 0x1p-133));
  }

  @Test
  void everyNaNOfAFloatIsANaNOfABfloat16() {
    for (int bits : new int[] {0x7f800001, 0xff800001, 0x7fffffff, 0xffffffff, 0x7fc00000}) {
      assertEquals(Double.NaN, through(DType.BF16, Float.intBitsToFloat(bits)));
    }
  }

  @Test
  void everyPatternOfAHalfComesBack() {
    for (DType type : new DType[] {DType.F16, DType.BF16}) {
      HostBuffer buffer = HostBuffer.of(type, 2);
      for (int bits = 0; bits <= 0xFFFF; bits++) {
        buffer.shorts()[0] = (short) bits;
        double value = buffer.asDouble(0);
        buffer.setDouble(1, value);
        if (Double.isNaN(value)) {
          assertEquals(Double.NaN, buffer.asDouble(1));
        } else {
          assertEquals((short) bits, buffer.shorts()[1]);
        }
      }
    }
  }

  @Test
  void integersWrapToTheirWidth() {
    assertEquals(Integer.MIN_VALUE, through(DType.I32, 1L << 31));
    assertEquals(-128, through(DType.I8, 128));
    assertEquals(255, through(DType.U8, -1));
    assertEquals(44, through(DType.U8, 300));
    assertEquals(1, through(DType.BOOL, 256));
    assertEquals(0, through(DType.BOOL, 0));
  }

  @Test
  void floatsBecomeIntegersAsJavaCastsThem() {
    assertEquals(-2, through(DType.I32, -2.9));
    assertEquals(Integer.MAX_VALUE, through(DType.I32, 1e20));
    assertEquals(Long.MIN_VALUE, through(DType.I64, Double.NEGATIVE_INFINITY), 0);
    assertEquals(0, through(DType.I64, Double.NaN));
    assertEquals((byte) 300, through(DType.I8, 300.7));
    assertEquals(1, through(DType.BOOL, 0.25));
  }

  @Test
  void segmentsCopyInAndOut() {
    for (DType type : DType.values()) {
      HostBuffer buffer = HostBuffer.of(type, 4);
      byte[] bytes = new byte[2 * type.bytes()];
      for (int i = 0; i < bytes.length; i++) {
        bytes[i] = (byte) (i + 1);
      }
      buffer.write(1, MemorySegment.ofArray(bytes));
      byte[] found = new byte[bytes.length];
      buffer.read(1, MemorySegment.ofArray(found));
      assertArrayEquals(bytes, found);
      byte[] all = new byte[4 * type.bytes()];
      buffer.read(0, MemorySegment.ofArray(all));
      for (int i = 0; i < type.bytes(); i++) {
        assertEquals(0, all[i]);
        assertEquals(0, all[3 * type.bytes() + i]);
      }
    }
  }

  @Test
  void aBufferOverAnArrayIsThatArray() {
    float[] array = {1, 2};
    HostBuffer buffer = HostBuffer.over(array);
    buffer.setDouble(1, 5);
    assertEquals(5, array[1]);
    assertTrue(buffer.floats() == array);
  }

  @Test
  void refusesMoreThanOneArrayHolds() {
    assertThrows(OutOfMemoryException.class, () -> HostBuffer.of(DType.I8, 1L << 31));
  }

  @Test
  void theVersionCountsTouches() {
    HostBuffer buffer = HostBuffer.of(DType.F32, 1);
    long before = buffer.version();
    buffer.touch();
    assertEquals(before + 1, buffer.version());
  }
}
