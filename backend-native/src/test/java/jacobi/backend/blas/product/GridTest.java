package jacobi.backend.blas.product;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

/// Blocks cover a result once, and none is longer than allowed.
class GridTest {
  private static final List<int[]> SHAPES =
      List.of(
          new int[] {1, 1, 1},
          new int[] {100, 100, 100},
          new int[] {64, 512, 784},
          new int[] {2048, 128, 512},
          new int[] {7, 5000, 300},
          new int[] {1024, 1024, 1024},
          new int[] {2048, 2048, 2048});

  private static void covers(Grid grid, int m, int n) {
    boolean[] seen = new boolean[m * n];
    long count = 0;
    for (int block = 0; block < grid.count(); block++) {
      for (int i = grid.row(block); i < grid.row(block) + grid.height(block); i++) {
        for (int j = grid.column(block); j < grid.column(block) + grid.width(block); j++) {
          seen[i * n + j] = true;
          count++;
        }
      }
    }
    assertEquals(seen.length, count, grid.toString());
    for (boolean one : seen) {
      assertTrue(one, grid.toString());
    }
  }

  @Test
  void everyElementIsInOneBlock() {
    for (int[] s : SHAPES) {
      for (boolean turned : new boolean[] {false, true}) {
        for (double most : new double[] {1e3, 1e7, 1e10}) {
          covers(Grid.of(s[0], s[1], s[2], turned, most), s[0], s[1]);
        }
      }
    }
  }

  @Test
  void noBlockIsMuchLongerThanAllowed() {
    double most = 2e8;
    for (int[] s : SHAPES) {
      Grid grid = Grid.of(s[0], s[1], s[2], false, most);
      double each = 2.0 * grid.rows() * grid.columns() * s[2];
      assertTrue(each <= 1.2 * most, grid.toString());
    }
  }
}
