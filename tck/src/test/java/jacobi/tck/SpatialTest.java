package jacobi.tck;

import static jacobi.Jacobi.gradients;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jacobi.Options;
import jacobi.Session;
import jacobi.op.Sliding;
import jacobi.tensor.Tensor;
import jacobi.type.DType;
import jacobi.type.ShapeException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Convolutions and average pools equal their loops, whether a backend claims them or not; on whole
/// numbers to the bit.
class SpatialTest {
  private static final List<Session> SESSIONS = new ArrayList<>();

  @BeforeAll
  static void open() {
    var cpu = Options.of().withBackend("cpu");
    SESSIONS.add(Session.open(cpu));
    SESSIONS.add(Session.open(cpu.withDriver(real -> new ClaimingDriver(real, false, false))));
  }

  @AfterAll
  static void close() {
    SESSIONS.forEach(Session::close);
    SESSIONS.clear();
  }

  /// How the windows of one case slide.
  private interface Case {
    void of(Sliding rows, Sliding columns, int groups);
  }

  /// All strides 1–3, paddings 0–2, dilations 1–2 and groups 1–2 of the rows, with those of the
  /// columns in another order.
  private static void forAll(Case each) {
    List<Sliding> all = new ArrayList<>();
    for (int stride = 1; stride <= 3; stride++) {
      for (int padding = 0; padding <= 2; padding++) {
        for (int dilation = 1; dilation <= 2; dilation++) {
          all.add(new Sliding(stride, padding, dilation));
        }
      }
    }
    for (Session session : SESSIONS) {
      for (int groups = 1; groups <= 2; groups++) {
        for (int i = 0; i < all.size(); i++) {
          Sliding rows = all.get(i);
          Sliding columns = all.get((7 * i + 4) % all.size());
          int count = groups;
          session.run(() -> {
            each.of(rows, columns, count);
            return null;
          });
        }
      }
    }
  }

  private static void assertSame(Grid expected, Tensor found) {
    assertEquals(expected.shape(), found.shape());
    assertArrayEquals(expected.elements, found.cast(DType.F64).toDoubles());
  }

  @Test
  void aConvolutionIsItsLoop() {
    for (int batch : new int[] {0, 2}) {
      forAll((rows, columns, groups) -> {
        Grid x = Grid.whole(batch, 4, 7, 9);
        Grid w = Grid.whole(6, 4 / groups, 3, 2);
        Grid y = Loops.convolution(x, w, rows, columns, groups);
        Tensor found = x.tensor(DType.F32).conv2d(w.tensor(DType.F32), rows, columns, groups);
        assertSame(y, found);
      });
    }
  }

  @Test
  void aConvolutionOfSignalsIsThatOfOneRow() {
    var still = Sliding.of(1, 0);
    for (int batch : new int[] {0, 2}) {
      forAll((_, along, groups) -> {
        Grid x = Grid.whole(batch, 4, 1, 11);
        Grid w = Grid.whole(2, 4 / groups, 1, 3);
        Grid y = Loops.convolution(x, w, still, along, groups);
        Tensor found = x.signal(DType.F32).conv1d(w.signal(DType.F32), along, groups);
        assertEquals(3, found.rank());
        assertSame(y, found.unsqueeze(2));
      });
    }
  }

  @Test
  void aTransposedConvolutionIsItsLoop() {
    for (int batch : new int[] {0, 2}) {
      forAll((rows, columns, groups) -> {
        Grid x = Grid.whole(batch, 4, 3, 5);
        Grid w = Grid.whole(4, 3, 3, 4);
        for (int more = 0; more < rows.stride(); more++) {
          int across = (int) Math.min(2 - more, columns.stride() - 1);
          if (Loops.grown(3, 3, rows) + more > 0) {
            Grid y = Loops.transposed(x, w, rows, columns, more, across, groups);
            Tensor signal = x.tensor(DType.F32);
            Tensor weights = w.tensor(DType.F32);
            assertSame(y, signal.convTranspose2d(weights, rows, columns, more, across, groups));
          }
        }
      });
    }
  }

  @Test
  void aTransposedConvolutionOfSignalsIsThatOfOneRow() {
    var still = Sliding.of(1, 0);
    forAll((_, along, groups) -> {
      Grid x = Grid.whole(2, 4, 1, 5);
      Grid w = Grid.whole(4, 2, 1, 3);
      for (int more = 0; more < along.stride(); more++) {
        Grid y = Loops.transposed(x, w, still, along, 0, more, groups);
        Tensor found =
            x.signal(DType.F32).convTranspose1d(w.signal(DType.F32), along, more, groups);
        assertSame(y, found.unsqueeze(2));
      }
    });
  }

  /// `⟨conv(x), g⟩ = ⟨x, convᵀ(g)⟩`, exactly, whatever the convolution's stride leaves over.
  @Test
  void theTransposedConvolutionIsTheAdjoint() {
    forAll((rows, columns, groups) -> {
      for (int odd = 0; odd < 3; odd++) {
        Grid x = Grid.whole(2, 4, 7 + odd, 9 - odd);
        Tensor w = Grid.whole(6, 4 / groups, 3, 2).tensor(DType.F32);
        Tensor y = x.tensor(DType.F32).conv2d(w, rows, columns, groups);
        Tensor g = Grid.whole(2, 6, y.size(2), y.size(3)).tensor(DType.F32);
        long down = x.height - Loops.grown(y.size(2), 3, rows);
        long across = x.width - Loops.grown(y.size(3), 2, columns);
        Tensor back = g.convTranspose2d(w, rows, columns, down, across, groups);
        double there = y.mul(g).cast(DType.F64).sum().item();
        double here = x.tensor().mul(back.cast(DType.F64)).sum().item();
        assertEquals(there, here);
      }
    });
  }

  @Test
  void theShortFormsAreTheLongOnes() {
    SESSIONS
        .getFirst()
        .run(() -> {
          var sliding = Sliding.of(2, 1);
          Tensor x = Grid.whole(1, 2, 5, 7).tensor();
          Tensor w = Grid.whole(2, 3, 3, 3).tensor();
          double[] expected = x.convTranspose2d(w, sliding, sliding, 0, 0, 1).toDoubles();
          assertArrayEquals(expected, x.convTranspose2d(w, 2, 1).toDoubles());
          Tensor s = Grid.whole(1, 2, 1, 9).signal(DType.F64);
          Tensor v = Grid.whole(2, 2, 1, 3).signal(DType.F64);
          assertArrayEquals(s.conv1d(v, sliding, 1).toDoubles(), s.conv1d(v, 2, 1).toDoubles());
          assertArrayEquals(
              s.convTranspose1d(v, sliding, 0, 1).toDoubles(),
              s.convTranspose1d(v, 2, 1).toDoubles());
          return null;
        });
  }

  @Test
  void unfoldedWindowsTimesWeightsAreAConvolution() {
    forAll((rows, columns, _) -> {
      Grid x = Grid.whole(2, 3, 7, 9);
      Grid w = Grid.whole(2, 3, 3, 2);
      Grid y = Loops.convolution(x, w, rows, columns, 1);
      Tensor windows = x.tensor().unfold(3, 2, rows, columns);
      assertEquals(18, windows.size(1));
      assertSame(y, w.tensor().reshape(2, 18).matmul(windows).reshape(y.shape()));
    });
  }

  /// `⟨unfold(x), g⟩ = ⟨x, fold(g)⟩`
  @Test
  void foldIsTheAdjointOfUnfold() {
    forAll((rows, columns, _) -> {
      Grid x = Grid.whole(2, 3, 7, 9);
      Tensor windows = x.tensor().unfold(3, 2, rows, columns);
      Tensor g = Grid.whole(2, 1, windows.size(1), windows.size(2)).tensor().squeeze(1);
      Tensor back = g.fold(7, 9, 3, 2, rows, columns);
      assertEquals(windows.mul(g).sum().item(), x.tensor().mul(back).sum().item());
    });
  }

  @Test
  void anAveragePoolIsItsLoop() {
    for (int batch : new int[] {0, 2}) {
      forAll((rows, columns, groups) -> {
        Grid x = Grid.whole(batch, 3, 7, 9);
        boolean pad = groups == 1;
        Grid y = Loops.average(x, 4, 3, rows, columns, pad);
        assertSame(y, x.tensor().avgPool2d(4, 3, rows, columns, pad));
      });
    }
  }

  @Test
  void anAveragePoolOfSignalsIsThatOfOneRow() {
    var still = Sliding.of(1, 0);
    forAll((_, along, groups) -> {
      Grid x = Grid.whole(2, 3, 1, 9);
      boolean pad = groups == 1;
      Grid y = Loops.average(x, 1, 3, still, along, pad);
      assertSame(y, x.signal(DType.F64).avgPool1d(3, along, pad).unsqueeze(2));
    });
  }

  /// Windows of a power of two, so that shares are exact.
  @Test
  void theGradientOfAnAveragePoolIsItsAdjoint() {
    forAll((rows, columns, _) -> {
      Grid x = Grid.whole(2, 3, 7, 9);
      Tensor leaf = x.tensor().watch();
      Tensor y = leaf.avgPool2d(4, 4, rows, columns, true);
      Tensor g = Grid.whole(2, 3, y.size(2), y.size(3)).tensor();
      Tensor back = gradients(y.mul(g).sum()).of(leaf);
      assertEquals(y.mul(g).sum().item(), x.tensor().mul(back).sum().item());
    });
  }

  @Test
  void whatDoesNotFitIsRefused() {
    SESSIONS
        .getFirst()
        .run(() -> {
          Tensor x = Grid.whole(1, 2, 5, 7).tensor();
          Tensor w = Grid.whole(2, 3, 3, 3).tensor();
          var two = Sliding.of(2, 1);
          refused("output padding 2 of the rows", () -> x.convTranspose2d(w, two, two, 2, 0, 1));
          refused("below the stride 2", () -> x.convTranspose2d(w, two, two, 0, -1, 1));
          refused("[2, 3, 3, 3]", () -> w.convTranspose2d(w, 1, 0));
          refused("leave nothing", () -> x.convTranspose2d(w, 1, 4));
          refused("conv1d wants three axes", () -> x.conv1d(w, 1, 0));
          refused("avgPool1d wants three axes", () -> x.avgPool1d(2));
          refused("maxPool1d wants three axes", () -> x.maxPool1d(2));
          refused("padding alone", () -> x.avgPool2d(2, 1, 2));
          refused("fold into 4 × 4 wants [N, C·4, 9]", () -> x.fold(4, 4, 2, 2, one(), one()));
          refused("unfold wants", () -> x.squeeze(0).unfold(2, 2, one(), one()));
          return null;
        });
  }

  private static Sliding one() {
    return Sliding.of(1, 0);
  }

  private static void refused(String part, java.util.function.Supplier<Tensor> call) {
    var error = assertThrows(ShapeException.class, call::get);
    assertTrue(error.getMessage().contains(part), error::getMessage);
  }
}
