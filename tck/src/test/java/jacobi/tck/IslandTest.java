package jacobi.tck;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jacobi.Jacobi;
import jacobi.Options;
import jacobi.Session;
import jacobi.op.Algebra;
import jacobi.op.Composite;
import jacobi.op.Op;
import jacobi.op.Spec;
import jacobi.op.Unary;
import jacobi.rules.Accumulator;
import jacobi.rules.Rules;
import jacobi.spi.Backend;
import jacobi.spi.BackendConfig;
import jacobi.spi.BackendProvider;
import jacobi.spi.ClosedException;
import jacobi.spi.Probe;
import jacobi.spi.ProbeContext;
import jacobi.tensor.Functions;
import jacobi.tensor.Tensor;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/// The framework assumes of a device no more than its driver says.
class IslandTest {
  private final IslandDriver driver = new IslandDriver();

  private record Provider(IslandDriver driver) implements BackendProvider {
    @Override
    public String id() {
      return "island";
    }

    @Override
    public int spiLevel() {
      return 1;
    }

    @Override
    public Probe probe(ProbeContext context) {
      return new Probe.Available(List.of("island:0"), 1, "");
    }

    @Override
    public Backend open(BackendConfig config) {
      return Backend.of(driver);
    }
  }

  private Options options() {
    return Options.of().withBackend("island").withProviders(List.of(new Provider(driver)));
  }

  private void on(Options options, Consumer<Session> block) {
    try (Session session = Session.open(options)) {
      session.run(() -> {
        block.accept(session);
        return true;
      });
    }
  }

  @Test
  void anElementIsReadInItsOwnTypeWhateverElseTheDeviceComputes() {
    on(options(), session -> assertEquals(2.5, Jacobi.tensor(new float[] {2.5f}).item()));
  }

  @Test
  void aTensorIsPrintedWithoutComputing() {
    on(
        options(),
        session -> {
          assertEquals("[0.5, 1]", Jacobi.tensor(new float[] {0.5f, 1}).toString());
          assertEquals(0, session.counters().launches());
        });
  }

  @Test
  void whatComesFromAnotherDeviceArrivesAsWholeElements() {
    on(
        Options.of().withBackend("cpu"),
        cpu -> {
          Tensor x = Jacobi.tensor(new float[] {1, 2, 3});
          on(
              options(),
              session ->
                  assertArrayEquals(
                      new float[] {1, 2, 3}, Functions.to(x, session.engine()).toFloats()));
        });
  }

  @Test
  void aViewIsMadeDenseByACopyThatTakesAnyStrides() {
    on(
        options(),
        session -> {
          Tensor x = Jacobi.tensor(new float[] {1, 2, 3, 4}, 2, 2).transpose();
          assertArrayEquals(new float[] {-1, -3, -2, -4}, x.neg().toFloats());
          assertArrayEquals(
              new float[] {1, 3, 2, 4, 1, 3, 2, 4}, Jacobi.concat(0, x, x).toFloats());
        });
  }

  /// A composite of a later level.
  private record Later() implements Composite {
    @Override
    public String name() {
      return "LATER";
    }

    @Override
    public int arity() {
      return 1;
    }

    @Override
    public Algebra algebra() {
      return Algebra.SMOOTH;
    }

    @Override
    public List<Spec> infer(List<Spec> in) {
      return in;
    }

    @Override
    public int since() {
      return 2;
    }
  }

  @Test
  void aBackendIsNeverAskedAboutACompositeNewerThanItself() {
    Rules knowing =
        new Rules() {
          @Override
          public Tensor[] decompose(Composite op, Tensor[] in) {
            return op instanceof Later
                ? new Tensor[] {in[0].square().neg()}
                : Rules.super.decompose(op, in);
          }
        };
    on(
        options().withRules(knowing, Accumulator.STANDARD),
        session -> {
          Tensor x = Jacobi.tensor(new float[] {1, 2, 3});
          Tensor y = session.engine().apply(new Later(), x);
          assertArrayEquals(new float[] {-1, -4, -9}, y.toFloats());
          Set<Op> asked = driver.asked;
          assertTrue(asked.contains(Unary.NEG));
          assertFalse(asked.contains(new Later()));
        });
  }

  @Test
  void closingASessionGivesEveryBufferBackWhoeverStillHoldsIt() {
    Session session = Session.open(options());
    Tensor x = session.run(() -> Jacobi.ones(100).add(1));
    assertEquals(2, x.select(0, 7).item());
    session.close();
    assertTrue(driver.closed);
    assertEquals(Set.of(), driver.live);
    x.close();
    assertThrows(ClosedException.class, x::toFloats);
    assertThrows(ClosedException.class, x::neg);
  }
}
