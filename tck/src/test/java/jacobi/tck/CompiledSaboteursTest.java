package jacobi.tck;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import jacobi.Compiled;
import jacobi.Jacobi;
import jacobi.Options;
import jacobi.Session;
import jacobi.op.Binary;
import jacobi.op.ElementwiseChain;
import jacobi.op.ElementwiseChain.Link;
import jacobi.op.MatMul;
import jacobi.op.Op;
import jacobi.op.Reduce;
import jacobi.random.Seed;
import jacobi.spi.Buffer;
import jacobi.spi.Driver;
import jacobi.spi.HostBuffer;
import jacobi.spi.OpCall;
import jacobi.spi.OpSpec;
import jacobi.spi.Operand;
import jacobi.spi.Queue;
import jacobi.spi.Support;
import jacobi.tensor.Mode;
import jacobi.tensor.RandomStream;
import jacobi.tensor.Tensor;
import jacobi.type.DType;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/// What compares compiled steps with eager ones sees planted defects, and passes where there is
/// none.
class CompiledSaboteursTest {
  private static final int GRAPHS = 60;

  private static Options planted(UnaryOperator<Driver> defect) {
    return Options.of().withDriver(defect);
  }

  private static void isCaught(UnaryOperator<Driver> defect) {
    assertThrows(AssertionError.class, () -> CompiledGraphsTest.check(planted(defect), 1, GRAPHS));
  }

  @Test
  void wrongFusionIsCaught() {
    isCaught(real ->
        new ForwardingDriver(real) {
          @Override
          public void execute(OpCall call, Queue queue) {
            boolean chain = call.op() instanceof ElementwiseChain;
            super.execute(chain ? contracted(call) : call, queue);
          }
        });
  }

  /// A chain whose last sum has its operands from another place.
  private static OpCall contracted(OpCall call) {
    var chain = (ElementwiseChain) call.op();
    List<Link> links = new ArrayList<>(chain.links());
    for (int i = links.size() - 1; i >= 0; i--) {
      Link link = links.get(i);
      if (link.op() == Binary.SUB) {
        links.set(i, new Link(Binary.SUB, link.in().reversed()));
        break;
      }
    }
    var wrong = new ElementwiseChain(chain.operands(), links, chain.results());
    return new OpCall(wrong, operands(call), results(call), null);
  }

  private static Operand[] operands(OpCall call) {
    Operand[] in = new Operand[call.inputs()];
    for (int i = 0; i < in.length; i++) {
      in[i] = call.in(i);
    }
    return in;
  }

  private static Operand[] results(OpCall call) {
    Operand[] out = new Operand[call.outputs()];
    for (int i = 0; i < out.length; i++) {
      out[i] = call.out(i);
    }
    return out;
  }

  @Test
  void wrongReuseOfBuffersIsCaught() {
    isCaught(real ->
        new ForwardingDriver(real) {
          @Override
          public Support supports(OpSpec spec) {
            Support honest = super.supports(spec);
            return honest instanceof Support.Native(var needs) && isMixing(spec.op())
                ? Support.nativeWith(needs.withDonation(0, 0))
                : honest;
          }
        });
  }

  /// Reads elements after it has written others.
  private static boolean isMixing(Op op) {
    return op instanceof MatMul || op instanceof Reduce || op instanceof jacobi.op.SoftmaxBackward;
  }

  /// What few numbers a call reads first, it reads ever after.
  private static final class Stale implements Runnable {
    private final OpCall call;
    private final Runnable run;
    private final HostBuffer[] first;

    Stale(OpCall call, Runnable run) {
      this.call = call;
      this.run = run;
      first = new HostBuffer[call.inputs()];
    }

    @Override
    public void run() {
      for (int i = 0; i < first.length; i++) {
        HostBuffer now = call.in(i).host();
        if (now.elements() == 3 && first[i] == null) {
          first[i] = HostBuffer.of(now.dtype(), (int) now.elements());
          first[i].write(0, now.segment());
        } else if (first[i] != null) {
          now.write(0, first[i].segment());
        }
      }
      run.run();
    }
  }

  @Test
  void staleConstantsAreCaught() {
    isCaught(real ->
        new ForwardingDriver(real) {
          @Override
          public Runnable prepare(OpCall call, Queue queue) {
            return new Stale(call, super.prepare(call, queue));
          }
        });
  }

  @Test
  void repeatedMasksAreCaught() {
    UnaryOperator<Driver> forgetful =
        real ->
            new ForwardingDriver(real) {
              private final Set<Buffer> known = new HashSet<>();

              @Override
              public void upload(MemorySegment source, Buffer target, long at, Queue queue) {
                if (target.dtype() != DType.I64 || known.add(target)) {
                  super.upload(source, target, at, queue);
                }
              }
            };
    compareMasks(Options.of());
    assertThrows(AssertionError.class, () -> compareMasks(planted(forgetful)));
  }

  private static void compareMasks(Options options) {
    List<float[]> expected = masks(Options.of(), step -> step);
    List<float[]> actual = masks(options, Jacobi::compile);
    for (int i = 0; i < expected.size(); i++) {
      assertArrayEquals(expected.get(i), actual.get(i), "step " + i);
    }
  }

  private static List<float[]> masks(
      Options options,
      Function<Function<List<Tensor>, List<Tensor>>, Function<List<Tensor>, List<Tensor>>> way) {
    try (Session session = Session.open(options.withBackend("cpu"))) {
      return session.run(() -> {
        Function<List<Tensor>, List<Tensor>> step =
            way.apply(in -> List.of(in.getFirst().dropout(0.5)));
        Tensor x = Jacobi.ones(64);
        List<float[]> masks = new ArrayList<>();
        var stream = RandomStream.of(Seed.of(4));
        for (int i = 0; i < 3; i++) {
          List<Tensor> dropped = Mode.training(stream, () -> step.apply(List.of(x)));
          masks.add(dropped.getFirst().toFloats());
        }
        if (step instanceof Compiled compiled) {
          compiled.close();
        }
        return masks;
      });
    }
  }
}
