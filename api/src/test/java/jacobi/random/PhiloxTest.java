package jacobi.random;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import org.junit.jupiter.api.Test;

/// The known answers are those published with the Random123 library of the paper's authors.
class PhiloxTest {
  private static int[] block(int[] counter, int key0, int key1) {
    int[] out = new int[4];
    Philox.block(counter, key0, key1, out, 0);
    return out;
  }

  @Test
  void zerosGiveTheKnownAnswer() {
    assertArrayEquals(
        new int[] {0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8}, block(new int[4], 0, 0));
  }

  @Test
  void onesGiveTheKnownAnswer() {
    assertArrayEquals(
        new int[] {0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd},
        block(new int[] {-1, -1, -1, -1}, -1, -1));
  }

  @Test
  void theDigitsOfPiGiveTheKnownAnswer() {
    int[] counter = {0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344};
    assertArrayEquals(
        new int[] {0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1},
        block(counter, 0xa4093822, 0x299f31d0));
  }

  @Test
  void aBlockOfAKeyCountsInTheLow64Bits() {
    int[] expected = block(new int[] {0x89abcdef, 0x01234567, 0, 0}, 0x76543210, 0xfedcba98);
    int[] found = new int[6];
    Philox.block(0x0123456789abcdefL, 0xfedcba9876543210L, found, 2);
    assertArrayEquals(new int[] {0, 0}, new int[] {found[0], found[1]});
    assertArrayEquals(expected, new int[] {found[2], found[3], found[4], found[5]});
  }

  @Test
  void wordsMayStartAndEndWithinABlock() {
    long key = 0x1234_5678_9abc_def0L;
    for (long base : new long[] {0, 7, (1L << 34) - 5}) {
      for (int from = 0; from < 5; from++) {
        for (int count = 0; count < 14; count++) {
          int[] expected = new int[count + 3];
          for (int i = 0; i < count; i++) {
            int[] block = new int[4];
            Philox.block((base + from + i) / 4, key, block, 0);
            expected[i + 1] = block[(int) ((base + from + i) % 4)];
          }
          int[] found = new int[count + 3];
          Philox.words(key, base + from, found, 1, count);
          assertArrayEquals(expected, found, "%d words from %d".formatted(count, base + from));
        }
      }
    }
  }
}
