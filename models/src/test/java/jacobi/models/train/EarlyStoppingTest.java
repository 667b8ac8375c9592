package jacobi.models.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jacobi.Jacobi;
import jacobi.models.nn.Linear;
import jacobi.models.optim.Sgd;
import jacobi.random.Seed;
import jacobi.tensor.Scope;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// A training ends when it no longer gets better, with the weights that were best.
class EarlyStoppingTest {
  @Test
  void theBestWeightsComeBack() {
    // Large enough to live in pooled memory, which a mistake would hand to somebody else.
    Linear model = Linear.of(100, 100, Seed.of(1));
    Sgd optimizer = Sgd.of(model, 0.1);
    var stopping = EarlyStopping.of(model, 3);
    double[] losses = {5, 3, Double.NaN, 2, 4, 2, 2.5, 1};
    List<float[]> weights = new ArrayList<>();
    int epoch = 0;
    while (!stopping.isOver()) {
      Scope.run(scope -> {
        optimizer.step(model.apply(Jacobi.ones(1, 100)).square().sum());
        return true;
      });
      weights.add(Scope.run(scope -> model.weight().get().toFloats()));
      assertEquals(epoch < 2 || epoch == 3, stopping.saw(losses[epoch]));
      epoch++;
    }
    assertEquals(7, epoch);
    assertEquals(4, stopping.bestEpoch());
    stopping.restore();
    assertArrayEquals(weights.get(3), model.weight().get().toFloats());
    assertTrue(stopping.isOver());
  }

  @Test
  void patienceIsPositive() {
    Linear model = Linear.of(2, 2, Seed.of(1));
    assertThrows(TrainingException.class, () -> EarlyStopping.of(model, 0));
    assertFalse(EarlyStopping.of(model, 1).isOver());
  }
}
