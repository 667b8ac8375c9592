package jacobi.rules;

import static jacobi.tensor.Functions.sub;
import static jacobi.tensor.Functions.zerosLike;

import jacobi.op.AdamStep;
import jacobi.op.SgdStep;
import jacobi.tensor.Tensor;

/// The steps of optimizers; the formulas are those of the ops' docs.
final class Steps {
  private Steps() {}

  static Tensor[] sgd(Tensor p, Tensor g, Tensor v, Tensor numbers) {
    Tensor rate = numbers.select(0, 0);
    Tensor momentum = numbers.select(0, 1);
    Tensor decay = numbers.select(0, 2);
    Tensor velocity = flushed(v.mul(momentum).add(g.add(p.mul(decay))));
    return new Tensor[] {p.sub(velocity.mul(rate)), velocity};
  }

  static Tensor[] adam(AdamStep op, Tensor[] in) {
    Tensor p = in[0];
    Tensor numbers = in[4];
    Tensor rate = numbers.select(0, 0);
    Tensor beta1 = numbers.select(0, 1);
    Tensor beta2 = numbers.select(0, 2);
    Tensor epsilon = numbers.select(0, 3);
    Tensor decay = numbers.select(0, 4);
    Tensor g = op.decoupled() ? in[1] : in[1].add(p.mul(decay));
    Tensor m = flushed(in[2].mul(beta1).add(g.mul(sub(1, beta1))));
    Tensor v = flushed(in[3].mul(beta2).add(g.square().mul(sub(1, beta2))));
    Tensor start = op.decoupled() ? p.sub(p.mul(rate.mul(decay))) : p;
    Tensor root = v.div(numbers.select(0, 6)).sqrt().add(epsilon);
    Tensor move = m.div(numbers.select(0, 5)).div(root).mul(rate);
    return new Tensor[] {start.sub(move), m, v};
  }

  /// Denormal numbers are slow: what is tiny is 0.
  private static Tensor flushed(Tensor moment) {
    return moment.abs().lt(SgdStep.TINY).where(zerosLike(moment), moment);
  }
}
