package jacobi.tck.mutation;

import jacobi.op.Binary;
import jacobi.op.Composite;
import jacobi.op.Copy;
import jacobi.op.MatMul;
import jacobi.op.Op;
import jacobi.op.Primitive;
import jacobi.op.Reduce;
import jacobi.op.Unary;
import jacobi.spi.Accuracy;
import jacobi.spi.Driver;
import jacobi.spi.DriverInfo;
import jacobi.spi.Needs;
import jacobi.spi.OpCall;
import jacobi.spi.OpSpec;
import jacobi.spi.Queue;
import jacobi.spi.Support;
import jacobi.tck.fake.Forwarding;
import jacobi.tck.fake.Tampering;
import jacobi.type.Axes;
import jacobi.type.DType;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// What a backend may do otherwise: a kit that fails one of these is too strict.
public final class Variants {
  /// Products of more terms stay as they are: a plain loop takes too long.
  private static final long LARGE = 1 << 23;

  private Variants() {}

  /// The backend as it is, and its variants.
  public static List<Variant> all() {
    return List.of(
        new Variant("clean", "as it is", Plant.none()),
        order(Orders.BACKWARDS, "adds up from the last term to the first"),
        order(Orders.PAIRWISE, "adds up neighbors, then their sums"),
        order(Orders.LANES, "adds up every eighth term, then those sums"),
        order(Orders.WIDE, "adds up in more digits and rounds once"),
        new Variant(
            "primitive",
            "claims no composite",
            Plant.driver(real -> new Declining(real, Variants::isDecomposed))),
        new Variant("dense", "wants dense operands", Plant.driver(Dense::new)),
        new Variant(
            "near", "functions are off by a unit more, as declared", Plant.driver(Near::new)),
        new Variant("narrow", "has no F64", Plant.driver(Narrow::new)));
  }

  private static boolean isDecomposed(Op op) {
    return op instanceof Composite;
  }

  private static Variant order(Orders order, String says) {
    return new Variant(
        order.name().toLowerCase(Locale.ROOT),
        says,
        Plant.driver(real ->
            new Tampering(
                new Declining(real, Variants::isDecomposed), call -> addUp(call, order))));
  }

  private static void addUp(OpCall call, Orders order) {
    if (!call.dtype().isFloat()) {
      return;
    }
    if (call.op() == MatMul.MATMUL) {
      if (call.out().count() * call.in(0).shape().size(-1) <= LARGE) {
        Dot.compute(call, order::dot);
      }
    } else if (call.op() instanceof Reduce(Reduce.Kind kind, Axes axes)
        && kind == Reduce.Kind.SUM) {
      reduce(call, axes, order);
    }
  }

  private static void reduce(OpCall call, Axes axes, Orders order) {
    double[] x = Elements.of(call.in(0));
    int[] target = Elements.places(Folds.target(call.in(0).shape(), axes));
    int[] counts = new int[call.out().count()];
    double[][] terms = new double[counts.length][(int) axes.elements(call.in(0).shape())];
    for (int i = 0; i < x.length; i++) {
      terms[target[i]][counts[target[i]]++] = x[i];
    }
    for (int i = 0; i < counts.length; i++) {
      Elements.set(call.out(), i, order.sum(terms[i], call.dtype()));
    }
  }

  private record Dense(Driver real) implements Forwarding {
    @Override
    public Support supports(OpSpec spec) {
      boolean kernel = spec.op() instanceof Primitive && spec.op() != Copy.Plain.COPY;
      return kernel && real.supports(spec) instanceof Support.Native
          ? Support.nativeWith(Needs.contiguous())
          : real.supports(spec);
    }
  }

  private record Narrow(Driver real) implements Forwarding {
    @Override
    public DriverInfo info() {
      return DriverInfo.host(real.info().name())
          .withAccuracy(real.info().accuracy())
          .withDTypes(Set.of(DType.F32, DType.I64, DType.I32, DType.BOOL));
    }
  }

  /// Functions whose results are rounded otherwise than to the nearest number anyhow.
  private record Near(Driver real) implements Forwarding {
    private boolean isOff(Op op, DType dtype) {
      return dtype.bytes() >= Float.BYTES
          && (op instanceof Unary || op == Binary.POW)
          && real.info().accuracy().ulps(op, dtype) > Accuracy.ROUNDED;
    }

    @Override
    public DriverInfo info() {
      Accuracy declared = real.info().accuracy();
      return DriverInfo.host(real.info().name())
          .withDTypes(real.info().dtypes())
          .withAccuracy((op, dtype) -> declared.ulps(op, dtype) + (isOff(op, dtype) ? 1 : 0));
    }

    @Override
    public Support supports(OpSpec spec) {
      return isDecomposed(spec.op()) ? Support.decline("it is decomposed") : real.supports(spec);
    }

    @Override
    public void execute(OpCall call, Queue queue) {
      real.execute(call, queue);
      DType dtype = call.dtype();
      if (dtype.isFloat() && isOff(call.op(), dtype)) {
        for (int i = 0; i < call.out().count(); i++) {
          Elements.set(call.out(), i, next(Elements.at(call.out(), i), dtype));
        }
      }
    }

    /// Towards 0, so that nothing overflows; whole results may be exact, and stay so.
    private static double next(double y, DType dtype) {
      if (y == Math.rint(y) || Double.isNaN(y)) {
        return y;
      }
      return dtype == DType.F64 ? Math.nextAfter(y, 0) : Math.nextAfter((float) y, 0);
    }
  }
}
