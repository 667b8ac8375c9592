import static jacobi.Jacobi.concat;

import jacobi.Jacobi;
import jacobi.op.Sliding;
import jacobi.tensor.Correction;
import jacobi.tensor.Functions;
import jacobi.tensor.Interpolation;
import jacobi.tensor.PadMode;
import jacobi.tensor.Selections.Sorted;
import jacobi.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// The calls by name.
final class Ops {
  private Ops() {}

  static List<Tensor> run(Call c, List<Tensor> in) {
    List<Tensor> found = Losses.run(c, in);
    found = found == null ? Layers.run(c, in) : found;
    found = found == null ? several(c, in) : found;
    return found == null ? List.of(one(c, in, in.getFirst())) : found;
  }

  private static List<Tensor> several(Call c, List<Tensor> in) {
    Tensor x = in.getFirst();
    return switch (c.op()) {
      case "sort" -> pair(x.sort(c.whole("axis"), c.flag("descending")));
      case "topk" -> pair(x.topk(c.whole("k"), c.whole("axis"), c.flag("largest")));
      case "chunk" -> x.chunk(c.whole("axis"), c.whole("count"));
      default -> null;
    };
  }

  private static List<Tensor> pair(Sorted sorted) {
    return List.of(sorted.values(), sorted.indices());
  }

  private static Tensor one(Call c, List<Tensor> in, Tensor x) {
    Tensor y = unary(c, x);
    y = y == null ? reduction(c, x) : y;
    y = y == null && in.size() > 1 ? binary(c, in, x, in.get(1)) : y;
    y = y == null ? movement(c, in, x) : y;
    if (y == null) {
      throw new IllegalArgumentException("no op " + c.op());
    }
    return y;
  }

  private static Tensor unary(Call c, Tensor x) {
    return switch (c.op()) {
      case "neg" -> x.neg();
      case "abs" -> x.abs();
      case "sign" -> x.sign();
      case "floor" -> x.floor();
      case "ceil" -> x.ceil();
      case "round" -> x.round();
      case "exp" -> x.exp();
      case "expm1" -> x.expm1();
      case "log" -> x.log();
      case "log1p" -> x.log1p();
      case "sqrt" -> x.sqrt();
      case "sin" -> x.sin();
      case "cos" -> x.cos();
      case "tanh" -> x.tanh();
      case "erf" -> x.erf();
      case "square" -> x.square();
      case "reciprocal" -> Functions.div(1, x);
      case "powNumber" -> x.pow(c.real("p"));
      case "relu" -> x.relu();
      case "leakyRelu" -> x.leakyRelu(c.real("slope"));
      case "elu" -> x.elu(c.real("alpha"));
      case "selu" -> x.selu();
      case "gelu" -> x.gelu();
      case "geluTanh" -> x.geluTanh();
      case "silu" -> x.silu();
      case "sigmoid" -> x.sigmoid();
      case "softplus" -> x.softplus();
      case "mish" -> x.mish();
      case "clamp" -> x.clamp(c.real("low"), c.real("high"));
      case "clampMin" -> x.clampMin(c.real("low"));
      case "clampMax" -> x.clampMax(c.real("high"));
      default -> null;
    };
  }

  private static Tensor reduction(Call c, Tensor x) {
    int[] axes = c.list("axes");
    return switch (c.op()) {
      case "softmax" -> x.softmax(c.whole("axis"));
      case "logSoftmax" -> x.logSoftmax(c.whole("axis"));
      case "sum" -> x.sum(axes);
      case "mean" -> x.mean(axes);
      case "max" -> x.max(axes);
      case "min" -> x.min(axes);
      case "var" -> x.var(correction(c), axes);
      case "std" -> x.std(correction(c), axes);
      case "norm" -> x.norm(c.real("p"), axes);
      case "logSumExp" -> x.logSumExp(axes);
      case "prod" -> x.prod(axes);
      case "cumsum" -> x.cumsum(c.whole("axis"));
      case "cumprod" -> x.cumprod(c.whole("axis"));
      case "argmax" -> x.argmax(c.whole("axis"));
      case "argmin" -> x.argmin(c.whole("axis"));
      case "argsort" -> x.argsort(c.whole("axis"), c.flag("descending"));
      case "oneHot" -> x.oneHot(c.whole("classes"));
      default -> null;
    };
  }

  private static Correction correction(Call c) {
    return c.flag("unbiased") ? Correction.BESSEL : Correction.NONE;
  }

  private static Tensor binary(Call c, List<Tensor> in, Tensor a, Tensor b) {
    return switch (c.op()) {
      case "add" -> a.add(b);
      case "sub" -> a.sub(b);
      case "mul" -> a.mul(b);
      case "div" -> a.div(b);
      case "rem" -> a.rem(b);
      case "pow" -> a.pow(b);
      case "maximum" -> a.maximum(b);
      case "minimum" -> a.minimum(b);
      case "where" -> a.gt(b).where(a.square(), b);
      case "lerp" -> a.lerp(b, c.real("weight"));
      case "matmul" -> a.matmul(b);
      case "dot" -> a.dot(b);
      case "outer" -> a.outer(b);
      case "einsum" -> Jacobi.einsum(c.word("of"), in.toArray(Tensor[]::new));
      case "concat" -> concat(c.whole("axis"), in.toArray(Tensor[]::new));
      case "stack" -> Jacobi.stack(c.whole("axis"), in.toArray(Tensor[]::new));
      case "gather" -> a.gather(c.whole("axis"), b);
      case "takeAlong" -> a.takeAlong(c.whole("axis"), b);
      case "indexSelect" -> a.indexSelect(c.whole("axis"), b);
      case "scatterAdd" -> a.scatterAdd(c.whole("axis"), b, in.get(2));
      case "scatter" -> a.scatter(c.whole("axis"), b, in.get(2));
      case "maskedFill" -> a.maskedFill(b.ne(b.mul(0)), c.real("value"));
      case "embedding" -> a.embedding(b);
      default -> null;
    };
  }

  private static Tensor movement(Call c, List<Tensor> in, Tensor x) {
    return switch (c.op()) {
      case "permute" -> x.permute(c.list("order"));
      case "reshape" -> x.transpose().reshape(c.longs("shape"));
      case "expand" -> x.expand(c.longs("shape"));
      case "slice" -> x.slice(c.whole("axis"), c.whole("start"), c.whole("end"), c.whole("step"));
      case "flip" -> x.flip(c.list("axes"));
      case "windows" -> x.unfold(c.whole("axis"), c.whole("window"), c.whole("step"), 1);
      case "pad" -> x.pad(ends(c, "low"), ends(c, "high"));
      case "padMode" -> x.pad(ends(c, "low"), ends(c, "high"), PadMode.valueOf(upper(c, "mode")));
      case "roll" -> x.roll(c.whole("axis"), c.whole("shift"));
      case "tile" -> x.tile(c.longs("counts"));
      case "repeatInterleave" -> x.repeatInterleave(c.whole("axis"), c.whole("count"));
      case "tril" -> x.tril(c.whole("diagonal"));
      case "triu" -> x.triu(c.whole("diagonal"));
      case "diagonal" -> x.diagonal(c.whole("offset"));
      case "diagEmbed" -> x.diagEmbed(c.whole("offset"));
      case "interpolate" ->
          x.interpolate(
              c.whole("height"), c.whole("width"), Interpolation.valueOf(upper(c, "mode")));
      default -> null;
    };
  }

  private static String upper(Call c, String name) {
    return c.word(name).toUpperCase(Locale.ROOT);
  }

  private static List<Long> ends(Call c, String name) {
    List<Long> ends = new ArrayList<>();
    for (int end : c.list(name)) {
      ends.add((long) end);
    }
    return ends;
  }

  static Sliding sliding(Call c, String axis) {
    int[] numbers = c.list(axis);
    return new Sliding(numbers[0], numbers[1], numbers[2]);
  }
}
