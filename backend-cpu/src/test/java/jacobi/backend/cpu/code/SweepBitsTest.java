package jacobi.backend.cpu.code;

import static org.junit.jupiter.api.Assertions.assertEquals;

import jacobi.backend.cpu.gemm.Gemm;
import jacobi.random.Seed;
import jacobi.random.Stream;
import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// The vector code of every pass gives the bits of its scalar code: at 512, 256 and 128 bits, from
/// any place, at sizes around the vectors' and on special values.
class SweepBitsTest {
  private static final int[] SIZES = {0, 1, 2, 7, 8, 16, 17, 33, 64, 67, 131};
  private static final int ROOM = 160;
  private static final double[] SPECIAL = {
    0.0, -0.0, 1, -1, 1e-45, -1e-40, 3e38, Double.POSITIVE_INFINITY, Double.NaN, 88.7, -104, 0.625
  };

  @TestFactory
  List<DynamicTest> vectors() {
    Assumptions.assumeTrue(Gemm.vectorApi(), "no vector module");
    List<DynamicTest> tests = new ArrayList<>();
    for (Pass pass : Pass.values()) {
      for (int bits : new int[] {512, 256, 128}) {
        String name = pass + " " + bits;
        tests.add(DynamicTest.dynamicTest(name, () -> compare(pass.formula(), bits)));
      }
    }
    return tests;
  }

  private static void compare(SweepFormula formula, int bits) {
    Sweep scalar = new SweepGenerator(formula).scalar();
    Sweep vector = new Sweeps(formula, bits).candidate().sweep();
    for (boolean special : new boolean[] {false, true}) {
      for (int n : SIZES) {
        Object[] right = arrays(formula, Seed.of(n).stream(), special);
        Object[] found = arrays(formula, Seed.of(n).stream(), special);
        int[] at = new int[right.length];
        for (int k = 0; k < at.length; k++) {
          at[k] = k * 3 % 5;
        }
        scalar.run(right, at, n);
        vector.run(found, at, n);
        for (int k = 0; k < formula.out().size(); k++) {
          for (int i = 0; i < ROOM; i++) {
            String where = "n %d, result %d, place %d".formatted(n, k, i);
            assertEquals(Array.get(right[k], i), Array.get(found[k], i), where);
          }
        }
      }
    }
  }

  private static Object[] arrays(SweepFormula formula, Stream stream, boolean special) {
    List<Element> types = new ArrayList<>(formula.out());
    types.addAll(formula.in());
    Object[] arrays = new Object[types.size()];
    for (int k = 0; k < arrays.length; k++) {
      Element type = types.get(k);
      arrays[k] = type.newArray(ROOM);
      for (int i = 0; i < ROOM; i++) {
        double drawn = stream.nextInt(-4000, 4000) / 128.0;
        boolean odd = special && stream.nextInt(4) == 0;
        type.set(arrays[k], i, odd ? SPECIAL[stream.nextInt(SPECIAL.length)] : drawn);
      }
    }
    return arrays;
  }
}
