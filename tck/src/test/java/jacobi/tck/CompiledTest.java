package jacobi.tck;

import static jacobi.Jacobi.compile;
import static jacobi.Jacobi.gradients;
import static jacobi.Jacobi.tensor;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jacobi.Compiled;
import jacobi.Definition;
import jacobi.Jacobi;
import jacobi.Options;
import jacobi.Session;
import jacobi.op.Custom;
import jacobi.op.UnsupportedOpException;
import jacobi.random.Seed;
import jacobi.spi.OutOfMemoryException;
import jacobi.tensor.CaptureException;
import jacobi.tensor.Engine.Piece;
import jacobi.tensor.Mode;
import jacobi.tensor.Parameter;
import jacobi.tensor.RandomStream;
import jacobi.tensor.Scope;
import jacobi.tensor.State;
import jacobi.tensor.Tensor;
import jacobi.type.ShapeException;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/// What a compiled step keeps, asks for anew, and refuses.
class CompiledTest {
  private static void on(Consumer<Session> block) {
    on(Options.of(), block);
  }

  private static void on(Options options, Consumer<Session> block) {
    try (Session session = Session.open(options.withBackend("cpu"))) {
      session.run(() -> {
        block.accept(session);
        return true;
      });
    }
  }

  private static Compiled one(UnaryOperator<Tensor> f) {
    return compile(in -> List.of(f.apply(in.getFirst())));
  }

  private static double item(Compiled step, Tensor... x) {
    return step.apply(x).getFirst().item();
  }

  private static Tensor vector(float... values) {
    return tensor(values);
  }

  @Test
  void theFunctionRunsOnceForEachShapeAndMode() {
    on(session -> {
      int[] runs = new int[1];
      Compiled twice =
          one(x -> {
            runs[0]++;
            return x.mul(2).sum();
          });
      assertEquals(6, item(twice, vector(1, 2)));
      assertEquals(14, item(twice, vector(3, 4)));
      assertEquals(1, runs[0]);
      assertEquals(12, item(twice, vector(1, 2, 3)));
      assertEquals(2, runs[0]);
      assertEquals(6, twice.apply(tensor(new int[] {1, 2})).getFirst().toInts().length * 6);
      assertEquals(3, runs[0]);
      assertEquals(6, Jacobi.noGrad(() -> item(twice, vector(1, 2))));
      assertEquals(4, runs[0]);
      assertEquals(6, item(twice, vector(2, 1)));
      assertEquals(4, runs[0]);
    });
  }

  @Test
  void recordingsAreBoundedAndThoseInUseStay() {
    on(session -> {
      int[] runs = new int[1];
      Compiled sum =
          one(x -> {
            runs[0]++;
            return x.sum();
          });
      for (int n = 1; n <= 40; n++) {
        assertEquals(n, item(sum, Jacobi.ones(n)));
        assertEquals(1, item(sum, Jacobi.ones(1)));
      }
      assertEquals(40, runs[0]);
      assertEquals(16, sum.recordings());
      sum.close();
      assertEquals(0, sum.recordings());
    });
  }

  @Test
  void eachStreamAndEvaluationHaveTheirOwn() {
    on(session -> {
      Compiled half = one(x -> x.dropout(0.5));
      Tensor x = Jacobi.ones(64);
      var a = RandomStream.of(Seed.of(1));
      var b = RandomStream.of(Seed.of(1));
      float[] first = Mode.training(a, () -> half.apply(x)).getFirst().toFloats();
      assertArrayEquals(first, Mode.training(b, () -> half.apply(x)).getFirst().toFloats());
      assertEquals(a.place(), b.place());
      assertArrayEquals(x.toFloats(), half.apply(x).getFirst().toFloats());
      assertEquals(3, half.recordings());
    });
  }

  /// Two cells and an argument, with buffers large enough to be tracked.
  @Test
  void aStepThatFailsInTheMiddleChangesNothing() {
    on(session -> {
      State a = State.of(Jacobi.ones(8192));
      State b = State.of(Jacobi.ones(8192));
      Compiled step =
          one(x -> {
            a.set(a.get().add(x));
            Tensor y = a.get().mul(2);
            b.set(b.get().add(y));
            return b.get().sum();
          });
      Tensor x = Jacobi.ones(8192);
      assertEquals(8192 * 5, item(step, x));
      int failed = 0;
      double result = 0;
      while (result == 0) {
        session.failAllocation(failed);
        try {
          result = item(step, x);
        } catch (OutOfMemoryException planted) {
          failed++;
          assertEquals(2, a.get().mean().item());
          assertEquals(5, b.get().mean().item());
        }
      }
      session.failAllocation(-1);
      assertTrue(failed >= 3, failed + " allocations");
      assertEquals(8192 * 11, result);
      assertEquals(3, a.get().mean().item());
    });
  }

  @Test
  void cellsSwapTogetherAtTheEnd() {
    on(session -> {
      State a = State.of(vector(1));
      State b = State.of(vector(2));
      Compiled swap =
          one(x -> {
            Tensor old = a.get();
            a.set(b.get());
            b.set(old);
            return a.get().sub(b.get()).mul(x).sum();
          });
      assertEquals(1, item(swap, vector(1)));
      assertEquals(2, a.get().item());
      assertEquals(-10, item(swap, vector(10)));
      assertEquals(1, a.get().item());
      assertEquals(2, b.get().item());
    });
  }

  @Test
  void readingInsideIsATypedErrorThatNamesTheLine() {
    on(session -> {
      State cell = State.of(vector(1));
      Compiled step =
          one(x -> {
            cell.set(x);
            return x.mul(x.sum().item());
          });
      int line = new Throwable().getStackTrace()[0].getLineNumber() - 2;
      var error = assertThrows(CaptureException.class, () -> step.apply(vector(7)));
      String at = "(CompiledTest.java:%d)".formatted(line);
      assertTrue(error.getMessage().contains(at), error.getMessage());
      assertEquals(1, cell.get().item());
      Compiled floats = one(x -> x.mul(x.toFloats()[0]));
      assertThrows(CaptureException.class, () -> floats.apply(vector(7)));
      assertEquals(0, floats.recordings());
      String[] text = new String[1];
      one(
              x -> {
                text[0] = x.toString();
                return x;
              })
          .apply(vector(7));
      assertEquals("F32 [1], not known yet", text[0]);
    });
  }

  @Test
  void whatIsClosedOverIsHeldAndStays() {
    on(session -> {
      Compiled step =
          Scope.run(scope -> {
            Tensor large = Jacobi.ones(100, 100);
            Compiled sum = one(x -> large.mul(large).add(x).add(Jacobi.ones(100, 100)).sum());
            assertEquals(50_000, item(sum, Jacobi.full(3, 100, 100)));
            return sum;
          });
      assertEquals(40_000, item(step, Jacobi.full(2, 100, 100)));
    });
  }

  @Test
  void gradientsReachArgumentsParametersAndWatchedTensors() {
    on(session -> {
      Parameter w = Parameter.of(vector(3));
      Tensor leaf = vector(5).watch();
      Compiled step =
          compile(in -> {
            Tensor x = in.getFirst().watch();
            Tensor y = x.mul(x).mul(w.get()).mul(leaf).sum();
            List<Tensor> g = gradients(y).of(List.of(x, w.get(), leaf));
            w.set(w.get().sub(g.get(1)));
            return g;
          });
      double[] expected = {60, 20, 12, -2 * 17 * 5 * 2, 20, 4 * -17};
      for (int i = 0; i < 2; i++) {
        List<Tensor> g = step.apply(vector(2));
        for (int k = 0; k < 3; k++) {
          assertEquals(expected[3 * i + k], g.get(k).item());
        }
      }
      assertEquals(3 - 20 - 20, w.get().item());
    });
  }

  @Test
  void derivativesCheckpointsAndOtherStepsAreWrittenDownToo() {
    on(session -> {
      Compiled inner = one(Tensor::sin);
      UnaryOperator<Tensor> f = x -> Jacobi.checkpoint(y -> y.mul(inner.apply(y).getFirst()), x);
      UnaryOperator<Tensor> all =
          x -> {
            Tensor h = Jacobi.hessian(y -> f.apply(y).sum(), x);
            Tensor j = Jacobi.jvp(f, x, x.mul(x)).tangent();
            return Jacobi.concat(0, h.reshape(-1), j.pad(List.of(1L), List.of(0L)));
          };
      Compiled step = one(all);
      for (float k = 0; k < 3; k++) {
        Tensor x = vector(k, 1 - k);
        assertArrayEquals(all.apply(x).toFloats(), step.apply(x).getFirst().toFloats());
      }
      assertEquals(0, inner.recordings());
      assertEquals(1, step.recordings());
    });
  }

  @Test
  void whatCannotBeWrittenDownIsRefused() {
    on(session -> {
      Compiled twice = one(x -> x.mul(2));
      Tensor watched = vector(1).watch();
      assertThrows(CaptureException.class, () -> twice.apply(watched));
      assertEquals(2, Jacobi.noGrad(() -> item(twice, watched)));
      Tensor[] leaked = new Tensor[1];
      Compiled leaking =
          one(x -> {
            leaked[0] = x.neg();
            return x;
          });
      leaking.apply(vector(1));
      assertThrows(CaptureException.class, () -> leaked[0].add(vector(1)));
      assertThrows(CaptureException.class, leaked[0]::toFloats);
      assertThrows(CaptureException.class, () -> one(x -> x.add(leaked[0])).apply(vector(1)));
      assertThrows(
          ShapeException.class, () -> one(x -> x.add(vector(1, 2))).apply(vector(1, 2, 3)));
    });
  }

  /// Puts a 7 before its operand, by pieces.
  @Test
  void customOpsAndPiecesAreWrittenDown() {
    Custom seven = Custom.of("acme.seven", 1, in -> List.of(in.get(0).of(jacobi.type.Shape.of(3))));
    Definition definition =
        Definition.of(
            "acme.seven",
            (op, in) -> {
              Tensor x = in.getFirst();
              var layout = op.infer(List.of(x.spec())).getFirst().shape().layout();
              var piece = new Piece(x, layout.slice(0, 1, 3, 1));
              var spec = op.infer(List.of(x.spec())).getFirst();
              return List.of(x.engine().assemble(spec, 7, List.of(piece)));
            });
    UnaryOperator<Tensor> f = x -> Tensor.all(seven, x).getFirst();
    on(
        Options.of().withCustom(definition),
        session -> {
          float[] expected = {7, 1, 2};
          assertArrayEquals(expected, one(f).apply(vector(1, 2)).getFirst().toFloats());
          // Watched, it is written down as its decomposition.
          Compiled watched = one(x -> f.apply(x.watch()));
          watched.apply(vector(5, 6));
          assertArrayEquals(expected, watched.apply(vector(1, 2)).getFirst().toFloats());
        });
    on(session -> assertThrows(UnsupportedOpException.class, () -> one(f).apply(vector(1, 2))));
  }

  @Test
  void aRunLeavesNoMemoryBehind() {
    on(session -> {
      Parameter w = Parameter.of(Jacobi.ones(100, 100));
      Compiled step =
          one(x -> {
            Tensor loss = w.get().matmul(x).square().mean();
            w.set(w.get().sub(gradients(loss).of(w.get()).mul(1e-3)));
            return loss;
          });
      Tensor x = Jacobi.full(0.01, 100, 100);
      step.apply(x);
      step.apply(x);
      long live = session.counters().liveBytes();
      for (int i = 0; i < 20; i++) {
        step.apply(x);
        assertTrue(session.counters().liveBytes() <= live, "step " + i);
      }
    });
  }
}
