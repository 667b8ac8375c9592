package jacobi.tck.check;

import jacobi.op.Composite;
import jacobi.op.LayerNorm;
import jacobi.tck.cases.Arg;
import jacobi.tck.spec.Mismatch;
import jacobi.tck.trial.Catalog;
import jacobi.tck.trial.Lab;
import jacobi.tck.trial.Trial;
import jacobi.tensor.Functions;
import jacobi.tensor.Tensor;
import jacobi.type.DType;
import jacobi.type.DTypeException;
import jacobi.type.IndexException;
import jacobi.type.JacobiException;
import jacobi.type.Shape;
import jacobi.type.ShapeException;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/// C16: an error says which op and what to do, and leaves no trace.
final class Errors {
  private static final long ROWS = 100;

  private Errors() {}

  static void add(Catalog catalog) {
    shape(catalog, "ADD", in -> in.get(0).add(in.get(1)));
    shape(catalog, "MATMUL", in -> in.get(0).matmul(in.get(1)));
    shape(catalog, "LINEAR", in -> in.get(0).linear(in.get(1), in.get(1)));
    shape(catalog, "CONV2D", in -> in.get(0).conv2d(in.get(1), 1, 0));
    shape(catalog, "MAX_POOL2D", in -> in.get(0).maxPool2d(2));
    shape(catalog, "WHERE", in -> in.get(0).gt(0).where(in.get(0), in.get(1)));
    shape(catalog, "CONCAT", in -> Functions.concat(0, List.of(in.get(0), in.get(1))));
    shape(catalog, "GATHER", in -> in.get(0).gather(0, in.get(2)));
    shape(catalog, "LAYER_NORM", in -> all(new LayerNorm(1), in.get(0), in.get(1), in.get(1)));
    shape(catalog, "TOP_K", in -> in.get(0).topk(ROWS + 1, 0).values());
    shape(catalog, "MEAN_SQUARED_ERROR", in -> in.get(0).mse(in.get(1)));
    type(catalog, "ADD", in -> in.get(0).add(in.get(3)));
    type(catalog, "MATMUL", in -> in.get(0).matmul(in.get(3)));
    type(catalog, "EXP", in -> in.get(3).exp());
    type(catalog, "SQRT", in -> in.get(3).sqrt());
    type(catalog, "AND", in -> in.get(0).and(in.get(0)));
    type(catalog, "GATHER", in -> in.get(0).gather(0, in.get(0)));
    type(catalog, "RELU", in -> in.get(3).relu());
    type(catalog, "SOFTMAX", in -> in.get(3).softmax(0));
    type(catalog, "CONV2D", in -> in.get(0).conv2d(in.get(3), 1, 0));
    for (DType dtype : List.of(DType.I64, DType.I32)) {
      for (long index : new long[] {-1, ROWS, Integer.MIN_VALUE, Integer.MAX_VALUE}) {
        catalog.add("16.3", "GATHER " + index, dtype, 0, trial -> index(trial, index, false));
        catalog.add("16.3", "SCATTER_ADD " + index, dtype, 0, trial -> index(trial, index, true));
      }
    }
    for (DType dtype : catalog.dtypes()) {
      if (dtype.isNumeric()) {
        catalog.add("16.3", "SCATTER_ADD", dtype, 0, trial -> outside(trial));
      }
    }
    catalog.add("16.4", "errors", null, 0, Errors::traces);
  }

  private static Tensor all(Composite op, Tensor... in) {
    return Tensor.all(op, in).getFirst();
  }

  private static void shape(Catalog catalog, String op, Function<List<Tensor>, Tensor> wrong) {
    catalog.add("16.1", op, null, 0, trial -> refused(trial, op, ShapeException.class, wrong));
  }

  private static void type(Catalog catalog, String op, Function<List<Tensor>, Tensor> wrong) {
    catalog.add("16.2", op, null, 0, trial -> refused(trial, op, DTypeException.class, wrong));
  }

  /// Matrices that do not fit, floats and integers.
  private static List<Tensor> operands(Lab lab) {
    Arg a = filled(DType.F32, ROWS, 50);
    Arg b = filled(DType.F32, 7, 60);
    Arg index = filled(DType.I64, 3, 70);
    Arg whole = filled(DType.I32, ROWS, 50);
    return List.of(a, b, index, whole).stream()
        .map(arg -> arg.tensor(lab.session().engine()))
        .toList();
  }

  private static Arg filled(DType dtype, long rows, long columns) {
    return Given.longs(dtype, Shape.of(rows, columns), new long[(int) (rows * columns)]);
  }

  private static void refused(
      Trial trial,
      String op,
      Class<? extends JacobiException> type,
      Function<List<Tensor>, Tensor> wrong) {
    JacobiException error = thrown(trial.lab(), wrong);
    String message = String.valueOf(error.getMessage());
    Mismatch.unless(type.isInstance(error), "%s instead of %s", error, type.getSimpleName());
    String plain = message.toUpperCase(Locale.ROOT).replaceAll("[ _]", "");
    Mismatch.unless(
        plain.contains(op.replace("_", "")), "the message does not name %s: %s", op, message);
  }

  private static JacobiException thrown(Lab lab, Function<List<Tensor>, Tensor> wrong) {
    return lab.run(() -> {
      try {
        lab.session()
            .engine()
            .download(
                wrong.apply(operands(lab)).contiguous(),
                java.lang.foreign.MemorySegment.ofArray(new float[1 << 20]));
      } catch (JacobiException refused) {
        return refused;
      }
      throw new Mismatch("nothing was refused");
    });
  }

  private static void index(Trial trial, long index, boolean scatters) {
    taken(trial, DType.F32, trial.dtype(), index, scatters);
  }

  /// Sums of every type.
  private static void outside(Trial trial) {
    taken(trial, trial.dtype(), DType.I64, ROWS, true);
  }

  private static void taken(Trial trial, DType dtype, DType of, long index, boolean scatters) {
    Lab lab = trial.lab();
    Arg x = filled(dtype, ROWS, 1);
    Arg at = Given.longs(of, Shape.of(2, 1), 1, index);
    Arg u = filled(dtype, 2, 1);
    lab.run(() -> {
      List<Tensor> in =
          List.of(x, at, u).stream().map(arg -> arg.tensor(lab.session().engine())).toList();
      try {
        Tensor y =
            scatters
                ? in.get(0).scatterAdd(0, in.get(1), in.get(2))
                : in.get(0).gather(0, in.get(1));
        y.sum().item();
      } catch (IndexException refused) {
        return true;
      }
      throw new Mismatch("index %d of %d was taken".formatted(index, ROWS));
    });
  }

  private static void failing(Lab lab) {
    thrown(lab, in -> in.get(0).add(1).matmul(in.get(1)));
    thrown(lab, in -> in.get(0).add(1).gather(0, in.get(2).add(ROWS).slice(1, 0, 50)));
  }

  /// After many errors there is as much memory in use as before, and the device works.
  private static void traces(Trial trial) {
    Lab lab = trial.lab();
    // Numbers that are used as operands stay on the device.
    failing(lab);
    long before = lab.session().counters().liveBytes();
    for (int i = 0; i < 20; i++) {
      failing(lab);
    }
    long after = lab.session().counters().liveBytes();
    // What earlier tests left unreachable may be collected in between.
    Mismatch.unless(after <= before, "%d bytes in use before, %d after", before, after);
    Arg x = Given.vector(DType.F32, 1, 2);
    double sum = lab.run(() -> x.tensor(lab.session().engine()).add(1).sum().item());
    Mismatch.unless(sum == 5, "1 + 1 + 2 + 1 is %s after errors", sum);
  }
}
