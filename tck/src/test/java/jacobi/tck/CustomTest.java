package jacobi.tck;

import static jacobi.Jacobi.custom;
import static jacobi.Jacobi.customOfMany;
import static jacobi.Jacobi.grad;
import static jacobi.Jacobi.gradients;
import static jacobi.Jacobi.jvp;
import static jacobi.Jacobi.tensor;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jacobi.Definition;
import jacobi.GradientCheck;
import jacobi.Options;
import jacobi.Session;
import jacobi.op.Custom;
import jacobi.op.UnsupportedOpException;
import jacobi.spi.Driver;
import jacobi.spi.Needs;
import jacobi.spi.OpCall;
import jacobi.spi.OpSpec;
import jacobi.spi.Queue;
import jacobi.spi.SettingException;
import jacobi.spi.Support;
import jacobi.tensor.Functions;
import jacobi.tensor.Tensor;
import jacobi.type.DType;
import jacobi.type.DTypeException;
import jacobi.type.JacobiException;
import jacobi.type.ShapeException;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/// Ops and gradients that are not of the vocabulary, by both doors.
class CustomTest {
  /// `y = a·sin x`
  private static final Custom WAVE = Custom.of("acme.wave", 1, in -> in).with("height", 3);

  private static final Definition PLAIN =
      Definition.of("acme.wave", (op, in) -> List.of(in.get(0).sin().mul(op.number("height"))));

  private static final Definition OWN =
      PLAIN.withGradient((op, g, in, out) -> {
        Tensor cotangent = java.util.Objects.requireNonNull(g.get(0));
        return List.of(cotangent.mul(in.get(0).cos()).mul(op.number("height")));
      });

  private static Options cpu() {
    return Options.of().withBackend("cpu");
  }

  private static void on(Options options, Consumer<Session> block) {
    try (Session session = Session.open(options)) {
      session.run(() -> {
        block.accept(session);
        return true;
      });
    }
  }

  private static Tensor wave(Tensor x) {
    return Tensor.all(WAVE, x).getFirst();
  }

  private static Tensor x() {
    return tensor(new double[] {0.3, -1.2, 2.4});
  }

  private static void check(
      Session session, Function<List<Tensor>, Tensor> f, List<Tensor> inputs) {
    assertTrue(GradientCheck.first(session, f, inputs) <= 1);
    assertTrue(GradientCheck.second(session, f, inputs) <= 1);
  }

  @Test
  void roundingStraightThroughHasTheGradientOne() {
    on(
        cpu(),
        session -> {
          var round = custom(Tensor::round, (g, x, y) -> g);
          Tensor x = tensor(new float[] {0.4f, 1.6f}).watch();
          Tensor y = round.apply(x);
          assertArrayEquals(new float[] {0, 2}, y.toFloats());
          assertArrayEquals(new float[] {0, 4}, gradients(y.square().sum()).of(x).toFloats());
          var error =
              assertThrows(
                  JacobiException.class,
                  () -> GradientCheck.first(session, t -> round.apply(t.get(0)), List.of(x())));
          assertTrue(error.getMessage().contains("difference quotient"), error.getMessage());
        });
  }

  @Test
  void aSpikeHasTheSlopeOfItsSurrogate() {
    on(
        cpu(),
        session -> {
          UnaryOperator<Tensor> spike =
              custom(
                  v -> v.gt(0).cast(v.dtype()),
                  (g, v, s) -> g.div(v.abs().mul(10).add(1).square()));
          Tensor v = tensor(new float[] {-0.1f, 0.3f, 0});
          assertArrayEquals(new float[] {0, 1, 0}, spike.apply(v).toFloats());
          float[] slope = grad(u -> spike.apply(u).sum()).apply(v).toFloats();
          assertArrayEquals(new float[] {0.25f, 0.0625f, 1}, slope, 1e-6f);
          float[] along = jvp(spike, v, tensor(new float[] {2, 2, 2})).tangent().toFloats();
          assertArrayEquals(new float[] {0.5f, 0.125f, 2}, along, 1e-6f);
        });
  }

  @Test
  void aCustomGradientIsDifferentiatedThroughItsFormula() {
    on(
        cpu(),
        session -> {
          var f = custom(x -> x.mul(x).mul(x), (g, x, y) -> g.mul(x.square()).mul(3));
          check(session, t -> f.apply(t.get(0)), List.of(x()));
          var byResult = custom(Tensor::exp, (g, x, y) -> g.mul(y));
          check(session, t -> byResult.apply(t.get(0)), List.of(x()));
          var product =
              customOfMany(
                  in -> in.get(0).mul(in.get(1)),
                  (g, in, y) -> List.of(g.mul(in.get(1)), g.mul(in.get(0))));
          Tensor scalar = tensor(new double[] {1.7});
          check(session, product, List.of(x(), scalar));
        });
  }

  @Test
  void whatACustomFunctionReturnsIsNeverSomebodyElsesTensor() {
    on(
        cpu(),
        session -> {
          Tensor constant = tensor(new float[] {1, 2});
          var f = custom(x -> constant, (g, x, y) -> g);
          Tensor x = tensor(new float[] {3, 4}).watch();
          f.apply(x);
          f.apply(x);
          assertEquals(null, constant.node());
        });
  }

  @Test
  void aCustomGradientOfTheWrongKindIsATypedError() {
    on(
        cpu(),
        session -> {
          Tensor x = tensor(new float[] {3, 4}).watch();
          var shape = custom(t -> t, (g, t, y) -> g.sum());
          var error =
              assertThrows(ShapeException.class, () -> gradients(shape.apply(x).sum()).of(x));
          assertTrue(
              error.getMessage().startsWith("a custom gradient of F32 [2]"), error.getMessage());
          var type = custom(t -> t, (g, t, y) -> g.cast(DType.F64));
          assertThrows(DTypeException.class, () -> gradients(type.apply(x).sum()).of(x));
          var count = customOfMany(in -> in.get(0), (g, in, y) -> List.of());
          Tensor y = count.apply(List.of(x));
          assertThrows(ShapeException.class, () -> gradients(y.sum()).of(x));
          var none = customOfMany(in -> in.get(0), (g, in, z) -> Arrays.asList((Tensor) null));
          Tensor zero = gradients(none.apply(List.of(x)).sum()).of(x);
          assertArrayEquals(new float[2], zero.toFloats());
        });
  }

  @Test
  void aRegisteredOpIsComputedAndDifferentiatedByItsDefinition() {
    for (Definition definition : List.of(PLAIN, OWN)) {
      on(
          cpu().withCustom(definition),
          session -> {
            check(session, t -> wave(t.get(0)), List.of(x()));
            assertEquals(3 * Math.sin(0.3), wave(x()).toDoubles()[0], 1e-15);
          });
    }
  }

  @Test
  void aWrongGradientOfARegisteredOpIsFound() {
    Definition wrong =
        OWN.withGradient((op, g, in, out) -> List.of(Functions.zerosLike(in.get(0))));
    on(
        cpu().withCustom(wrong),
        session ->
            assertThrows(
                JacobiException.class,
                () -> GradientCheck.first(session, t -> wave(t.get(0)), List.of(x()))));
  }

  /// Knows one op by its name, and computes `7·height` whatever it is given.
  private static final class Knowing extends ForwardingDriver {
    Knowing(Driver real) {
      super(real);
    }

    @Override
    public Support supports(OpSpec spec) {
      return isWave(spec.op()) ? Support.nativeWith(Needs.contiguous()) : super.supports(spec);
    }

    @Override
    public void execute(OpCall call, Queue queue) {
      if (!isWave(call.op())) {
        super.execute(call, queue);
        return;
      }
      double value = 7 * ((Custom) call.op()).number("height");
      for (int i = 0; i < 3; i++) {
        call.out(0).host().setDouble(i, value);
      }
    }

    private static boolean isWave(jacobi.op.Op op) {
      return op instanceof Custom && op.name().equals("acme.wave");
    }
  }

  @Test
  void aDriverMayClaimAnOpByItsName() {
    on(
        cpu().withCustom(PLAIN).withDriver(Knowing::new),
        session -> {
          assertArrayEquals(new double[] {21, 21, 21}, wave(x()).toDoubles());
          // Not claimed: the gradient goes through the decomposition.
          Tensor x = x().watch();
          double slope = gradients(wave(x).sum()).of(x).toDoubles()[0];
          assertEquals(3 * Math.cos(0.3), slope, 1e-15);
        });
  }

  @Test
  void anOpNobodyDefinedIsATypedErrorWhateverTheDriverClaims() {
    for (Options options : List.of(cpu(), cpu().withDriver(Knowing::new))) {
      on(
          options,
          session -> {
            var error = assertThrows(UnsupportedOpException.class, () -> wave(x()));
            assertTrue(error.getMessage().contains("'acme.wave'"), error.getMessage());
            assertThrows(UnsupportedOpException.class, () -> wave(x().watch()));
          });
    }
  }

  @Test
  void aDefinitionThatBreaksItsShapeRuleIsATypedError() {
    Definition wide = Definition.of("acme.wave", (op, in) -> List.of(in.get(0).unsqueeze(0)));
    on(cpu().withCustom(wide), session -> assertThrows(ShapeException.class, () -> wave(x())));
    Definition none = Definition.of("acme.wave", (op, in) -> List.of());
    on(
        cpu().withCustom(none),
        session -> assertThrows(UnsupportedOpException.class, () -> wave(x())));
    on(
        cpu().withCustom(PLAIN),
        session -> assertThrows(ShapeException.class, () -> Tensor.all(WAVE, x(), x())));
    assertThrows(
        SettingException.class, () -> Session.open(cpu().withCustom(PLAIN).withCustom(OWN)));
    assertThrows(UnsupportedOpException.class, () -> WAVE.number("width"));
  }
}
