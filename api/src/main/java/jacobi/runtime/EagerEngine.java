package jacobi.runtime;

import jacobi.graph.Blueprint;
import jacobi.graph.Program;
import jacobi.graph.Target;
import jacobi.op.Composite;
import jacobi.op.Copy;
import jacobi.op.Fill;
import jacobi.op.HostDefault;
import jacobi.op.Op;
import jacobi.op.Primitive;
import jacobi.op.Spec;
import jacobi.op.UnsupportedOpException;
import jacobi.op.View;
import jacobi.rules.Rules;
import jacobi.spi.Buffer;
import jacobi.spi.DeviceException;
import jacobi.spi.Needs;
import jacobi.spi.OpCall;
import jacobi.spi.OpSpec;
import jacobi.spi.Operand;
import jacobi.spi.Support;
import jacobi.tensor.Functions;
import jacobi.tensor.Mode;
import jacobi.tensor.Node;
import jacobi.tensor.Pullback;
import jacobi.tensor.Scope;
import jacobi.tensor.Tensor;
import jacobi.type.DType;
import jacobi.type.Layout;
import java.lang.foreign.MemorySegment;
import java.lang.ref.Reference;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Carries each op out at once on one device, and records it if a gradient may be asked for.
final class EagerEngine implements Target {
  private final Device device;
  private final Rules rules;
  private final boolean hostFallback;
  private final Plans plans;
  private final Constants constants = new Constants(this);

  EagerEngine(Device device, Rules rules, boolean hostFallback) {
    this.device = device;
    this.rules = rules;
    this.hostFallback = hostFallback;
    this.plans = new Plans(device, rules);
  }

  Device owner() {
    return device;
  }

  @Override
  public Rules rules() {
    return rules;
  }

  @Override
  public Support supports(OpSpec spec) {
    return device.supports(spec);
  }

  @Override
  public boolean hosts(Op op) {
    return switch (op) {
      case HostDefault _ -> true;
      case Primitive _ -> hostFallback && op != Copy.Plain.COPY;
      case Composite _, View _ -> false;
    };
  }

  @Override
  public Program load(Blueprint blueprint) {
    return new Replay(this, blueprint);
  }

  @Override
  public String device() {
    return device.name;
  }

  @Override
  public int rank() {
    return 0;
  }

  @Override
  public Tensor apply(Op op) {
    return run(op, new Tensor[0])[0];
  }

  @Override
  public Tensor apply(Op op, Tensor a) {
    return run(op, new Tensor[] {a})[0];
  }

  @Override
  public Tensor apply(Op op, Tensor a, Tensor b) {
    return run(op, new Tensor[] {a, b})[0];
  }

  @Override
  public Tensor apply(Op op, Tensor a, Tensor b, Tensor c) {
    return run(op, new Tensor[] {a, b, c})[0];
  }

  @Override
  public Tensor[] applyAll(Op op, Tensor... in) {
    return run(op, in.clone());
  }

  private Tensor[] run(Op op, Tensor[] in) {
    boolean recordable = false;
    for (int i = 0; i < in.length; i++) {
      if (in[i].engine().rank() > rank()) {
        return in[i].engine().applyAll(op, in);
      }
      if (in[i].engine() != this) {
        in[i] = adopt(op, in[i]);
      }
      recordable |= in[i].node() != null;
    }
    if (!recordable || !Mode.current().isRecording()) {
      return compute(op, in);
    }
    return record(op, in);
  }

  /// What has no gradient of its own is computed and recorded by its parts, even if it is claimed:
  /// what is recorded never depends on the device.
  private Tensor[] record(Op op, Tensor[] in) {
    if (op instanceof Composite composite && !rules.hasRule(composite)) {
      // Refuses operands that do not fit.
      plans.of(op, in);
      return rules.decompose(composite, in);
    }
    Tensor[] out = compute(op, in);
    for (int i = 0; i < out.length; i++) {
      if (out[i].node() != null) {
        out[i] = out[i].detach();
      }
    }
    Pullback pullback = rules.pullback(op, in, out);
    if (pullback == null) {
      return rules.decompose((Composite) op, in);
    }
    Node.record(op, in, out, pullback);
    return out;
  }

  /// A scalar of another device comes along; anything else must be moved by its owner.
  private Tensor adopt(Op op, Tensor x) {
    return adopt(op.name(), x);
  }

  Tensor adopt(String name, Tensor x) {
    if (x.rank() == 0) {
      return Functions.to(x, this);
    }
    throw new DeviceException(
        "%s on %s got a tensor on %s: move one with to(device)"
            .formatted(name, device(), x.engine().device()));
  }

  private Tensor[] compute(Op op, Tensor[] in) {
    if (op instanceof View view) {
      return new Tensor[] {view(view, in[0])};
    }
    Plan plan = plans.of(op, in);
    Needs needs = plan.needs;
    if (needs != null) {
      return execute(plan, needs, in);
    }
    return switch (op) {
      case Composite composite -> decompose(composite, in);
      case HostDefault _ -> HostFallback.run(this, plan, in);
      case Primitive _ -> {
        if (!hostFallback || op == Copy.Plain.COPY) {
          throw declined(plan, in);
        }
        yield HostFallback.run(this, plan, in);
      }
      case View _ -> throw new IllegalStateException("views are no calls");
    };
  }

  private UnsupportedOpException declined(Plan plan, Tensor[] in) {
    return new UnsupportedOpException(
        "%s declines %s of %s: %s"
            .formatted(
                device(),
                plan.op.name(),
                List.of(in).stream().map(Tensor::spec).toList(),
                plan.declined));
  }

  private Tensor view(View op, Tensor x) {
    Layout layout = op.of(x.layout());
    if (layout == null) {
      Tensor dense = x.detach().contiguous();
      layout = Objects.requireNonNull(op.of(dense.layout()));
      return new Tensor(this, dense.handle(), layout);
    }
    return new Tensor(this, x.handle(), layout);
  }

  private Tensor[] decompose(Composite op, Tensor[] in) {
    device.counters.decomposed.increment();
    Tensor[] plain = new Tensor[in.length];
    for (int i = 0; i < in.length; i++) {
      plain[i] = in[i].detach();
    }
    return Scope.run(scope -> {
      Tensor[] out = rules.decompose(op, plain);
      for (Tensor result : out) {
        scope.keep(result);
      }
      return out;
    });
  }

  /// The operands stay as they are: what is recorded of them is not known of their dense copies.
  private Tensor[] execute(Plan plan, Needs needs, Tensor[] in) {
    Operand[] operands = new Operand[in.length];
    Tensor[] used = needs.isContiguous() ? in.clone() : in;
    for (int i = 0; i < in.length; i++) {
      Layout layout = plan.layout(i, in[i].layout());
      if (needs.isContiguous() && !layout.isContiguous()) {
        used[i] = new Tensor(this, in[i].handle(), layout).contiguous();
        layout = used[i].layout();
      }
      operands[i] = new Operand(((Storage) used[i].handle()).buffer(), layout);
    }
    Tensor[] out = new Tensor[plan.results.length];
    Operand[] results = new Operand[out.length];
    for (int i = 0; i < out.length; i++) {
      out[i] = allocate(plan.results[i]);
      results[i] = operand(out[i]);
    }
    Storage scratch = scratch(needs, plan.results[0].dtype());
    Buffer room = scratch == null ? null : scratch.buffer();
    var call = new OpCall(plan.op, operands, results, room);
    try {
      device.execute(call);
    } catch (RuntimeException failed) {
      for (Tensor result : out) {
        result.close();
      }
      throw failed;
    } finally {
      if (scratch != null) {
        scratch.release();
      }
      Reference.reachabilityFence(used);
    }
    return out;
  }

  private @Nullable Storage scratch(Needs needs, DType dtype) {
    return needs.scratch() == 0 ? null : device.pool.allocate(dtype, needs.scratch(), null);
  }

  Tensor allocate(Spec spec) {
    long elements = spec.shape().elements();
    boolean small = elements * spec.dtype().bytes() < Pool.SMALL_BYTES;
    Scope scope = small && device.driver.info().isHost() ? null : Mode.current().scope();
    Storage storage = device.pool.allocate(spec.dtype(), elements, scope);
    return new Tensor(this, storage, spec.shape().layout());
  }

  /// Memory that belongs to no scope.
  Storage own(DType dtype, long elements) {
    return device.pool.allocate(dtype, elements, null);
  }

  static Operand operand(Tensor x) {
    return new Operand(((Storage) x.handle()).buffer(), x.layout());
  }

  @Override
  public Tensor assemble(Spec result, Number fill, List<Piece> pieces) {
    long covered = 0;
    for (Piece piece : pieces) {
      covered += piece.into().shape().elements();
    }
    Tensor whole =
        covered == result.shape().elements()
            ? allocate(result)
            : compute(Fill.Full.of(result.dtype(), result.shape(), fill), new Tensor[0])[0];
    Buffer buffer = ((Storage) whole.handle()).buffer();
    for (Piece piece : pieces) {
      copy(piece.source().detach(), new Operand(buffer, piece.into()));
    }
    return whole;
  }

  /// Copies a tensor into a part of a buffer.
  void copy(Tensor source, Operand into) {
    Plan plan = plans.of(Copy.Plain.COPY, new Tensor[] {source});
    if (plan.needs == null) {
      throw declined(plan, new Tensor[] {source});
    }
    Operand[] in = {operand(source)};
    try {
      device.execute(new OpCall(Copy.Plain.COPY, in, new Operand[] {into}, null));
    } finally {
      Reference.reachabilityFence(source);
    }
  }

  @Override
  public Tensor constant(DType dtype, Number value) {
    return constants.of(dtype, value);
  }

  /// A scalar that outlives every scope.
  Tensor scalar(Fill.Full fill) {
    Storage storage = device.pool.allocate(fill.spec().dtype(), 1, null);
    Tensor scalar = new Tensor(this, storage, fill.spec().shape().layout());
    device.execute(new OpCall(fill, new Operand[0], new Operand[] {operand(scalar)}, null));
    return scalar;
  }

  @Override
  public Tensor upload(Spec spec, MemorySegment elements) {
    Tensor target = allocate(spec);
    device.counters.uploads.increment();
    device.driver.upload(elements, ((Storage) target.handle()).buffer(), 0, device.queue);
    return target;
  }

  @Override
  public void download(Tensor dense, MemorySegment elements) {
    device.pool.requireOpen();
    device.counters.downloads.increment();
    device.queue.sync();
    if (dense.shape().elements() == 0) {
      // An empty slice may lie past the end of its buffer.
      return;
    }
    Buffer source = ((Storage) dense.handle()).buffer();
    try {
      device.driver.download(source, dense.layout().offset(), elements, device.queue);
    } finally {
      Reference.reachabilityFence(dense);
    }
  }
}
