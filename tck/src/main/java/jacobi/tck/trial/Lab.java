package jacobi.tck.trial;

import jacobi.Gradients;
import jacobi.Options;
import jacobi.Session;
import jacobi.spi.Driver;
import jacobi.spi.HostBuffer;
import jacobi.tck.cases.Arg;
import jacobi.tck.cases.Array;
import jacobi.tck.cases.Sample;
import jacobi.tensor.Scope;
import jacobi.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/// An open session of a backend, and what it answers to cases.
public final class Lab implements AutoCloseable {
  private final Session session;
  private final List<Driver> drivers;

  private Lab(Session session, List<Driver> drivers) {
    this.session = session;
    this.drivers = drivers;
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
    return new Lab(session, drivers);
  }

  /// The session.
  public Session session() {
    return session;
  }

  /// The driver of the default device.
  public Driver driver() {
    return drivers.getFirst();
  }

  /// Runs a block whose tensors die with it.
  public <T> T run(Supplier<T> block) {
    return session.run(() -> Scope.run(_ -> block.get()));
  }

  /// The results of a case.
  public List<Array> forward(Sample sample) {
    return run(() -> Array.of(sample.formula().of(sample.tensors(session.engine()))));
  }

  /// The gradients of `Σ ⟨resultᵢ, cotangentᵢ⟩` over results that are floats, one for each
  /// differentiated operand.
  public List<Array> gradient(Sample sample, List<Arg> cotangents) {
    return run(() -> {
      List<Tensor> in = sample.tensors(session.engine());
      List<Tensor> g = tensors(cotangents);
      return Array.of(gradients(sample, in, g, false));
    });
  }

  /// The gradients of `Σ ⟨gradientᵢ, directionᵢ⟩` with respect to the differentiated operands, then
  /// with respect to the cotangents: `H·v` and `J·v`.
  public List<Array> second(Sample sample, List<Arg> cotangents, List<Arg> directions) {
    return run(() -> {
      List<Tensor> in = sample.tensors(session.engine());
      List<Tensor> g = new ArrayList<>();
      tensors(cotangents).forEach(one -> g.add(one.detach().watch()));
      List<Tensor> first = gradients(sample, in, g, true);
      List<Tensor> v = tensors(directions);
      Tensor sum = sum(first, v);
      List<Tensor> watched = watched(sample, in);
      watched.addAll(g);
      return Array.of(session.gradients(sum).orZeros().of(watched));
    });
  }

  private List<Tensor> tensors(List<Arg> args) {
    List<Tensor> tensors = new ArrayList<>();
    args.forEach(arg -> tensors.add(arg.tensor(session.engine())));
    return tensors;
  }

  private static List<Tensor> watched(Sample sample, List<Tensor> in) {
    List<Tensor> watched = new ArrayList<>();
    sample.differentiated().forEach(place -> watched.add(in.get(place)));
    return watched;
  }

  private List<Tensor> gradients(
      Sample sample, List<Tensor> in, List<Tensor> cotangents, boolean recorded) {
    List<Tensor> floats =
        sample.formula().of(in).stream().filter(y -> y.dtype().isFloat()).toList();
    Gradients gradients =
        floats.size() == 1
            ? session.gradients(floats.getFirst()).with(cotangents.getFirst())
            : session.gradients(sum(floats, cotangents));
    gradients = gradients.orZeros();
    return (recorded ? gradients.recorded() : gradients).of(watched(sample, in));
  }

  private static Tensor sum(List<Tensor> values, List<Tensor> weights) {
    Tensor sum = values.getFirst().mul(weights.getFirst()).sum();
    for (int i = 1; i < values.size(); i++) {
      sum = sum.add(values.get(i).mul(weights.get(i)).sum());
    }
    return sum;
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
