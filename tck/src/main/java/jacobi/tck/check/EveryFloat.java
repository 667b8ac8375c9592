package jacobi.tck.check;

import jacobi.op.Binary;
import jacobi.op.Op;
import jacobi.op.Spec;
import jacobi.op.Unary;
import jacobi.random.Seed;
import jacobi.random.Stream;
import jacobi.spi.HostBuffer;
import jacobi.tck.cases.Host;
import jacobi.tck.trial.Lab;
import jacobi.tensor.Engine;
import jacobi.tensor.Tensor;
import jacobi.type.DType;
import jacobi.type.Shape;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleBinaryOperator;
import org.jspecify.annotations.Nullable;

/// Measures a function of F32 at every float there is, or at every so many of them.
///
/// The definitions are computed in double, whose error is 10⁻⁸ of what is measured.
public final class EveryFloat {
  private static final long FLOATS = 1L << Integer.SIZE;
  private static final int BLOCK = 1 << 20;

  /// Powers are drawn between 2 to this power and its inverse, and past both by some.
  private static final double EXPONENT = 152;

  private EveryFloat() {}

  /// The result that is farthest from the exact one.
  ///
  /// @param points where the function was measured
  /// @param ulps the distance in units of the last place; infinite for a NaN or a sign that should
  ///   not be, or is not where it should
  /// @param x the argument
  /// @param y the second argument, or NaN
  /// @param found the result
  /// @param exact the result as it should be
  public record Worst(long points, double ulps, float x, float y, float found, double exact) {
    private Worst or(Worst b) {
      Worst far = b.ulps > ulps ? b : this;
      return new Worst(points + b.points, far.ulps, far.x, far.y, far.found, far.exact);
    }
  }

  /// The functions whose values are irrational as a rule.
  public static List<Op> functions() {
    List<Op> functions = new ArrayList<>();
    for (Unary op : Unary.values()) {
      if (Units.isRounded(op)) {
        functions.add(op);
      }
    }
    functions.add(Binary.POW);
    return functions;
  }

  /// Measures one of the functions at every `every`-th float in the order of their bits, or POW at
  /// as many pairs.
  ///
  /// @param seed of the pairs
  public static Worst of(Lab lab, Op op, int every, long seed) {
    return op instanceof Unary unary ? ofFloats(lab, unary, every) : ofPairs(lab, every, seed);
  }

  private static Worst ofFloats(Lab lab, Unary op, int every) {
    long step = (long) every * BLOCK;
    Worst worst = start();
    for (long first = 0; first < FLOATS; first += step) {
      long left = (FLOATS - first + every - 1) / every;
      float[] x = new float[(int) Math.min(BLOCK, left)];
      for (int i = 0; i < x.length; i++) {
        x[i] = Float.intBitsToFloat((int) (first + (long) i * every));
      }
      float[] found = floats(lab, x, x, (engine, a, _) -> engine.apply(op, a));
      worst = worst.or(worst(x, null, found, (a, _) -> op.at(a)));
    }
    return worst;
  }

  /// Pairs whose powers cover all magnitudes.
  private static Worst ofPairs(Lab lab, int every, long seed) {
    Stream stream = Seed.of(seed).stream();
    Worst worst = start();
    for (long left = FLOATS / every; left > 0; left -= BLOCK) {
      float[] x = new float[(int) Math.min(BLOCK, left)];
      float[] y = new float[x.length];
      for (int i = 0; i < x.length; i++) {
        x[i] = Float.intBitsToFloat(stream.nextInt() & Integer.MAX_VALUE);
        double size = Math.abs(Math.log(x[i]) / Math.log(2));
        y[i] = (float) (stream.nextDouble(-EXPONENT, EXPONENT) / size);
      }
      float[] found = floats(lab, x, y, (engine, a, b) -> engine.apply(Binary.POW, a, b));
      worst = worst.or(worst(x, y, found, Binary.POW::at));
    }
    return worst;
  }

  private static Worst start() {
    return new Worst(0, -1, Float.NaN, Float.NaN, Float.NaN, Double.NaN);
  }

  @FunctionalInterface
  private interface Result {
    Tensor of(Engine engine, Tensor a, Tensor b);
  }

  private static float[] floats(Lab lab, float[] x, float[] y, Result result) {
    Engine engine = lab.session().engine();
    HostBuffer found =
        lab.run(() -> Host.of(result.of(engine, tensor(engine, x), tensor(engine, y))));
    float[] floats = new float[x.length];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = (float) found.asDouble(i);
    }
    return floats;
  }

  private static Tensor tensor(Engine engine, float[] x) {
    return engine.upload(new Spec(DType.F32, Shape.of(x.length)), MemorySegment.ofArray(x));
  }

  private static Worst worst(
      float[] x, float @Nullable [] y, float[] found, DoubleBinaryOperator definition) {
    double most = -1;
    int far = -1;
    for (int i = 0; i < x.length; i++) {
      double ulps = ulps(definition.applyAsDouble(x[i], second(y, i)), found[i]);
      if (ulps > most) {
        most = ulps;
        far = i;
      }
    }
    if (far < 0) {
      return start();
    }
    float b = second(y, far);
    double exact = definition.applyAsDouble(x[far], b);
    return new Worst(x.length, most, x[far], b, found[far], exact);
  }

  private static float second(float @Nullable [] y, int i) {
    return y == null ? Float.NaN : y[i];
  }

  private static double ulps(double exact, float found) {
    if (Double.isNaN(exact) || Float.isNaN(found)) {
      return Double.isNaN(exact) && Float.isNaN(found) ? 0 : Double.POSITIVE_INFINITY;
    }
    boolean signed = Math.copySign(1, found) == Math.copySign(1, exact);
    double error = Math.abs(Units.clamped(DType.F32, found) - Units.clamped(DType.F32, exact));
    return signed ? error / Units.ulp(DType.F32, exact) : Double.POSITIVE_INFINITY;
  }
}
