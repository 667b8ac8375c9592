package jacobi.tck.vocabulary;

import static jacobi.tck.vocabulary.Entry.sample;

import jacobi.op.Activation;
import jacobi.tck.cases.Arg;
import jacobi.tck.cases.Draws;
import jacobi.tck.cases.Range;
import jacobi.tck.cases.Sample;
import jacobi.tensor.Tensor;
import jacobi.type.DType;
import java.util.List;
import java.util.function.UnaryOperator;

/// Activations and what is like them.
final class Curves {
  private Curves() {}

  static void add(Vocabulary all) {
    for (Activation op : Activation.values()) {
      boolean bent = op == Activation.RELU;
      all.add(
          op.name(),
          bent ? Trait.PIECEWISE : Trait.CURVED,
          draws ->
              of(
                  op.name(),
                  x -> x.engine().apply(op, x),
                  draws.input(range(op, draws.dtype()), draws.shape(0, 3))));
    }
    all.add(
        "LEAKY_RELU",
        Trait.PIECEWISE,
        draws -> of("LEAKY_RELU", x -> x.leakyRelu(0.25), spaced(draws)));
    all.add(
        "ELU",
        Trait.CURVED,
        draws -> of("ELU", x -> x.elu(1.5), draws.input(Range.of(-9, 9), draws.shape(0, 3))));
    all.add("clamp", Trait.PIECEWISE, draws -> of("clamp", x -> x.clamp(-4.5, 4.5), spaced(draws)));
    all.add("SOFTMAX", Trait.CURVED, draws -> rows("SOFTMAX", Tensor::softmax, draws));
    all.add("LOG_SOFTMAX", Trait.CURVED, draws -> rows("LOG_SOFTMAX", Tensor::logSoftmax, draws));
  }

  /// As far out as values stay normal numbers: those of GELU fall like `e^(−x²)`, and F16 has none
  /// below `e^−9.7`.
  private static Range range(Activation op, DType dtype) {
    boolean half = dtype == DType.F16;
    return switch (op) {
      case RELU -> Range.SPACED;
      case GELU, GELU_TANH -> half ? Range.of(-3, 9) : Range.of(-9, 9);
      case SIGMOID, SILU, SOFTPLUS, MISH, SELU -> half ? Range.of(-9, 9) : Range.of(-20, 20);
    };
  }

  private static Arg spaced(Draws draws) {
    return draws.input(Range.SPACED, draws.shape(0, 3));
  }

  private static Sample of(String text, UnaryOperator<Tensor> f, Arg x) {
    return sample(text, in -> List.of(f.apply(in.getFirst())), x);
  }

  private interface AlongAxis {
    Tensor of(Tensor x, int axis);
  }

  private static Sample rows(String text, AlongAxis f, Draws draws) {
    Arg x = draws.input(Range.of(-9, 9), Folding.atLeastOne(draws));
    int axis = draws.axis(x.shape());
    return of(text + " " + axis, in -> f.of(in, axis), x);
  }
}
