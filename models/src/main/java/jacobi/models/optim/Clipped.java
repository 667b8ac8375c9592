package jacobi.models.optim;

import jacobi.op.ClipNorm;
import jacobi.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;

/// Clips gradients before another optimizer's step. The factor of a norm stays on the device and is
/// multiplied in by the step itself.
record Clipped(Optimizer optimizer, Clip clip) implements Optimizer {
  @Override
  public Slots slots() {
    return optimizer.slots();
  }

  @Override
  public void rate(double rate) {
    optimizer.rate(rate);
  }

  @Override
  public void step(List<Tensor> gradients) {
    switch (clip) {
      case Clip.Norm(double max) ->
          optimizer.step(gradients, factor(gradients, gradients.getFirst().scalar(max)));
      case Clip.Value(double max) ->
          optimizer.step(gradients.stream().map(g -> g.clamp(-max, max)).toList());
    }
  }

  /// `‖s·g‖ ≤ max` is `‖g‖ ≤ max/s` of a positive `s`.
  @Override
  public void step(List<Tensor> gradients, Tensor scale) {
    switch (clip) {
      case Clip.Norm(double max) -> {
        Tensor bound = gradients.getFirst().scalar(max).div(scale);
        optimizer.step(gradients, factor(gradients, bound).mul(scale));
      }
      case Clip.Value _ -> step(gradients.stream().map(g -> g.mul(scale)).toList());
    }
  }

  private static Tensor factor(List<Tensor> gradients, Tensor max) {
    List<Tensor> in = new ArrayList<>(gradients);
    in.add(max);
    var op = new ClipNorm(gradients.size());
    return Tensor.all(op, in.toArray(Tensor[]::new)).getFirst();
  }
}
