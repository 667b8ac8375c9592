package jacobi.tck.reference;

import jacobi.Options;
import jacobi.Session;
import jacobi.op.Spec;
import jacobi.spi.Accuracy;
import jacobi.spi.Backend;
import jacobi.spi.BackendConfig;
import jacobi.spi.BackendProvider;
import jacobi.spi.Probe;
import jacobi.spi.ProbeContext;
import jacobi.spi.Spi;
import jacobi.tck.arithmetic.DoubleDouble;
import jacobi.tensor.Engine;
import jacobi.tensor.Tensor;
import java.lang.foreign.MemorySegment;
import java.util.List;

/// The reference as a backend, for sessions of the kit: it is not discovered, so that nobody
/// chooses it by mistake.
///
/// ```java
/// try (Session session = DoubleDoubleBackend.open(Interpreter.exact())) {
///   session.run(() -> DoubleDoubleBackend.read(Jacobi.tensor(new double[] {1}).add(1e-20)));
/// }
/// ```
public final class DoubleDoubleBackend {
  private static final String ID = "double-double";

  private DoubleDoubleBackend() {}

  private record Provider(Accuracy accuracy) implements BackendProvider {
    @Override
    public String id() {
      return ID;
    }

    @Override
    public int spiLevel() {
      return Spi.LEVEL;
    }

    @Override
    public Probe probe(ProbeContext context) {
      return new Probe.Available(List.of(ID + ":0"), 0, "");
    }

    @Override
    public Backend open(BackendConfig config) {
      return Backend.of(new DoubleDoubleDriver(accuracy));
    }
  }

  /// How a session on the reference is opened.
  ///
  /// @param accuracy of the device whose errors are bounded; [Interpreter#exact] for none
  public static Options options(Accuracy accuracy) {
    return Options.of().withBackend(ID).withProviders(List.of(new Provider(accuracy)));
  }

  /// A session on the reference.
  public static Session open(Accuracy accuracy) {
    return Session.open(options(accuracy));
  }

  /// The elements of a tensor of floats on the reference, in row-major order.
  public static DoubleDouble[] read(Tensor x) {
    double[] high = part(Part.HIGH, x);
    double[] low = part(Part.LOW, x);
    DoubleDouble[] elements = new DoubleDouble[high.length];
    for (int i = 0; i < elements.length; i++) {
      elements[i] = new DoubleDouble(high[i], low[i]);
    }
    return elements;
  }

  /// How far a legal device may be from each element, of whole numbers too.
  public static double[] bounds(Tensor x) {
    return part(Part.BOUND, x);
  }

  private static double[] part(Part part, Tensor x) {
    return x.engine().apply(part, x.detach()).toDoubles();
  }

  /// A tensor of F64 with these elements, without error if the device rounds nothing.
  public static Tensor tensor(Engine engine, Spec spec, DoubleDouble... elements) {
    double[] high = new double[elements.length];
    double[] low = new double[elements.length];
    for (int i = 0; i < high.length; i++) {
      high[i] = elements[i].high();
      low[i] = elements[i].low();
    }
    Tensor rounded = engine.upload(spec, MemorySegment.ofArray(high));
    return rounded.add(engine.upload(spec, MemorySegment.ofArray(low)));
  }
}
