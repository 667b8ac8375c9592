package jacobi.tck;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import jacobi.op.Copy;
import jacobi.op.Op;
import jacobi.op.Spec;
import jacobi.op.Where;
import jacobi.spi.Backend;
import jacobi.spi.BackendConfig;
import jacobi.spi.BackendProvider;
import jacobi.spi.Driver;
import jacobi.spi.HostBuffer;
import jacobi.spi.OpCall;
import jacobi.spi.OpSpec;
import jacobi.spi.Operand;
import jacobi.spi.ProbeContext;
import jacobi.spi.Reference;
import jacobi.spi.Support;
import jacobi.type.DType;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;

/// One call of a primitive in one arrangement of its operands.
record PrimitiveCase(Op op, List<Operand> in) {
  /// The backend under test.
  static final Driver DRIVER = open("cpu");

  static PrimitiveCase of(Op op, Operand... in) {
    return new PrimitiveCase(op, List.of(in));
  }

  private static Driver open(String id) {
    for (BackendProvider provider : ServiceLoader.load(BackendProvider.class)) {
      if (provider.id().equals(id)) {
        int threads = Runtime.getRuntime().availableProcessors();
        var config = new BackendConfig(new ProbeContext(Map.of()), threads);
        Backend backend = provider.open(config);
        return backend.drivers().getFirst();
      }
    }
    throw new IllegalStateException("no backend " + id);
  }

  String name() {
    return op + " " + in.stream().map(x -> x.dtype() + " " + x.layout()).toList();
  }

  /// The type its arithmetic is done in.
  DType dtype() {
    return in.isEmpty() ? result().dtype() : in.get(op == Where.WHERE ? 1 : 0).dtype();
  }

  Spec result() {
    return op.infer(in.stream().map(x -> new Spec(x.dtype(), x.shape())).toList()).getFirst();
  }

  Support support() {
    List<OpSpec.In> seen = in.stream().map(x -> new OpSpec.In(x.dtype(), x.layout())).toList();
    return DRIVER.supports(new OpSpec(op, seen, List.of(result())));
  }

  /// The call, executed by the backend, which gets what it says it needs.
  OpCall run() {
    Support.Native support = assertInstanceOf(Support.Native.class, support());
    boolean dense = support.needs().isContiguous();
    long room = support.needs().scratch();
    Spec result = result();
    Operand[] from = in.stream().map(x -> dense ? dense(x) : x).toArray(Operand[]::new);
    Operand[] out = {Arrangement.zeros(result.dtype(), result.shape())};
    HostBuffer scratch = room == 0 ? null : HostBuffer.of(result.dtype(), room);
    OpCall call = new OpCall(op, from, out, scratch);
    DRIVER.execute(call, DRIVER.openQueue());
    return call;
  }

  private static Operand dense(Operand x) {
    Operand copy = Arrangement.zeros(x.dtype(), x.shape());
    Operand[] in = {x};
    Operand[] out = {copy};
    Reference.execute(new OpCall(Copy.Plain.COPY, in, out, null));
    return copy;
  }

  /// What the definition says, functions that round in doubles.
  Operand expected() {
    Spec result = result();
    DType type = Comparison.isRounded(op, dtype()) ? DType.F64 : result.dtype();
    Operand[] out = {Arrangement.zeros(type, result.shape())};
    OpCall call = new OpCall(op, in.toArray(Operand[]::new), out, null);
    Reference.execute(call);
    return call.out();
  }
}
