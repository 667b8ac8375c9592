package jacobi.tck;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jacobi.GradientCheck;
import jacobi.Jacobi;
import jacobi.Options;
import jacobi.Session;
import jacobi.op.Op;
import jacobi.op.Unary;
import jacobi.rules.Accumulator;
import jacobi.rules.Rules;
import jacobi.tensor.Pullback;
import jacobi.tensor.Tensor;
import jacobi.type.JacobiException;
import jacobi.type.Shape;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/// The gradient checker sees planted defects through every seam, and passes where there is none.
class SaboteursTest {
  private static double check(Options options, Function<List<Tensor>, Tensor> f) {
    try (Session session = Session.open(options.withBackend("cpu"))) {
      return session.run(() -> {
        Tensor x = Jacobi.tensor(new double[] {0.3, -0.7, 1.1});
        return GradientCheck.first(session, f, List.of(x));
      });
    }
  }

  @Test
  void aWrongRuleIsCaught() {
    Rules wrong =
        new Rules() {
          @Override
          public Pullback pullback(Op op, Tensor[] in, Tensor[] out) {
            return op == Unary.SIN
                ? Pullback.of(g -> g.mul(in[0].cos()).mul(1 + 1e-6))
                : Rules.super.pullback(op, in, out);
          }
        };
    Options planted = Options.of().withRules(wrong, Accumulator.STANDARD);
    assertThrows(JacobiException.class, () -> check(planted, t -> t.getFirst().sin()));
    assertTrue(check(Options.of(), t -> t.getFirst().sin()) <= 1);
  }

  @Test
  void aWrongAccumulationIsCaught() {
    Accumulator forgets =
        new Accumulator() {
          @Override
          public Tensor add(Tensor a, Tensor b) {
            return b;
          }
        };
    Options planted = Options.of().withRules(Rules.STANDARD, forgets);
    assertThrows(
        JacobiException.class, () -> check(planted, t -> t.getFirst().exp().mul(t.getFirst())));
  }

  @Test
  void aWrongBroadcastSumIsCaught() {
    Accumulator first =
        new Accumulator() {
          @Override
          public Tensor sumTo(Tensor g, Shape shape) {
            return g.shape().equals(shape) ? g : g.select(0, 0).reshape(shape);
          }
        };
    Options planted = Options.of().withRules(Rules.STANDARD, first);
    assertThrows(
        JacobiException.class,
        () ->
            check(planted, t -> t.getFirst().unsqueeze(0).add(Jacobi.tensor(new double[4], 4, 1))));
  }

  @Test
  void aWrongKernelIsCaught() {
    Options planted = Options.of().withDriver(WrongDriver::new);
    assertThrows(JacobiException.class, () -> check(planted, t -> t.getFirst().tanh()));
  }
}
