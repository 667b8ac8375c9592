package jacobi.rules;

import static jacobi.tensor.Functions.sub;
import static jacobi.tensor.Functions.zerosLike;

import jacobi.op.AdamStep;
import jacobi.op.ClipNorm;
import jacobi.op.MultiStep;
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

  static Tensor[] nesterov(Tensor p, Tensor g, Tensor v, Tensor numbers) {
    Tensor momentum = numbers.select(0, 1);
    Tensor decayed = g.add(p.mul(numbers.select(0, 2)));
    Tensor velocity = flushed(v.mul(momentum).add(decayed));
    Tensor ahead = decayed.add(velocity.mul(momentum));
    return new Tensor[] {p.sub(ahead.mul(numbers.select(0, 0))), velocity};
  }

  static Tensor[] rmsProp(Tensor[] in) {
    Tensor p = in[0];
    Tensor numbers = in[4];
    Tensor alpha = numbers.select(0, 1);
    Tensor g = in[1].add(p.mul(numbers.select(0, 3)));
    Tensor v = flushed(in[2].mul(alpha).add(g.square().mul(sub(1, alpha))));
    Tensor move = g.div(v.sqrt().add(numbers.select(0, 2)));
    Tensor b = flushed(in[3].mul(numbers.select(0, 4)).add(move));
    return new Tensor[] {p.sub(b.mul(numbers.select(0, 0))), v, b};
  }

  static Tensor[] adagrad(Tensor p, Tensor g, Tensor s, Tensor numbers) {
    Tensor decayed = g.add(p.mul(numbers.select(0, 2)));
    Tensor sum = flushed(s.add(decayed.square()));
    Tensor move = decayed.div(sum.sqrt().add(numbers.select(0, 1)));
    return new Tensor[] {p.sub(move.mul(numbers.select(0, 0))), sum};
  }

  static Tensor[] lion(Tensor p, Tensor g, Tensor m, Tensor numbers) {
    Tensor beta1 = numbers.select(0, 1);
    Tensor beta2 = numbers.select(0, 2);
    Tensor direction = m.mul(beta1).add(g.mul(sub(1, beta1))).sign();
    Tensor move = direction.add(p.mul(numbers.select(0, 3))).mul(numbers.select(0, 0));
    Tensor moment = flushed(m.mul(beta2).add(g.mul(sub(1, beta2))));
    return new Tensor[] {p.sub(move), moment};
  }

  static Tensor[] multi(MultiStep op, Tensor[] in) {
    int tensors = op.tensors();
    int blocks = op.blocks();
    Tensor[] out = new Tensor[(blocks - 1) * tensors];
    for (int i = 0; i < tensors; i++) {
      Tensor[] operands = new Tensor[blocks + 1];
      for (int block = 0; block < blocks; block++) {
        operands[block] = in[block * tensors + i];
      }
      operands[blocks] = in[blocks * tensors];
      operands[1] = op.scaled() ? operands[1].mul(in[in.length - 1]) : operands[1];
      Tensor[] next = operands[0].engine().applyAll(op.step(), operands);
      for (int block = 0; block < next.length; block++) {
        out[block * tensors + i] = next[block];
      }
    }
    return out;
  }

  static Tensor clipNorm(Tensor[] in) {
    Tensor sum = in[0].square().sum();
    for (int i = 1; i < in.length - 1; i++) {
      sum = sum.add(in[i].square().sum());
    }
    return in[in.length - 1].div(sum.sqrt().add(ClipNorm.EPSILON)).minimum(1);
  }

  /// Denormal numbers are slow: what is tiny is 0.
  private static Tensor flushed(Tensor moment) {
    return moment.abs().lt(SgdStep.TINY).where(zerosLike(moment), moment);
  }
}
