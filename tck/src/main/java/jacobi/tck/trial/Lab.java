package jacobi.tck.trial;

import jacobi.Options;
import jacobi.Session;
import jacobi.spi.Driver;
import jacobi.spi.DriverInfo;
import jacobi.spi.HostBuffer;
import jacobi.tck.cases.Arg;
import jacobi.tck.cases.Array;
import jacobi.tck.cases.Reverse;
import jacobi.tck.cases.Sample;
import jacobi.tensor.Scope;
import jacobi.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/// An open session of a backend, and what it answers to cases.
public final class Lab implements AutoCloseable {
  private final Session session;
  private final Driver driver;
  private final DriverInfo info;

  private Lab(Session session, Driver driver) {
    this.session = session;
    this.driver = driver;
    this.info = driver.info();
  }

  /// Opens a session; its driver is seen as the framework sees it, with what was planted.
  public static Lab open(Options options) {
    List<Driver> drivers = new ArrayList<>();
    Session session =
        Session.open(
            options.withDriver(real -> {
              drivers.add(options.driver().apply(real));
              return drivers.getLast();
            }));
    session.engine();
    return new Lab(session, drivers.getFirst());
  }

  /// The session.
  public Session session() {
    return session;
  }

  /// The driver of the default device.
  public Driver driver() {
    return driver;
  }

  /// What the driver says of itself, asked once: it may be made anew each time.
  public DriverInfo info() {
    return info;
  }

  /// Runs a block whose tensors die with it.
  public <T> T run(Supplier<T> block) {
    return session.run(() -> Scope.run(_ -> block.get()));
  }

  /// The results of a case, of operands that nobody differentiates.
  public List<Array> forward(Sample sample) {
    return run(() -> Array.of(sample.formula().of(sample.placed(session.engine()))));
  }

  /// The gradients of `Σ ⟨resultᵢ, cotangentᵢ⟩` over results that are floats, one for each
  /// differentiated operand.
  public List<Array> gradient(Sample sample, List<Arg> cotangents) {
    return run(() -> Array.of(Reverse.gradient(session, sample, cotangents)));
  }

  /// The gradients of `Σ ⟨gradientᵢ, directionᵢ⟩` with respect to the differentiated operands, then
  /// with respect to the cotangents: `H·v` and `J·v`.
  public List<Array> second(Sample sample, List<Arg> cotangents, List<Arg> directions) {
    return run(() -> Array.of(Reverse.second(session, sample, cotangents, directions)));
  }

  /// The elements of a tensor, read in this session.
  public HostBuffer read(Supplier<Tensor> block) {
    return run(() -> Array.of(List.of(block.get())).getFirst().elements());
  }

  @Override
  public void close() {
    session.close();
  }
}
