import jacobi.op.AdagradStep;
import jacobi.op.AdamStep;
import jacobi.op.ClipNorm;
import jacobi.op.MaxPool2d;
import jacobi.op.NesterovStep;
import jacobi.op.Op;
import jacobi.op.RmsPropStep;
import jacobi.op.SgdStep;
import jacobi.op.Sliding;
import jacobi.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;

/// Calls of layers and of optimizers' steps.
final class Layers {
  private Layers() {}

  static List<Tensor> run(Call c, List<Tensor> in) {
    Tensor y = planes(c, in);
    y = y == null ? windows(c, in) : y;
    y = y == null ? normalized(c, in) : y;
    return y == null ? several(c, in) : List.of(y);
  }

  private static Tensor planes(Call c, List<Tensor> in) {
    Tensor x = in.getFirst();
    return switch (c.op()) {
      case "linear" -> x.linear(in.get(1), in.get(2));
      case "conv1d" -> x.conv1d(in.get(1), Ops.sliding(c, "along"), c.whole("groups"));
      case "conv2d" -> x.conv2d(in.get(1), rows(c), columns(c), c.whole("groups"));
      case "convTranspose1d" ->
          x.convTranspose1d(in.get(1), Ops.sliding(c, "along"), c.whole("more"), c.whole("groups"));
      case "convTranspose2d" ->
          x.convTranspose2d(
              in.get(1),
              rows(c),
              columns(c),
              c.list("more")[0],
              c.list("more")[1],
              c.whole("groups"));
      default -> null;
    };
  }

  private static Tensor windows(Call c, List<Tensor> in) {
    Tensor x = in.getFirst();
    int[] w = c.list("window");
    return switch (c.op()) {
      case "maxPool1d" -> x.maxPool1d(w[0], c.list("along")[0], c.list("along")[1]);
      case "maxPool2d" -> Tensor.all(new MaxPool2d(w[0], w[1], rows(c), columns(c)), x).getFirst();
      case "avgPool1d" -> x.avgPool1d(w[0], Ops.sliding(c, "along"), c.flag("count"));
      case "avgPool2d" -> x.avgPool2d(w[0], w[1], rows(c), columns(c), c.flag("count"));
      case "adaptiveAvgPool1d" -> x.adaptiveAvgPool1d(c.whole("length"));
      case "adaptiveMaxPool1d" -> x.adaptiveMaxPool1d(c.whole("length"));
      case "adaptiveAvgPool2d" -> x.adaptiveAvgPool2d(c.whole("height"), c.whole("width"));
      case "adaptiveMaxPool2d" -> x.adaptiveMaxPool2d(c.whole("height"), c.whole("width"));
      case "unfold" -> x.unfold(w[0], w[1], rows(c), columns(c));
      case "fold" -> x.fold(c.whole("height"), c.whole("width"), w[0], w[1], rows(c), columns(c));
      default -> null;
    };
  }

  private static Tensor normalized(Call c, List<Tensor> in) {
    Tensor x = in.getFirst();
    return switch (c.op()) {
      case "layerNorm" -> x.layerNorm(in.get(1), in.get(2), c.real("eps"));
      case "rmsNorm" -> x.rmsNorm(in.get(1), c.real("eps"));
      case "batchNorm" -> x.batchNorm(in.get(1), in.get(2), in.get(3), in.get(4), c.real("eps"));
      case "groupNorm" -> x.groupNorm(c.whole("groups"), in.get(1), in.get(2), c.real("eps"));
      case "instanceNorm" -> x.instanceNorm(in.get(1), in.get(2), c.real("eps"));
      case "attention" ->
          x.scaledDotProductAttention(in.get(1), in.get(2), mask(c, in), 0, c.flag("causal"));
      default -> null;
    };
  }

  /// Truth values arrive as whole numbers.
  private static Tensor mask(Call c, List<Tensor> in) {
    if (in.size() < 4) {
      return null;
    }
    return c.flag("truth") ? in.get(3).ne(in.get(3).mul(0)) : in.get(3);
  }

  private static List<Tensor> several(Call c, List<Tensor> in) {
    Tensor x = in.getFirst();
    return switch (c.op()) {
      case "batchNormTraining" -> {
        var batch = x.batchNormTraining(in.get(1), in.get(2), c.real("eps"));
        yield List.of(batch.y(), batch.mean(), batch.variance());
      }
      case "lstmCell" ->
          x.lstmCell(in.get(1), in.get(2), in.get(3), in.get(4), in.get(5), in.get(6));
      case "lstm" -> x.lstm(in.get(1), in.get(2), in.get(3), in.get(4), in.get(5), in.get(6));
      case "gruCell" -> List.of(x.gruCell(in.get(1), in.get(2), in.get(3), in.get(4), in.get(5)));
      case "gru" -> x.gru(in.get(1), in.get(2), in.get(3), in.get(4), in.get(5));
      case "sgd" -> steps(new SgdStep(), 1, in);
      case "nesterov" -> steps(new NesterovStep(), 1, in);
      case "adam" -> steps(new AdamStep(false), 2, in);
      case "adamw" -> steps(new AdamStep(true), 2, in);
      case "rmsprop" -> steps(new RmsPropStep(), 2, in);
      case "adagrad" -> steps(new AdagradStep(), 1, in);
      case "clipNorm" -> {
        Tensor factor =
            Tensor.all(new ClipNorm(2), x, in.get(1), x.scalar(c.real("max"))).getFirst();
        yield List.of(x.mul(factor), in.get(1).mul(factor));
      }
      default -> null;
    };
  }

  /// The first operand goes down the gradients that follow, each with numbers of its own.
  private static List<Tensor> steps(Op op, int moments, List<Tensor> in) {
    List<Tensor> now = new ArrayList<>();
    now.add(in.getFirst());
    for (int i = 0; i < moments; i++) {
      now.add(Parity.one(in.getFirst(), 0));
    }
    for (int i = 1; i < in.size(); i += 2) {
      List<Tensor> operands = new ArrayList<>(now);
      operands.add(1, in.get(i));
      operands.add(in.get(i + 1));
      now = new ArrayList<>(Tensor.all(op, operands.toArray(Tensor[]::new)));
    }
    return now;
  }

  private static Sliding rows(Call c) {
    return Ops.sliding(c, "rows");
  }

  private static Sliding columns(Call c) {
    return Ops.sliding(c, "columns");
  }
}
